"""The page of an initiative: its beginning with the three ways, and the overview of what stands and what is missing."""

from __future__ import annotations

from verkstad.ui.screen import Screen


class InitiativeScreen(Screen):
    key = "initiative"

    def title(self) -> str:
        return self._("Initiative")
