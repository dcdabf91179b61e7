"""The planner: the tab *Program* of a workshop. `PlannerPart` is what the workshop page shows; the rest is how.

`arrange` and `layout` are plain values; `model`, `timeline` and `cards` show them; `tab` turns wishes into actions.
"""

from verkstad.ui.screens.planner.tab import PlannerPart

__all__ = ["PlannerPart"]
