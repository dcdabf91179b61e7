"""Journeys go through the real window, by mouse and keys, and count what a person does."""

from tests.ui.conftest import house

__all__ = ["house"]
