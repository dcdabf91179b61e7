"""Paper: the only room with reportlab and pikepdf. Values come in (`job.PrintJob`), bytes of PDF go out (`press.press`).

May import picture, wording, i18n, resources, files and domain; never storage, exchange, intake, app or ui, and no PySide6: it runs in a worker.
Nothing of reportlab loads before `press` is imported.
"""
