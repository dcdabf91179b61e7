"""What the three views of the modules share: the look of a status, chips painted in a row, texts cut to their room, the board of changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from verkstad import wording, wording_modules
from verkstad.app.modules import ModuleLine, ModuleSet
from verkstad.i18n import Language
from verkstad.ui import theme as look
from verkstad.ui.theme import Theme

STATUS_LOOK = {
    "sketch": "text2", "candidate": "kind:opening", "chosen": "accent", "pilot": "kind:plenary", "introduced": "kind:solo", "closed": "text2",
}  # fmt: skip
KNIFE_ICONS = {
    "customer_group": "users", "path": "arrow-right", "channel": "phone", "data": "database-backup", "rules": "lock", "find_out": "search",
}  # fmt: skip


def status_word(status: str, language: Language) -> str:
    return wording.choice_name("module", "status", status, language)


def knife_word(knife: str, language: Language) -> str:
    return wording.choice_name("module", "knife", knife, language) if knife else ""


def felt_by(line: ModuleLine, language: Language) -> str:
    """ "those who call", or "" when nobody has said: where there is room for nothing more."""
    m = line.module
    return m.helps or (wording.choice_name("module", "felt", m.felt, language) if m.felt else "")


def felt_words(line: ModuleLine, language: Language) -> str:
    """ "Felt by: those who call", or "" when nobody has said."""
    who = felt_by(line, language)
    return language.gettext("Felt by: %(who)s", who=who) if who else ""


def told(line: ModuleLine, modules: ModuleSet, language: Language) -> str:
    """A module in one line for the screen reader."""
    number = ".".join(map(str, line.place.number))
    facts = [wording_modules.fact_words(fact, language) for fact in line.facts]
    said = [f"{number} {line.module.title}", status_word(line.module.status, language), felt_words(line, language), *facts]
    return ", ".join(x for x in said if x)


@lru_cache(8_192)
def _cut(text: str, key: str, width: int) -> str:
    face = QFont()
    face.fromString(key)
    return QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, width)


def cut(text: str, face: QFont, width: int) -> str:
    """The text, or as much of it as there is room for."""
    return _cut(text, face.toString(), max(0, width))


def width_of(text: str, face: QFont) -> int:
    return QFontMetrics(face).horizontalAdvance(text)


def two_lines(text: str, face: QFont, width: int) -> list[str]:
    """A title on one line or two, cut where even two are too few."""
    if width_of(text, face) <= width:
        return [text]
    words, first = text.split(" "), ""
    while words and width_of(f"{first} {words[0]}".strip(), face) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [cut(text, face, width)]
    return [first, cut(" ".join(words), face, width)]


def paint_chip(p: QPainter, theme: Theme, right: int, middle: int, text: str, token: str, ground: QColor, *, hollow: bool = False) -> int:
    """A chip that ends at `right`, its middle at `middle`; returns its left edge. `hollow`: only its rim, for what is only sketched."""
    face = look.font(look.CAPTION, look.MEDIUM)
    wide = width_of(text, face) + 18
    box = QRect(right - wide, middle - 10, wide, 21)
    p.setFont(face)
    if hollow:
        p.setPen(theme.colour("field"))
        p.setBrush(Qt.BrushStyle.NoBrush)
        p.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    else:
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(theme.colour("warnbg") if token == "warn" else look.mix(ground, theme.hex(token), 0.13))
        p.drawRoundedRect(box, 10, 10)
    p.setPen(theme.colour("warn") if token == "warn" else theme.colour("text2") if hollow else look.mix(theme.hex(token), theme.text, 0.35))
    p.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    return box.left()
