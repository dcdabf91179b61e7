"""The documentation of a workshop: why, what came of each block with its photos, who does what when, and what people thought of the day."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

from verkstad import wording_harvest
from verkstad.documents.flow import Column, Flow, FlowTable, Row, Text
from verkstad.documents.harvest_paper import AxesPaper, BlockPaper, HarvestPaper, PhotoPaper, PilePaper, PollPaper
from verkstad.documents.outline import Bullets, Figure, Heading, Outline, Paragraph, Piece, Table
from verkstad.documents.paper import MM, Sheet, height_of, lines_of
from verkstad.documents.parts import SIDE, TEXT, Part, Setting
from verkstad.documents.sheets.lists import STATES
from verkstad.documents.sheets.masthead import Masthead, document, section
from verkstad.documents.sheets.people import PARTS
from verkstad.documents.typography import (
    BODY,
    CELL,
    CELL_STRONG,
    H3,
    HAIR,
    HAIRLINE,
    LABEL,
    PETROL,
    RULE,
    SECOND,
    SMALL,
    TINT,
    Style,
    shortened,
)
from verkstad.domain.harvesting import FEWEST, Answered
from verkstad.i18n import N_

TITLE = N_("Documentation")
GUTTER = 6.0
PHOTO = 84.0  # mm, the width of a photo; two stand beside one another
TALLEST = 100.0
FIELD = 84.0  # the two axes
NUMBER = Style("S", 8, 10, "#FFFFFF")
ANSWER = 70.0  # the answers to a question to the room, before their bars


def lay(setting: Setting) -> list[Part]:
    """Flows over as many pages as it takes. What nobody has written or decided is left out, not shown as empty."""
    _, paper = setting._, setting.workshop
    harvest = paper.harvest or HarvestPaper()
    facts = [(_("When"), harvest.when or setting.when()), (_("Where"), paper.place), (_("Led by"), paper.leads)]
    head = Masthead(paper.title or _(TITLE), paper.purpose, facts)
    flow = Flow()
    if paper.outcomes:
        _heading(flow, _("What was wanted"))
        for text in paper.outcomes:
            flow.text(SIDE, TEXT, f"– {text}", BODY, after=0.8)
        flow.gap(5)
    _agreed(setting, flow)
    shown = [b for b in harvest.blocks if not b.empty]
    for block in shown:
        _block(setting, flow, block)
    if not shown:
        flow.text(SIDE, TEXT, _("Nothing has been written down of the blocks."), CELL.with_(color=SECOND), after=4)
    if harvest.axes is not None:
        _axes(setting, flow, harvest.axes)
    if harvest.made:
        _heading(flow, _("What the notes became besides"))
        for made in harvest.made:
            flow.text(SIDE, TEXT, f"{made.word}: {' '.join(made.says.split())}", BODY, after=1.2)
        flow.gap(5)
    _evaluation(setting, flow, harvest)
    _took_part(setting, flow, harvest)
    content = [
        paper.title,
        paper.purpose,
        paper.outcomes,
        paper.actions,
        _content(harvest),
        people_lines(setting, harvest),
        harvest.unmarked,
    ]
    return [document(setting, "documentation", _(TITLE), head, flow, content, kind=_(TITLE), audience="participant", gap=8)]


def _content(harvest: HarvestPaper) -> list[object]:
    """What the number of the sheet follows from: the same on every computer, so without paths."""
    blocks = [
        [
            b.title,
            b.said,
            [[p.title, [[n.says, n.votes, n.fate] for n in p.notes]] for p in b.piles],
            [[f.content, f.caption] for f in b.photos],
            [[p.question, p.answers] for p in b.polls],
        ]
        for b in harvest.blocks
    ]
    return [
        blocks,
        [harvest.axes.x, harvest.axes.y, harvest.axes.spots] if harvest.axes else [],
        [[m.word, m.says] for m in harvest.made],
        harvest.verdict.forms,
    ]


def _heading(flow: Flow, title: str, aside: str = "") -> None:
    def draw(sheet: Sheet, y: float) -> None:
        section(sheet, SIDE, y, TEXT, title)
        if aside:
            with sheet.tag("P"):
                sheet.text(SIDE + TEXT, y + 6.0, aside, SMALL, align="right")

    flow.block(9.0 + max(0.0, height_of(title, H3, TEXT) - height_of("A", H3, TEXT)), draw, keep=True)


def _agreed(setting: Setting, flow: Flow) -> None:
    _, language = setting._, setting.language
    actions = setting.workshop.actions
    if not actions:
        return
    _heading(flow, _("What was agreed on"))
    table = FlowTable((Column(_("What"), 106), Column(_("Who"), 42), Column(_("When"), 26)))
    rows = []
    for action in actions:
        state = STATES.get(action.status, "")
        due = language.date(action.due, "short", today=setting.job.printed or None) if action.due else "–"
        what = [Text(action.what, CELL_STRONG), *([Text(_(state), SMALL)] if state else [])]
        rows.append(Row((what, [Text(_owner(setting, action.owner) or "–", CELL)], [Text(due, CELL)])))
    flow.table(table, rows)
    flow.gap(7)


def _owner(setting: Setting, owner: str) -> str:
    """The name, or with roles only the role of whoever has it."""
    if setting.job.names:
        return owner
    person = next((p for p in setting.workshop.people if p.name == owner), None)
    return person.role or person.unit if person is not None else ""


def _block(setting: Setting, flow: Flow, block: BlockPaper) -> None:
    _heading(flow, block.title or setting._("Besides the blocks"), block.span)
    for paragraph in filter(None, map(str.strip, block.said.split("\n"))):
        flow.text(SIDE, TEXT, paragraph, BODY, after=1.5)
    for pile in block.piles:
        _pile(setting, flow, pile)
    for poll in block.polls:
        _poll(setting, flow, poll)
    _photos(setting, flow, block.photos)
    flow.gap(5)


def poll_facts(setting: Setting, poll: PollPaper) -> str:
    """ "Show of hands · 23 votes"."""
    return f"{poll.form} · {setting.language.ngettext('%(n)d vote', '%(n)d votes', poll.votes)}"


def _poll(setting: Setting, flow: Flow, poll: PollPaper) -> None:
    """The question, then each answer with a bar and its number."""
    room = TEXT - 46.0

    def head(sheet: Sheet, y: float) -> None:
        sheet.block(SIDE, y, room, poll.question, CELL_STRONG.with_(size=9.5), tag="H3")
        with sheet.tag("P"):
            sheet.text(SIDE + TEXT, y + 3.4, poll_facts(setting, poll), SMALL, align="right")

    flow.gap(1.5)
    flow.block(height_of(poll.question, CELL_STRONG.with_(size=9.5), room) + 1.0, head, keep=True)
    most = max(count for _says, count in poll.answers)
    for n, (says, count) in enumerate(poll.answers):

        def draw(sheet: Sheet, y: float, says: str = says, count: int = count) -> None:
            with sheet.tag("P"):
                sheet.lines(SIDE + 3.5, y, lines_of(says, CELL, ANSWER), CELL)
                sheet.text(SIDE + ANSWER + 17.0, y + 3.3, str(count), CELL_STRONG, align="right")
            if count:
                sheet.rect(SIDE + ANSWER + 20.0, y + 0.7, (TEXT - ANSWER - 20.0) * count / most, 3.0, fill=PETROL)

        flow.block(max(height_of(says, CELL, ANSWER), 4.2) + 0.6, draw, keep=n + 1 < len(poll.answers))
    flow.gap(2.5)


def _axes(setting: Setting, flow: Flow, axes: AxesPaper) -> None:
    """The field with numbered dots, then the notes by number."""
    _heading(flow, setting._("%(x)s and %(y)s", x=axes.x, y=axes.y))
    alt = setting._(
        "%(n)s notes placed by %(x)s and %(y)s; they are listed below with their places from 0 to 100.",
        n=len(axes.spots),
        x=axes.x,
        y=axes.y,
    )

    def draw(sheet: Sheet, top: float) -> None:
        left = SIDE + 8.0
        with sheet.tag("Figure", alt=alt, box=(SIDE, top, FIELD + 12, FIELD + 6)):
            sheet.rect(left, top, FIELD, FIELD, stroke=RULE)
            sheet.line(left + FIELD / 2, top, left + FIELD / 2, top + FIELD, HAIRLINE, HAIR)
            sheet.line(left, top + FIELD / 2, left + FIELD, top + FIELD / 2, HAIRLINE, HAIR)
            for n, (_says, x, y) in enumerate(axes.spots, 1):
                at, down = left + FIELD * x / 100, top + FIELD - FIELD * y / 100
                sheet.circle(at, down, 2.4, fill=PETROL)
                sheet.text(at, down + 1.0, str(n), NUMBER, align="middle")
            sheet.fitted(left + FIELD / 2, top + FIELD + 4.4, f"{axes.x} →", SMALL, width=FIELD, align="middle")
            sheet.c.saveState()
            sheet.c.translate((left - 3.0) * MM, sheet.y(top + FIELD / 2))
            sheet.c.rotate(90)
            sheet.c.translate(-(left - 3.0) * MM, -sheet.y(top + FIELD / 2))
            sheet.fitted(left - 3.0, top + FIELD / 2, f"{axes.y} →", SMALL, width=FIELD, align="middle")
            sheet.c.restoreState()

    flow.block(FIELD + 8.0, draw)
    table = FlowTable(
        (
            Column(setting._("No."), 12),
            Column(setting._("What"), 108),
            Column(shortened(axes.x, LABEL, 25 * MM), 27, "right"),
            Column(shortened(axes.y, LABEL, 25 * MM), 27, "right"),
        )
    )
    rows = [
        Row(([Text(str(n), CELL)], [Text(" ".join(says.split()), CELL)], [Text(str(x), CELL)], [Text(str(y), CELL)]))
        for n, (says, x, y) in enumerate(axes.spots, 1)
    ]
    flow.table(table, rows)
    flow.gap(7)


def people_lines(setting: Setting, harvest: HarvestPaper) -> tuple[tuple[str, str], ...]:
    """Who took part, unit by unit: (unit, "Åsa Alm, Bo Ek"), or with roles only (unit, "2 nurses, manager"). "" for those of no unit, last."""
    _, language = setting._, setting.language
    known = {person.id: person for person in setting.workshop.people}
    here = [known[id] for id in harvest.here if id in known]
    units = sorted({p.unit for p in here}, key=lambda unit: (not unit, language.sort_key(unit)))
    made = []
    for unit in units:
        mine = [p for p in here if p.unit == unit]
        said = []
        if setting.job.names:
            named = sorted((p for p in mine if p.name), key=lambda p: [p.id for p in setting.workshop.people].index(p.id))
            said = [f"{p.name} ({_(PARTS[p.part])})" if p.part in PARTS else p.name for p in named]
            mine = [p for p in mine if not p.name]
        roles = Counter(p.role or _("Participant") for p in mine)
        said += [f"{count} {role}" if count > 1 else role for role, count in sorted(roles.items(), key=lambda x: language.sort_key(x[0]))]
        made.append((unit, ", ".join(said)))
    return tuple(made)


def people_title(setting: Setting, harvest: HarvestPaper) -> str:
    return setting._("Who took part") if harvest.ticked else setting._("Participants, by the list")


def _how_many(setting: Setting, harvest: HarvestPaper) -> str:
    """ "27 people", and where only some were noted "3 noted as present of 27 expected": a part is not told as the whole."""
    known = {person.id for person in setting.workshop.people}
    count = sum(id in known for id in harvest.here)
    if harvest.unmarked:
        return setting._("%(n)d noted as present, of %(all)d expected", n=count, all=count + harvest.unmarked)
    return setting.language.ngettext("%(n)d person", "%(n)d people", count)


def _took_part(setting: Setting, flow: Flow, harvest: HarvestPaper) -> None:
    lines = people_lines(setting, harvest)
    if not lines:
        return
    flow.gap(5)
    _heading(flow, people_title(setting, harvest), _how_many(setting, harvest))
    for unit, said in lines:
        flow.text(SIDE, TEXT, f"{unit}: {said}" if unit else said, CELL, after=0.8)


def _pile(setting: Setting, flow: Flow, pile: PilePaper) -> None:
    _, language = setting._, setting.language
    indent = 5.0 if pile.clustered else 0.0
    if pile.clustered:
        title = pile.title or _("Cluster without a heading")
        told = f"{title} · {language.ngettext('%(n)d vote', '%(n)d votes', pile.votes)}" if pile.votes else title
        flow.gap(1.5)
        flow.text(SIDE, TEXT, told, CELL_STRONG.with_(size=9.5), tag="H3", keep=True, after=0.8)
    for note in pile.notes:
        facts = [language.ngettext("%(n)d vote", "%(n)d votes", note.votes) if note.votes else "", note.fate]
        aside = " · ".join(filter(None, facts))
        _note(flow, note.says, aside, SIDE + indent, TEXT - indent)
    flow.gap(1.5)


def _note(flow: Flow, says: str, aside: str, x: float, width: float) -> None:
    room = width - 3.5 - (46.0 if aside else 0.0)
    lines = [part for part in says.split("\n") if part.strip()] or [""]
    tall = sum(height_of(part, BODY, room) for part in lines)
    if tall > 120:  # a note as long as a page runs on over pages
        flow.text(x + 3.5, room, says, BODY, after=1.0)
        return

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rect(x, y + 1.9, 1.3, 1.3, fill=PETROL)
        at = y
        for part in lines:
            at += sheet.block(x + 3.5, at, room, part, BODY)
        if aside:
            with sheet.tag("P"):
                sheet.text(x + width, y + 3.4, aside, SMALL, align="right")

    flow.block(max(tall, height_of("A", BODY, room)) + 0.8, draw)


def _photos(setting: Setting, flow: Flow, photos: Sequence[PhotoPaper]) -> None:
    """Two beside one another, each with its caption."""
    for at in range(0, len(photos), 2):
        pair = photos[at : at + 2]
        sizes = [_size(photo) for photo in pair]
        words = [height_of(_caption(photo), SMALL, PHOTO) for photo in pair]
        tall = max(height for _width, height in sizes) + 1.0 + max(words) + 3.0

        def draw(sheet: Sheet, y: float, pair: Sequence[PhotoPaper] = pair, sizes: Sequence[tuple[float, float]] = sizes) -> None:
            for n, (photo, (width, height)) in enumerate(zip(pair, sizes, strict=True)):
                _photo(setting, sheet, photo, SIDE + n * (PHOTO + GUTTER), y, width, height)

        flow.block(tall, draw)


def _size(photo: PhotoPaper) -> tuple[float, float]:
    """Width and height in mm on the sheet, as it is shaped."""
    height = PHOTO * max(1, photo.height) / max(1, photo.width)
    return (PHOTO, height) if height <= TALLEST else (TALLEST * max(1, photo.width) / max(1, photo.height), TALLEST)


def _caption(photo: PhotoPaper) -> str:
    return " ".join(filter(None, [photo.clock, photo.caption]))


def _alt(setting: Setting, photo: PhotoPaper) -> str:
    caption = _caption(photo)
    return setting._("Photo: %(caption)s", caption=caption) if caption else setting._("Photo")


def _photo(setting: Setting, sheet: Sheet, photo: PhotoPaper, x: float, y: float, width: float, height: float) -> None:
    caption, alt = _caption(photo), _alt(setting, photo)
    image = _image(photo, grey=setting.job.grey)
    with sheet.tag("Figure", alt=alt, box=(x, y, width, height)):
        if image is None:
            sheet.rect(x, y, width, height, fill=TINT)
        else:
            sheet.c.drawImage(image, x * MM, sheet.y(y + height), width * MM, height * MM)
    if caption:
        sheet.block(x, y + height + 1.0, PHOTO, caption, SMALL)


def _image(photo: PhotoPaper, *, grey: bool):  # type: ignore[no-untyped-def]
    """The picture as it is printed, or None where it is not here or cannot be read any more."""
    from reportlab.lib.utils import ImageReader

    made = scaled(photo, grey=grey)
    return ImageReader(io.BytesIO(made)) if made is not None else None


def scaled(photo: PhotoPaper, *, grey: bool) -> bytes | None:
    """A JPEG of at most 1,100 pixels a side: some 300 points an inch at the width it has on paper."""
    from PIL import Image

    if not photo.path:
        return None
    try:
        with Image.open(photo.path, formats=("JPEG", "PNG")) as opened:
            opened.draft("RGB", (1100, 1100))
            made = opened.convert("L" if grey else "RGB")
    except (OSError, ValueError, SyntaxError):
        return None
    made.thumbnail((1100, 1100))
    out = io.BytesIO()
    made.save(out, "JPEG", quality=82)
    return out.getvalue()


def _evaluation(setting: Setting, flow: Flow, harvest: HarvestPaper) -> None:
    _, language, told = setting._, setting.language, harvest.verdict
    if not told.forms:
        return
    _heading(flow, _("What people thought of the day"), language.ngettext("%(n)d form", "%(n)d forms", told.forms))
    if told.hidden:
        flow.text(SIDE, TEXT, _("Shown when there are %(n)s forms: fewer could be recognised.", n=FEWEST), SMALL)
        return
    table = FlowTable((Column("", 62), *(Column(str(n), 12, "right") for n in range(1, 6)), Column("", 52)))
    rows = []
    for answered in told.answered:
        cells = [[Text(str(count) if count else "–", CELL)] for count in answered.counts]
        rows.append(
            Row(([Text(wording_harvest.statement(answered.statement, language), CELL_STRONG)], *cells, [Text(wording_harvest.result_words(answered, language), SMALL)]), header=True)
        )  # fmt: skip
    flow.table(table, rows)
    for title, said in ((_("To keep"), told.keep), (_("To change"), told.change)):
        if said:
            flow.gap(3)
            flow.text(SIDE, TEXT, title, CELL_STRONG, tag="H3", keep=True, after=0.8)
            for words in said:
                flow.text(SIDE, TEXT, f"– {words}", CELL, after=0.6)


# ------------------------------------------------------------------------------------------------ the same as a text document


def outline(setting: Setting) -> Outline:
    """The documentation to go on writing in, with its photos where they are here."""
    _, language, paper = setting._, setting.language, setting.workshop
    harvest = paper.harvest or HarvestPaper()
    pieces: list[Piece] = []
    facts = " · ".join(filter(None, [harvest.when or setting.when(), paper.place, paper.leads]))
    if facts:
        pieces.append(Paragraph(facts, quiet=True))
    if paper.purpose:
        pieces.append(Paragraph(paper.purpose))
    if paper.outcomes:
        pieces += [Heading(1, _("What was wanted")), Bullets(paper.outcomes)]
    if paper.actions:
        rows = tuple(
            (a.what, _owner(setting, a.owner) or "–", language.date(a.due, "date") if a.due else "–", _(STATES[a.status]) if STATES.get(a.status) else "")
            for a in paper.actions
        )  # fmt: skip
        pieces += [Heading(1, _("What was agreed on")), Table((_("What"), _("Who"), _("When"), _("Status")), rows, (6, 3, 2, 2))]
    for block in harvest.blocks:
        if not block.empty:
            pieces += _outlined(setting, block)
    if harvest.axes is not None:
        axes = harvest.axes
        spots = tuple((" ".join(says.split()), str(x), str(y)) for says, x, y in axes.spots)
        pieces += [Heading(1, _("%(x)s and %(y)s", x=axes.x, y=axes.y)), Table((_("What"), axes.x, axes.y), spots, (6, 2, 2))]
    if harvest.made:
        pieces += [
            Heading(1, _("What the notes became besides")),
            Bullets(tuple(f"{m.word}: {' '.join(m.says.split())}" for m in harvest.made)),
        ]
    told = harvest.verdict
    if told.forms:
        pieces += [
            Heading(1, _("What people thought of the day")),
            Paragraph(language.ngettext("%(n)d form", "%(n)d forms", told.forms), quiet=True),
        ]
        if told.hidden:
            pieces.append(Paragraph(_("Shown when there are %(n)s forms: fewer could be recognised.", n=FEWEST)))
        if told.answered:
            pieces.append(Bullets(tuple(_result(setting, a) for a in told.answered)))
        for title, said in ((_("To keep"), told.keep), (_("To change"), told.change)):
            if said:
                pieces += [Heading(2, title), Bullets(said)]
    lines = people_lines(setting, harvest)
    if lines:
        pieces.append(Heading(1, people_title(setting, harvest)))
        if harvest.unmarked:
            pieces.append(Paragraph(f"{_how_many(setting, harvest)}.", quiet=True))
        pieces += [Paragraph(said, f"{unit}:" if unit else "") for unit, said in lines]
    return Outline(paper.title or _(TITLE), language.code, tuple(pieces), author=setting.organisation.name, foot=_(TITLE))


def _result(setting: Setting, answered: Answered) -> str:
    words = wording_harvest.statement(answered.statement, setting.language)
    return f"{words}: {wording_harvest.result_words(answered, setting.language)}"


def _outlined(setting: Setting, block: BlockPaper) -> list[Piece]:
    _, language = setting._, setting.language
    title = block.title or _("Besides the blocks")
    pieces: list[Piece] = [Heading(1, f"{block.span}  {title}".strip())]
    if block.said:
        pieces.append(Paragraph(block.said))
    for pile in block.piles:
        if pile.clustered:
            votes = f" · {language.ngettext('%(n)d vote', '%(n)d votes', pile.votes)}" if pile.votes else ""
            pieces.append(Heading(2, f"{pile.title or _('Cluster without a heading')}{votes}"))
        said = []
        for note in pile.notes:
            facts = " · ".join(filter(None, [language.ngettext("%(n)d vote", "%(n)d votes", note.votes) if note.votes else "", note.fate]))
            said.append(f"{' '.join(note.says.split())} ({facts})" if facts else " ".join(note.says.split()))
        if said:
            pieces.append(Bullets(tuple(said)))
    for poll in block.polls:
        rows = tuple((says, str(count)) for says, count in poll.answers)
        pieces += [Heading(2, poll.question), Table((poll_facts(setting, poll), _("Votes")), rows, (5, 1))]
    for photo in block.photos:
        width, height = _size(photo)
        pieces.append(Figure(scaled(photo, grey=setting.job.grey), _alt(setting, photo), _caption(photo), width, height))
    return pieces
