"""The window: the only room, with `start`, that knows PySide6. It asks `app` for what is so and says what a person did; it holds no truth.

May import app, picture, domain, wording, i18n, resources and files; never storage, exchange, intake, mixing or documents.
"""
