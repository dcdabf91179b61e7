"""Verkstad: plan a workshop, lead the day, print its pack and take care of what came out of it.

Values in the middle (`domain`), one workbench around them (`app`), paper, files and windows at the edge (`documents`, `storage`,
`exchange`, `intake`, `ui`). Who may import whom is written as contracts in pyproject.toml and run by the tests.
"""

__version__ = "0.3.0"
