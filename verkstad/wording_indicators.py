"""Indicators that are ready to use: what can be counted where customers call, write and wait. One offers them; nothing is chosen for anybody."""

from __future__ import annotations

from verkstad.i18n import N_, Language

_READY = (
    N_("Calls that are answered, of 100"),
    N_("Minutes of waiting on the phone, median"),
    N_("Repeat contacts within 7 days, of 100"),
    N_("Contacts that came of something that went wrong, of 100"),
    N_("Days from case to answer, median"),
    N_("Answers on the day that was said, of 100"),
)


def ready_made(language: Language) -> tuple[str, ...]:
    """Their names in the language, the most asked for first."""
    return tuple(language.gettext(name) for name in _READY)
