"""Colours, type, icons and the one style sheet: how the window looks, light and dark.

Fusion, a palette, a short style sheet set once before any widget, and delegates that paint with the same tokens. Sizes are logical
pixels on a grid of four. Every pair of text and ground that is used stands in `PAIRS` and is held to WCAG 2.2 AA by a test.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPen, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from verkstad import resources

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32
CAPTION, BODY, BLOCK, SECTION, PAGE = 12, 13, 14, 15, 20
CONTROL, TARGET, NAV_ROW, CHIP = 36, 36, 40, 20
NAV_WIDE, NAV_NARROW, INSPECTOR, NARROW_BELOW = 208, 64, 328, 1200
RADIUS_FIELD, RADIUS_CARD = 6, 8

NORMAL, MEDIUM, SEMIBOLD, BOLD = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold


@dataclass(frozen=True)
class Theme:
    """The tokens of one appearance, as #RRGGBB. `kinds` colours the five kinds of block by their wire names."""

    name: str
    bg: str
    surface: str
    raised: str
    sunken: str
    line: str
    field: str
    text: str
    text2: str
    accent: str
    onaccent: str
    hover: str
    soft: str
    focus: str
    danger: str
    dangerbg: str
    warn: str
    warnbg: str
    kinds: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def colour(self, token: str) -> QColor:
        """The colour of a token ("text2"), of a kind ("kind:break"), or of a literal "#RRGGBB"."""
        return QColor(self.hex(token))

    def hex(self, token: str) -> str:
        if token.startswith("#"):
            return token
        if token.startswith("kind:"):
            return self.kinds.get(token[5:], self.text2)
        return str(getattr(self, token))

    def chip_ground(self, kind: str) -> QColor:
        """The ground of a kind's chip: its colour, thin, over the surface."""
        return mix(self.surface, self.hex(f"kind:{kind}"), 0.13)

    def chip_text(self, kind: str) -> QColor:
        return mix(self.hex(f"kind:{kind}"), self.text, 0.25)

    def icon(self, name: str, token: str = "text2", size: int = 20) -> QIcon:
        """A Lucide icon in a token's colour; disabled it fades."""
        made = QIcon(self.pixmap(name, token, size))
        made.addPixmap(_pixmap(name, mix(self.text2, self.surface, 0.45).name(), size), QIcon.Mode.Disabled)
        return made

    def pixmap(self, name: str, token: str = "text2", size: int = 20) -> QPixmap:
        return _pixmap(name, self.hex(token), size)


LIGHT = Theme(
    "light", bg="#F5F4F0", surface="#FFFFFF", raised="#FBFAF8", sunken="#ECEAE4", line="#E0DCD3", field="#85807A", text="#1D2125",
    text2="#545B63", accent="#0E665E", onaccent="#FFFFFF", hover="#0A524B", soft="#DCEDE9", focus="#0B5FD0", danger="#B3261E",
    dangerbg="#FBE7E5", warn="#8A5300", warnbg="#FFF1D6",
    kinds={"opening": "#2F66AE", "plenary": "#9A5B00", "group": "#6D47A8", "solo": "#2B7148", "break": "#666D76"},
)  # fmt: skip
DARK = Theme(
    "dark", bg="#16181B", surface="#1E2124", raised="#23272B", sunken="#2B2F34", line="#343A41", field="#848C96", text="#E9EBEE",
    text2="#AAB2BB", accent="#5EC7B7", onaccent="#06211D", hover="#7AD6C8", soft="#1C3B37", focus="#7DB4FF", danger="#FF8A80",
    dangerbg="#3D2322", warn="#F2BF6B", warnbg="#3A2E17",
    kinds={"opening": "#82B1F0", "plenary": "#E8B15C", "group": "#BFA0EE", "solo": "#79CB99", "break": "#9AA2AC"},
)  # fmt: skip

STYLED = "verkstadStyled"
"""On an application that was told its style when it was made (`-style fusion`): to ask for it later loads the four hundred names of QStyle."""

TEXT, SHAPE = 4.5, 3.0
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(("text", ground, TEXT) for ground in ("bg", "surface", "raised", "sunken", "soft", "line", "warnbg", "dangerbg")),
    *(("text2", ground, TEXT) for ground in ("bg", "surface", "raised", "sunken", "soft")),
    ("accent", "surface", TEXT), ("accent", "bg", TEXT), ("accent", "soft", TEXT), ("accent", "sunken", SHAPE),
    ("onaccent", "accent", TEXT), ("onaccent", "hover", TEXT), ("surface", "text", TEXT),
    ("danger", "surface", TEXT), ("danger", "bg", TEXT), ("danger", "dangerbg", TEXT), ("warn", "warnbg", TEXT), ("warn", "surface", TEXT), ("warn", "bg", TEXT),
    *(("field", ground, SHAPE) for ground in ("surface", "raised", "bg")),
    *(("focus", ground, SHAPE) for ground in ("surface", "bg", "sunken", "soft")),
    *((f"kind:{kind}", ground, SHAPE) for kind in LIGHT.kinds for ground in ("surface", "bg", "sunken")),
)  # fmt: skip
"""(what, on what, least ratio): every pair the window uses."""


def luminance(colour: QColor) -> float:
    """Relative luminance, WCAG 2.2."""

    def channel(v: float) -> float:
        return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4

    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF())


def contrast(a: QColor, b: QColor) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(a: str | QColor, b: str | QColor, share: float) -> QColor:
    """`share` of b in a."""
    x, y = QColor(a), QColor(b)
    return QColor(*(round(p + (q - p) * share) for p, q in zip(x.getRgb()[:3], y.getRgb()[:3], strict=True)))  # type: ignore[index]


def chosen(choice: str) -> Theme:
    """The theme of a setting: "light", "dark", or whatever the system has."""
    if choice in ("light", "dark"):
        return LIGHT if choice == "light" else DARK
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def dress(app: QApplication, theme: Theme) -> None:
    """Give the application style, font, palette and style sheet. Before the first widget, and again when the theme is switched; an
    application that has them already is left alone, since a style sheet is tried on every widget there is."""
    sheet = style_sheet(theme)
    if app.styleSheet() == sheet:
        return
    if app.property(STYLED) is None:
        app.setStyle("Fusion")
        app.setProperty(STYLED, True)
    app.setFont(font(BODY))
    app.setPalette(_palette(theme))
    app.setStyleSheet(sheet)


@cache
def _family() -> str:
    """Load the four weights that are bundled; their family, or the system's when none is there."""
    for file in sorted(Path(resources.path("fonts/inter")).glob("*.[ot]tf")):
        if file.stem.split("-")[-1].split("_")[-1].lstrip("0123456789") in ("Regular", "Medium", "SemiBold", "Bold"):
            QFontDatabase.addApplicationFont(str(file))
    return "Inter" if "Inter" in QFontDatabase.families() else QGuiApplication.font().family()


def font(px: int, weight: QFont.Weight = NORMAL, *, tabular: bool = False) -> QFont:
    """The window's font. `tabular`: figures of one width, for times and columns."""
    made = QFont(_family())
    made.setPixelSize(px)
    made.setWeight(weight)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def _svg(name: str) -> str:
    return Path(resources.path(f"icons/{name}.svg")).read_text("utf-8").replace('stroke-width="2"', 'stroke-width="1.75"')


def _pixmap(name: str, colour: str, size: int) -> QPixmap:
    ratio = max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
    key = f"verkstad/{name}/{colour}/{size}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(_svg(name).replace("currentColor", colour).encode())).render(painter)
    painter.end()
    made.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, made)
    return made


@cache
def _drawn() -> QTemporaryDir:
    return QTemporaryDir()


def _image(name: str, colour: str) -> str:
    """A recoloured icon as a file: the style sheet can neither recolour an SVG nor read one from memory."""
    path = Path(_drawn().path()) / f"{name}-{colour[1:]}.svg"
    if not path.exists():
        path.write_text(_svg(name).replace("currentColor", colour), "utf-8")
    return path.as_posix()


def _palette(t: Theme) -> QPalette:
    role, made = QPalette.ColorRole, QPalette()
    for which, token in (
        (role.Window, t.bg), (role.WindowText, t.text), (role.Base, t.surface), (role.AlternateBase, t.raised), (role.Text, t.text),
        (role.Button, t.surface), (role.ButtonText, t.text), (role.Highlight, t.accent), (role.HighlightedText, t.onaccent),
        (role.PlaceholderText, t.text2), (role.ToolTipBase, t.text), (role.ToolTipText, t.surface), (role.Link, t.accent), (role.Accent, t.accent),
    ):  # fmt: skip
        made.setColor(which, QColor(token))
    faded = mix(t.text2, t.surface, 0.45)
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, faded)
    return made


def style_sheet(t: Theme) -> str:
    faded, handle = mix(t.text2, t.surface, 0.45).name(), mix(t.bg, t.text, 0.32).name()
    down, up, tick, dash = (
        _image(n, c) for n, c in (("chevron-down", t.text2), ("chevron-up", t.text2), ("check", t.onaccent), ("minus", t.onaccent))
    )
    return f"""
QAbstractItemView, QPushButton, QToolButton, QCheckBox, QRadioButton, QTabBar, QComboBox {{ outline: 0; }}
QMainWindow, QDialog, #page {{ background: {t.bg}; }}
#nav {{ background: {t.sunken}; border: 0; border-right: 1px solid {t.line}; }}
#head {{ background: {t.surface}; border: 0; border-bottom: 1px solid {t.line}; }}
#inspector {{ background: {t.surface}; border: 0; border-left: 1px solid {t.line}; }}
QScrollArea {{ background: transparent; border: 0; }}
#body {{ background: transparent; }}
QFrame[look="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: 8px; }}
QFrame[look="note"] {{ background: {t.warnbg}; border: 0; border-radius: 8px; }}
QFrame[look="line"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QLabel[look="page"] {{ font-size: 20px; font-weight: 600; }}
QLabel[look="section"] {{ font-size: 15px; font-weight: 600; }}
QLabel[look="strong"] {{ font-size: 14px; font-weight: 600; }}
QLabel[look="caption"] {{ font-size: 12px; color: {t.text2}; }}
QLabel[look="label"] {{ font-size: 12px; font-weight: 600; color: {t.text2}; }}
QLabel[look="error"] {{ font-size: 12px; color: {t.danger}; }}
QLabel[look="badge"] {{ background: {t.soft}; color: {t.accent}; border-radius: 12px; padding: 0 10px; font-size: 12px; font-weight: 600; min-height: 24px; }}
QLabel[look="warning"] {{ background: {t.warnbg}; color: {t.warn}; border-radius: 12px; padding: 0 10px; font-size: 12px; font-weight: 600; min-height: 24px; }}
QPushButton, QToolButton {{ font-size: 13px; font-weight: 500; color: {t.text}; background: {t.surface}; border: 1px solid {t.field}; border-radius: 8px; min-height: 34px; padding: 0 13px; }}
QPushButton:hover, QToolButton:hover {{ background: {t.sunken}; }}
QPushButton:pressed, QToolButton:pressed {{ background: {t.line}; }}
QPushButton[look="primary"] {{ background: {t.accent}; color: {t.onaccent}; border: 1px solid {t.accent}; font-weight: 600; }}
QPushButton[look="primary"]:hover {{ background: {t.hover}; border-color: {t.hover}; }}
QPushButton[look="danger"] {{ color: {t.danger}; border-color: {t.danger}; }}
QPushButton:disabled, QToolButton:disabled, QPushButton[look="primary"]:disabled {{ color: {faded}; background: {t.sunken}; border-color: {t.line}; }}
QToolButton[look="quiet"], QPushButton[look="quiet"] {{ border: 1px solid transparent; background: transparent; padding: 0 7px; min-width: 20px; }}
QToolButton[look="quiet"]:hover, QPushButton[look="quiet"]:hover, QToolButton[look="quiet"]:checked {{ background: {t.sunken}; }}
QToolButton[look="quiet"]:disabled {{ background: transparent; border-color: transparent; }}
QPushButton[look="link"] {{ border: 0; background: transparent; color: {t.accent}; padding: 0 2px; font-weight: 600; min-height: 24px; }}
QPushButton[look="link"]:hover {{ color: {t.hover}; text-decoration: underline; }}
QToolButton[popupMode="2"] {{ padding-right: 24px; }}
QToolButton::menu-indicator {{ image: url({down}); width: 12px; height: 12px; subcontrol-position: right center; right: 9px; }}
QPushButton::menu-indicator {{ image: url({down}); width: 12px; height: 12px; subcontrol-position: right center; right: 10px; }}
QToolButton[look="quiet"]::menu-indicator {{ image: none; }}
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{ font-size: 13px; color: {t.text}; background: {t.raised}; border: 1px solid {t.field}; border-radius: 6px; padding: 0 9px; min-height: 34px; selection-background-color: {t.accent}; selection-color: {t.onaccent}; }}
QPlainTextEdit, QTextEdit {{ padding: 5px 5px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{ border-color: {t.focus}; background: {t.surface}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{ color: {faded}; border-color: {t.line}; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{ border: 2px solid {t.danger}; }}
QLineEdit QToolButton {{ min-height: 0; min-width: 0; padding: 0; border: 0; background: transparent; }}
QComboBox::drop-down {{ border: 0; width: 28px; }}
QComboBox::down-arrow {{ image: url({down}); width: 14px; height: 14px; }}
QComboBox QLineEdit, QAbstractSpinBox QLineEdit {{ border: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox QAbstractItemView {{ background: {t.surface}; border: 1px solid {t.line}; padding: 4px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 26px; height: 17px; border: 0; background: transparent; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url({up}); width: 14px; height: 14px; }}
QAbstractSpinBox::down-arrow {{ image: url({down}); width: 14px; height: 14px; }}
QCheckBox, QRadioButton {{ spacing: 9px; min-height: 28px; color: {t.text}; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: 18px; height: 18px; border: 1px solid {t.field}; background: {t.raised}; border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
#offered {{ background: {t.surface}; border: 1px solid {t.field}; padding: 4px; }}
#offered::item {{ padding: 7px 8px; color: {t.text}; }}
#offered::item:selected {{ background: {t.soft}; color: {t.text}; }}
#checks, #checks:focus {{ border: 1px solid {t.line}; border-radius: 6px; background: {t.raised}; padding: 4px; }}
#checks::item {{ padding-left: 4px; border-radius: 4px; color: {t.text}; }}
#checks::item:selected, #checks::item:hover {{ background: {t.soft}; color: {t.text}; }}
#checks::item:disabled {{ color: {faded}; }}
#checks::indicator {{ width: 16px; height: 16px; border: 1px solid {t.field}; background: {t.surface}; border-radius: 4px; }}
#checks::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: url({tick}); }}
#checks::indicator:disabled {{ border-color: {t.line}; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent}; image: url({tick}); }}
QCheckBox::indicator:indeterminate {{ background: {t.accent}; border-color: {t.accent}; image: url({dash}); }}
QRadioButton::indicator:checked {{ background: {t.surface}; border: 6px solid {t.accent}; width: 8px; height: 8px; border-radius: 10px; }}
QTabBar {{ background: transparent; }}
QTabBar::tab {{ font-size: 13px; font-weight: 500; color: {t.text2}; background: transparent; padding: 7px 2px 8px 2px; margin-right: 16px; border: 0; border-bottom: 2px solid transparent; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
QAbstractItemView {{ background: {t.surface}; border: 0; color: {t.text}; selection-background-color: {t.soft}; selection-color: {t.text}; }}
QHeaderView, QHeaderView::section {{ background: {t.surface}; border: 0; }}
QHeaderView::section {{ color: {t.text2}; font-size: 12px; font-weight: 600; padding: 0 8px; border-bottom: 1px solid {t.line}; }}
QHeaderView::down-arrow {{ image: url({down}); width: 12px; height: 12px; }}
QHeaderView::up-arrow {{ image: url({up}); width: 12px; height: 12px; }}
QStatusBar {{ background: {t.sunken}; color: {t.text2}; font-size: 12px; border-top: 1px solid {t.line}; }}
QStatusBar::item {{ border: 0; }}
QStatusBar QLabel {{ padding: 3px 8px 4px 16px; color: {t.text2}; font-size: 12px; }}
QMenuBar {{ background: {t.sunken}; color: {t.text}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 5px 10px; border-radius: 5px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.line}; }}
QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.line}; padding: 6px; }}
QMenu::item {{ padding: 7px 28px 7px 14px; border-radius: 5px; }}
QMenu::item:selected {{ background: {t.soft}; color: {t.text}; }}
QMenu::item:disabled {{ color: {faded}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 6px 8px; }}
QToolTip {{ background: {t.text}; color: {t.surface}; border: 0; padding: 5px 8px; font-size: 12px; }}
QProgressBar {{ background: {t.sunken}; border: 0; border-radius: 4px; max-height: 8px; min-height: 8px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
QSplitter::handle {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {handle}; border-radius: 4px; min-height: 32px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none; height: 0; width: 0; }}
"""


class FocusRing(QObject):
    """One ring for every control: 2 px wide, 2 px outside it, when the focus came by keyboard and only then."""

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(app)
        self._theme = theme
        self._by_key = False
        self._ring: _Ring | None = None
        self._watched: list[QObject] = []
        self._window: QWindow | None = None
        app.focusChanged.connect(self._on_focus_changed)
        app.focusWindowChanged.connect(self._on_window_changed)

    def stop(self) -> None:
        """Let go of the application before the interpreter ends, or before another theme's ring takes over."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._on_focus_changed)
            app.focusWindowChanged.disconnect(self._on_window_changed)
        self._on_window_changed(None)
        self._drop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._window:
            if kind == QEvent.Type.KeyPress:
                self._by_key = True
            elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
                self._by_key = False
                self._drop()
        elif kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide) and self._ring is not None and isValid(self._ring):
            self._ring.place()
        return False

    def _on_window_changed(self, window: QWindow | None) -> None:
        if self._window is not None and isValid(self._window):
            self._window.removeEventFilter(self)
        self._window = window
        if window is not None:
            window.installEventFilter(self)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._drop()
        if new is None or not self._by_key:
            return
        from PySide6.QtWidgets import QAbstractItemView, QAbstractSpinBox

        if isinstance(new, QAbstractItemView) or new.property("ownFocus"):
            return
        outer = new.parentWidget()
        target = outer if isinstance(outer, QAbstractSpinBox) else new
        self._ring = _Ring(target, self._theme.colour("focus"))
        for widget in self._ring.chain():
            widget.installEventFilter(self)
            self._watched.append(widget)

    def _drop(self) -> None:
        for watched in self._watched:
            if isValid(watched):
                watched.removeEventFilter(self)
        self._watched = []
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None


def _scrolls(widget: QWidget) -> bool:
    """Whether it is what a scroll area moves: a ring outside it would hang over the edge of the view."""
    view = widget.parentWidget()
    area = view.parentWidget() if view is not None else None
    return isinstance(area, QScrollArea) and area.widget() is widget


class _Ring(QWidget):
    def __init__(self, target: QWidget, colour: QColor) -> None:
        ground = target
        while (above := ground.parentWidget()) is not None and not ground.isWindow() and ground.objectName() != "body":
            ground = above
        super().__init__(ground)
        self._target, self._ground, self._colour = target, ground, colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.place()
        self.show()
        self.raise_()

    def chain(self) -> Iterator[QWidget]:
        step: QWidget | None = self._target
        while step is not None and step is not self._ground:
            yield step
            step = step.parentWidget()

    def place(self) -> None:
        if not isValid(self._target) or not self._target.isVisible():
            self.hide()
            return
        corner = self._target.mapTo(self._ground, self._target.rect().topLeft())
        self.setGeometry(corner.x() - 4, corner.y() - 4, self._target.width() + 8, self._target.height() + 8)

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
