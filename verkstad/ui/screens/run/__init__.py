"""Leading the day: the tab *Run* of a workshop, and the window on the projector.

`part` is the operator's page, `face` the big clock, `projector` what the room sees, `words` what both say, `sound` and `awake` what they ask of
the machine.
"""

from verkstad.ui.screens.run.part import RunPart

__all__ = ["RunPart"]
