"""A print as parts of pages, laid out before anything is drawn: so that a page can say "2 of 3", and nothing is drawn that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.job import Organisation, PrintJob, SheetCode, WorkshopPaper, sheet_code
from verkstad.documents.marks import chip, qr
from verkstad.documents.paper import MM, Sheet
from verkstad.documents.typography import A3_FOOT, FOOT, INK, RUNNING, SECOND, Style
from verkstad.domain.fields import Id
from verkstad.i18n import N_, Language

A4 = (210.0, 297.0)
A4_WIDE = (297.0, 210.0)
A3 = (297.0, 420.0)
A3_WIDE = (420.0, 297.0)
SIDE = 18.0
TEXT = 174.0
LED = 55.0  # mm of the running head for who leads
HEAD, TOP, BOTTOM = 12.0, 22.0, 279.0  # A4: baseline of the head, top of the text, where the text must end
A3_SIDE, A3_HEAD, A3_BOTTOM = 14.0, 12.0, 279.0
RECORD = {"working": N_("Working material"), "final": N_("Final document")}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: number and count of its part, and the first card number on it."""

    number: int
    count: int
    card: int = 1
    first: bool = True  # the first copy: what is drawn carries the one main heading of the part


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a size in mm, drawn when asked. `shared` draws what every page with the same `key` has in common (once, in the pack)."""

    size: tuple[float, float]
    draw: Callable[[Sheet, Place], None]
    key: str = ""
    shared: Callable[[Sheet, Place], None] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that belong together: one sheet, or one set of cards. `copies` of it go into the pack; `audience` is who gets them."""

    sheet: str
    title: str
    pages: tuple[Page, ...]
    code: SheetCode
    audience: str = "participant"
    copies: int = 1
    note: str = ""  # where it is used: "09.35 Skiva elefanten"
    cards: int = 0  # cards on a page; 0: no cards
    first_card: int = 1
    fronts: bool = False  # every page on a front, whatever is printed on both sides: it is cut, folded or hung up
    children: tuple[tuple[int, str], ...] = field(default=())  # bookmarks under the part's own: (page index, title)

    def blank_backs(self, *, two_sided: bool) -> int:
        """Empty pages of one copy: each begins on a front when the paper is printed on both sides."""
        if not two_sided:
            return 0
        return len(self.pages) if self.fronts else len(self.pages) % 2


class _Row(Protocol):
    @property
    def id(self) -> Id: ...


Chosen = TypeVar("Chosen", bound=_Row)


class Setting:
    """What every sheet of a job has at hand: the job, the language, and how a page is framed."""

    def __init__(self, job: PrintJob, language: Language) -> None:
        self.job, self.language = job, language
        self._ = language.gettext
        self.workshop: WorkshopPaper = job.workshop
        self.initiative: InitiativePaper | None = job.initiative
        self.organisation: Organisation = job.organisation

    def those_chosen(self, rows: Sequence[Chosen]) -> Sequence[Chosen]:
        """The rows the job asks for; all of them when it asks for none of these (another sheet's pilot, say)."""
        return [row for row in rows if row.id in self.job.chosen] or rows

    @property
    def code(self) -> str:
        return self.language.code

    def sheet_code(self, sheet: str, content: object) -> SheetCode:
        return sheet_code(self.workshop.id, sheet, [self.code, content])

    def when(self, style: str = "date") -> str:
        """The day or days: "24 mars 2027", "24–25 mars 2027", "" without a date."""
        dates = sorted({d.day.date for d in self.workshop.days if d.day.date})
        if not dates:
            return ""
        if len(dates) == 1:
            return self.language.date(dates[0], style)
        first, last = self.language.date(dates[0], "date"), self.language.date(dates[-1], "date")
        day, *rest = first.split(" ")
        if rest == last.split(" ")[1:]:
            return f"{day}–{last}"
        return f"{self.language.date(dates[0], 'short') if dates[0][:4] == dates[-1][:4] else first} – {last}"

    def led_by(self) -> str:
        """Who leads, where the paper is about an initiative itself."""
        change = self.initiative
        return (
            self._("Led by %(name)s", name=change.leader) if change is not None and change.id == self.workshop.id and change.leader else ""
        )

    def head(self, sheet: Sheet, kind: str, *, side: float = SIDE, right: str | None = None) -> None:
        """The running head: whose paper, what it is, the workshop and its day, or the initiative and who leads it."""
        face = Style("X", 8.5, 11, INK) if sheet.width < 400 and sheet.height < 400 else Style("X", 10.5, 13, INK)
        quiet = RUNNING if face.size < 9 else Style("R", 10.5, 13, SECOND)
        x = side
        if self.organisation.logo:
            x += self._logo(sheet, side, HEAD) + 2.5
        else:
            x += sheet.text(x, HEAD, _cut(self.organisation.name or "Verkstad", face, sheet.width * 0.25), face) + 2.5
        x += sheet.text(x, HEAD, kind, quiet, width=sheet.width * 0.4) + 4
        if self.job.draft:
            x += chip(sheet, x, HEAD, self._("DRAFT"), face.with_(face="B")) + 4
        end = self.when() or _cut(self.led_by(), quiet, LED)
        said = " · ".join(filter(None, [self.workshop.title, end])) if right is None else right
        room = sheet.width - side - x
        if quiet.width(said) / MM > room and right is None:  # the day, or who leads, is worth more than the end of a long title
            title = _cut(self.workshop.title, quiet, room - quiet.width(f" · {end}") / MM)
            said = f"{title} · {end}" if end else title
        sheet.text(sheet.width - side, HEAD, said, quiet, align="right", width=room)

    def _logo(self, sheet: Sheet, x: float, baseline: float) -> float:
        from io import BytesIO

        from reportlab.lib.utils import ImageReader

        image = ImageReader(BytesIO(self.organisation.logo))
        if self.job.grey:
            from PIL import Image

            image = ImageReader(Image.open(BytesIO(self.organisation.logo)).convert("LA").convert("RGBA"))
        wide, tall = map(float, image.getSize())
        height = 6.0
        width = min(40.0, height * wide / max(1, tall))
        height = width * tall / max(1, wide)
        sheet.c.drawImage(image, x * MM, sheet.y(baseline + 1.6), width * MM, height * MM, mask="auto")
        return width

    def foot(
        self, sheet: Sheet, place: Place, code: SheetCode | None, left: str = "", *, side: float = SIDE, feedback: bool = False
    ) -> None:
        """The running foot: what it is and when it was printed, the sheet's number, record and diary number, page n of m."""
        large = max(sheet.width, sheet.height) > 400
        style = A3_FOOT if large else FOOT
        y = sheet.height - (9 if large else 10)
        parts = [left] if left else []
        if feedback:
            parts.append(self._("Say what you think: write on the back"))
        record = RECORD.get(self.workshop.record_class)
        parts += [p for p in (self._(record) if record else "", self.workshop.diary_number, self.organisation.footer) if p]
        if self.job.printed and not feedback:
            parts.append(self._("printed %(day)s", day=self.language.date(self.job.printed, "date")))
        end = self._("Page %(n)d of %(m)d", n=place.number, m=place.count)
        if code is not None:
            end = f"{code.number} · {end}"
        used = style.width(end) / MM
        sheet.text(sheet.width - side, y, end, style, align="right")
        sheet.text(side, y, _cut(" · ".join(parts), style, sheet.width - 2 * side - used - 6), style)

    def mark(self, sheet: Sheet, x: float, y: float, size: float, code: SheetCode, card: int | None = None) -> None:
        """The QR mark of a sheet, or of one card of it."""
        number = code.card(card) if card is not None else code.number
        qr(sheet, x, y, size, code.mark(card), self._("QR code with the sheet's number %(number)s", number=number))


def _cut(text: str, style: Style, width: float) -> str:
    """Shortened without a record: running heads and feet repeat what stands in full elsewhere."""
    from verkstad.documents.typography import shortened

    return shortened(text, style, width * MM)


def paginate(heights: Sequence[float], first: float, later: float, together: Sequence[bool] = ()) -> list[list[int]]:
    """Share rows of these heights over pages with `first` and then `later` mm of room. A row marked in `together` stays with the next one."""
    pages: list[list[int]] = [[]]
    room = first
    i = 0
    while i < len(heights):
        chunk = [i]
        while chunk[-1] < len(together) and together[chunk[-1]] and chunk[-1] + 1 < len(heights):
            chunk.append(chunk[-1] + 1)
        need = sum(heights[k] for k in chunk)
        if need > room + 0.01 and pages[-1]:
            pages.append([])
            room = later
        pages[-1] += chunk
        room -= need
        i = chunk[-1] + 1
    return pages
