"""Words and keys the faces of the harvest share."""

from __future__ import annotations

from verkstad import wording
from verkstad.app.harvest import BlockHarvest, CaptureLine, Pile
from verkstad.i18n import N_, Language

TURNS: tuple[tuple[str, str, str], ...] = (
    ("insight", "I", N_("Insight")),
    ("action", "Å", N_("Action")),
    ("module", "M", N_("Module")),
    ("risk", "R", N_("Risk")),
    ("inventory_item", "B", N_("Need")),
    ("goal", "G", N_("Goal")),
)
"""What a note becomes, the key that does it, and its short name (msgid). A does what Å does, and stands there where there is no Å."""


def key_shown(key: str, language: Language) -> str:
    """The letter of a key as it stands on a keyboard of the language."""
    return key if language.code == "sv" else key.replace("Å", "A")


BECAME = {
    "insight": N_("An insight was added."),
    "action": N_("An action was added."),
    "module": N_("A module was added."),
    "risk": N_("A risk was added."),
    "inventory_item": N_("A need was added."),
    "goal": N_("A goal was added."),
}


def block_title(section: BlockHarvest, language: Language) -> str:
    if section.block is None:
        return language.gettext("Belongs to no block")
    return section.block.title or language.gettext("Untitled block")


def block_clock(section: BlockHarvest, language: Language) -> str:
    return language.clock(section.start % (24 * 60)) if section.start is not None else ""


def pile_title(pile: Pile, language: Language) -> str:
    if pile.cluster is None:
        return ""
    return pile.cluster.title or language.gettext("Cluster without a heading")


def fate(line: CaptureLine, language: Language) -> str:
    """What became of a note, in a word or two; "" while it is unsorted."""
    if line.became is not None:
        name = wording.choice_name("capture", "became", line.became.kind, language)
        return name if line.became.there else language.gettext("%(thing)s, removed", thing=name)
    return wording.choice_name("capture", "settled", line.capture.settled, language) if line.capture.settled else ""


def left_words(count: int, language: Language) -> str:
    """The count that is always seen."""
    return language.ngettext("%(n)d note to sort", "%(n)d notes to sort", count) if count else language.gettext("All notes are sorted")


def told(line: CaptureLine, language: Language) -> str:
    """A note for whoever hears it."""
    votes = line.capture.votes
    parts = [line.capture.says, language.ngettext("%(n)d vote", "%(n)d votes", votes) if votes else "", fate(line, language)]
    return ", ".join(part for part in parts if part)
