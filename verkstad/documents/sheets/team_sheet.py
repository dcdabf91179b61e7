"""The team sheet: who we are, what is settled and what we decide ourselves, how we work together, what we lack. Empty places are written on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from verkstad.documents.change_paper import MemberPaper, TeamPaper
from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.marks import unit_mark
from verkstad.documents.paper import PITCH, Sheet, height_of
from verkstad.documents.parts import BOTTOM, SIDE, TEXT, TOP, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document, section
from verkstad.documents.typography import BODY, CELL, CELL_STRONG, H3, SMALL, Style
from verkstad.i18n import N_

TITLE = N_("Team sheet")
GAP = 8.0
HALF = (TEXT - GAP) / 2
NAME = Style("S", 10.5, 13)
TALLEST = 110.0  # mm: the halves of the charter stand beside each other up to here


class Places(NamedTuple):
    """Lines to write on: for those who come later, in an empty half of the charter, for an empty agreement; and the gaps in mm."""

    spare: int
    charter: int
    agreements: int
    gap: float


PLACES = (Places(2, 5, 3, 8.0), Places(1, 4, 2, 6.5), Places(1, 3, 2, 5.5))
"""A tighter one is taken where it saves the sheet from a second page."""


def lay(setting: Setting) -> list[Part]:
    """One for each team that is chosen; with no team an empty one to begin with."""
    paper = setting.initiative
    rows = paper.teams if paper else ()
    wanted = [t for t in rows if t.id in setting.job.chosen] or list(rows)
    return [_team(setting, team) for team in wanted or [TeamPaper("")]]


def _team(setting: Setting, team: TeamPaper) -> Part:
    _ = setting._
    facts = [
        (_("Works on"), " · ".join((*team.works_on, *([team.value_stream] if team.value_stream else [])))),
        (_("Accountable"), team.accountable),
        (_("We meet"), team.cadence),
        (_("Read again on"), setting.language.date(team.revisit_on, "date") if team.revisit_on else ""),
    ]
    head = Masthead(team.title or _(TITLE), team.purpose, facts)
    tries = [_flow(setting, team, places) for places in PLACES]
    on_one = [flow for flow in tries if len(flow.pages(SIDE, head.bottom + GAP, TOP + 2, BOTTOM)) == 1]
    flow = (on_one or tries)[0]
    return document(setting, "team_sheet", team.title or _(TITLE), head, flow, team, kind=_(TITLE), audience="participant", gap=8.0)


def _flow(setting: Setting, team: TeamPaper, places: Places) -> Flow:
    flow = Flow()
    _members(setting, flow, team, places.spare)
    flow.gap(places.gap)
    _charter(setting, flow, team, places.charter)
    flow.gap(places.gap)
    _block(flow, setting._("How we work together"), team.agreements, places.agreements)
    if team.lacks:
        flow.gap(places.gap)
        _lacks(setting, flow, team)
    return flow


def _members(setting: Setting, flow: Flow, team: TeamPaper, spare: int) -> None:
    _ = setting._
    units = sorted({m.unit for m in team.members if m.unit}, key=setting.language.sort_key)
    flow.block(9.2, lambda sheet, y: _bar(sheet, y, _("Those in the team"), team.time), keep=True)
    table = FlowTable(
        (Column(_("Name"), 58), Column(_("Unit"), 44), Column(_("Role in the team"), 50), Column(_("Time"), TEXT - 152, "right")),
        above=1.5, below=1.7,
    )  # fmt: skip
    rows = [_member(setting, m, units) for m in team.members]
    rows += [Row(([], [], [], []), height=8.6)] * (spare if team.members else 7)
    flow.table(table, rows)


def _member(setting: Setting, member: MemberPaper, units: Sequence[str]) -> Row:
    _ = setting._
    index = units.index(member.unit) if member.unit else -1

    def mark(sheet: Sheet, x: float, y: float, _w: float) -> None:
        if index >= 0:
            unit_mark(sheet, x + 1.4, y + 2.3, index)

    second = ", ".join(filter(None, [_("meets customers") if member.meets_customers else "", *member.competences[:3]]))
    time = "–" if member.percent is None else f"{member.percent} %"
    unsure = _("not confirmed") if member.percent and not member.confirmed else ""
    return Row(
        (
            [Text(member.name, NAME), Text(second, SMALL)],
            [Drawn(0.0, mark), Text(member.unit, CELL, 0.25, 5)],
            [Text(member.part, CELL, 0.25)],
            [Text(time, CELL_STRONG, 0.25), Text(unsure, SMALL)],
        ),
        header=True,
    )


def _bar(sheet: Sheet, y: float, title: str, said: str = "") -> None:
    section(sheet, SIDE, y, TEXT, title)
    if said:
        sheet.text(SIDE + TEXT, y + 5.9, said, SMALL, align="right", width=TEXT - 60, tag="P")


def _charter(setting: Setting, flow: Flow, team: TeamPaper, lines: int) -> None:
    """Side by side while it fits; below one another when it is long."""
    _ = setting._
    halves = ((_("This is settled"), team.fixed), (_("This we decide ourselves"), team.free))
    tall = max(_writing_height(text, lines, HALF) for _title, text in halves)
    if tall > TALLEST:
        for n, (title, text) in enumerate(halves):
            if n:
                flow.gap(8)
            _block(flow, title, text, lines)
        return

    def draw(sheet: Sheet, y: float) -> None:
        for n, (title, text) in enumerate(halves):
            x = SIDE + n * (HALF + GAP)
            below = section(sheet, x, y, HALF, title, H3)
            _writing(sheet, x, below, HALF, text, tall)

    flow.block(8.6 + tall, draw)


def _block(flow: Flow, title: str, text: str, lines: int) -> None:
    """A section over the whole width: the text, which may run on, or lines to write on."""
    tall = _writing_height(text, lines, TEXT)
    if tall <= TALLEST:

        def draw(sheet: Sheet, y: float) -> None:
            _writing(sheet, SIDE, section(sheet, SIDE, y, TEXT, title, H3), TEXT, text, tall)

        flow.block(8.6 + tall, draw)
        return
    flow.block(8.6, lambda sheet, y: _bar(sheet, y, title), keep=True)
    flow.text(SIDE, TEXT, text, BODY)


def _writing_height(text: str, lines: int, width: float) -> float:
    """A text leaves one line to write on; without one there are `lines`."""
    return height_of(text, BODY, width) + 1.0 + PITCH if text else lines * PITCH + 1.0


def _writing(sheet: Sheet, x: float, y: float, width: float, text: str, height: float) -> None:
    used = sheet.block(x, y, width, text, BODY) if text else 0.0
    sheet.writing_lines(x, y + used, width, int((height - used) // PITCH))


def _lacks(setting: Setting, flow: Flow, team: TeamPaper) -> None:
    _ = setting._
    flow.block(9.2, lambda sheet, y: _bar(sheet, y, _("What we need to find")), keep=True)
    table = FlowTable((Column(_("Found"), 14), Column(_("What"), TEXT - 14)), above=1.2, below=1.4)
    box = _("Box to tick when it is found")
    rows = [Row(([Drawn(4.0, lambda sheet, x, y, _w: sheet.tick_box(x, y + 0.1), alt=box)], [Text(said, CELL)])) for said in team.lacks]
    flow.table(table, rows)
    if team.accepted:
        flow.gap(3)
        flow.text(SIDE, TEXT, f"{_('Why it begins anyway')}: {team.accepted}", CELL)
