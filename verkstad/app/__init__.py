"""What a person does and asks: actions take a transaction, questions take a library, and the workbench runs both.

Joins the rooms below it (storage, exchange, intake, mixing, documents), which never import each other. May import those, and
picture, wording, i18n, resources, files and domain. No Qt, no SQL, no reportlab.
"""
