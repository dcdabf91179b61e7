"""The groups of a workshop: what is wanted on the left, the groups of one round on the right."""

from verkstad.ui.screens.groups.page import GroupsView as GroupsView
