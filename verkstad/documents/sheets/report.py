"""The report to leadership, on one page and in full: what is asked for first, then from before to now, what changed, and the goals to answer.

Plain words: how the numbers were counted and the rules behind them stand in the small print, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from verkstad import wording_following as words
from verkstad.documents.change_paper import InitiativePaper
from verkstad.documents.flow import Column, Drawn, Flow, FlowTable, Row, Text
from verkstad.documents.following_paper import FollowingPaper, ReportPaper
from verkstad.documents.marks import measure, paint
from verkstad.documents.paper import Sheet, height_of
from verkstad.documents.parts import BOTTOM, SIDE, TEXT, TOP, Part, Setting
from verkstad.documents.sheets.masthead import Masthead, document, section
from verkstad.documents.sheets.pilot_card import clamped
from verkstad.documents.typography import BODY, CELL, CELL_STRONG, FAINT, FOOT, H1, H2, H3, INK, LEAD, SECOND, SMALL, WRITING, Style
from verkstad.domain.reporting import Asked, Effect, Facts, GoalFact, chart, most_telling
from verkstad.domain.values import frozen, replaced
from verkstad.i18n import N_
from verkstad.picture.runchart import run_chart
from verkstad.wording import choice_name
from verkstad.wording_following import ANSWERS

TITLE = N_("Report to leadership")
FULL = N_("Report to leadership in full")
LABEL = 34.0  # mm, where the words of a fact begin
BOXED = 3.6
QUESTION = Style("B", 11.5, 15)
TOLD = H2.with_(size=16, leading=19)
LEAST = 4.4  # mm of words under which what comes after is only counted
TIGHT = 5.0  # mm of words under which everything is told as shortly as can be
FINE = FOOT.with_(size=7.75, leading=10)


@frozen
class _Room:
    """How much of each a page takes: the whole report, or less and less until it is one page. `lines`: effects told in a line, without a chart."""

    asked: int = 99
    question: float = 999.0  # mm a question may take
    facts: float = 999.0  # mm what is recommended, and each of what goes with it
    options: bool = True
    background: bool = True
    effects: int = 99
    lines: int = 0
    chart: float = 62.0
    changed: int = 999
    goals: int = 999
    words: float = 999.0  # mm any other text may take
    figures: bool = True
    small: float = 999.0  # mm of small print
    close: bool = False  # questions in smaller type, their alternatives in the full report

    def of(self, **told: object) -> _Room:
        return replaced(self, **told)


ASKED = 5
"""So many questions of ordinary length stand whole on the page, whatever else there is to tell."""

_WIDE = _Room(ASKED, options=False, background=False, effects=2, lines=4, chart=46.0, changed=8, goals=8, words=16.0, small=17.7)
_REST = (
    _WIDE,
    _WIDE.of(chart=38.0, changed=6, goals=6, words=14.0),
    _WIDE.of(effects=1, chart=44.0, changed=5, goals=6, words=10.0),
    _WIDE.of(effects=1, chart=34.0, changed=4, goals=5, words=10.0),
    _WIDE.of(effects=1, chart=30.0, changed=3, goals=3, words=6.0, small=11.0),
    _WIDE.of(effects=1, lines=1, chart=26.0, changed=2, goals=2, words=5.0, figures=False, small=7.2),
    _WIDE.of(effects=1, lines=0, chart=24.0, changed=1, goals=1, words=5.0, figures=False, small=7.2),
    _WIDE.of(effects=0, lines=2, changed=2, goals=2, words=5.0, figures=False, small=3.6),
    _WIDE.of(effects=0, lines=1, changed=1, goals=0, words=4.4, figures=False, small=3.6),
    _WIDE.of(effects=0, lines=1, changed=0, goals=0, words=4.4, figures=False, small=3.6),
)
"""What comes after the questions gives way first, and of it the charts and the long lists."""
_LEAST = _REST[-1]
_PAGE = (
    *_REST[:7],
    *(room.of(close=True) for room in _REST[4:]),
    *(_LEAST.of(close=True, facts=tall) for tall in (12.6, 8.4, 4.4)),
    _LEAST.of(close=True, facts=4.4, lines=0),
    _LEAST.of(close=True, facts=4.4, lines=0, question=11.0),
    *(_LEAST.of(close=True, facts=4.4, lines=0, question=11.0, asked=n) for n in (4, 3, 2, 1)),
    _LEAST.of(close=True, facts=4.4, lines=0, question=5.4, asked=1),
)


def lay(setting: Setting) -> list[Part]:
    """One page, whatever there is to tell: what has no room is counted, and stands in the full report."""
    report = _report(setting)
    head = _head(setting, report)

    def fits(room: _Room) -> bool:
        return len(_flow(setting, report, room).pages(SIDE, head.bottom + 5.0, TOP + 2, BOTTOM)) == 1

    room = next((room for room in _PAGE if fits(room)), _PAGE[-1])
    flow = _flow(setting, report, _grown(room, report.facts, fits))
    return [document(setting, "report", setting._(TITLE), head, flow, report, audience="participant", gap=5.0)]


def _grown(room: _Room, facts: Facts, fits: Callable[[_Room], bool]) -> _Room:
    """What is left of the page filled again: a goal or a change more, then larger charts."""
    for name, most in (
        ("goals", len(facts.goals)),
        ("changed", len(facts.changed)),
        ("goals", len(facts.goals)),
        ("changed", len(facts.changed)),
    ):
        while getattr(room, name) < min(most, _WIDE.goals) and fits(more := room.of(**{name: getattr(room, name) + 1})):
            room = more
    while room.effects and room.chart < 58 and fits(more := room.of(chart=room.chart + 6)):
        room = more
    return room


def full(setting: Setting) -> list[Part]:
    report = _report(setting)
    flow = _flow(setting, report, _Room())
    return [document(setting, "report_full", setting._(FULL), _head(setting, report), flow, report, audience="participant", gap=7.0)]


def _report(setting: Setting) -> ReportPaper:
    change = setting.initiative or InitiativePaper(setting.workshop.id, setting.workshop.title)
    return (change.following or FollowingPaper()).report or ReportPaper("", Facts())


def _head(setting: Setting, report: ReportPaper) -> Masthead:
    """The title, and under it the day, whom it is for, and who leads and drives."""
    _, language, cover = setting._, setting.language, report.facts.cover
    day = report.issued or cover.day
    title = cover.title or (setting.initiative.title if setting.initiative else setting.workshop.title) or _(TITLE)
    people = ((_("Leads"), report.called(cover.leader)), (_("Drives it on"), report.called(cover.driver)))
    first = [
        _("Draft: not issued yet") if not report.issued else "",
        language.date(day, "date") if day else "",
        f"{_('To')}: {report.to_whom}" if report.to_whom else "",
    ]
    lines = (" · ".join(filter(None, first)), " · ".join(f"{label}: {name}" for label, name in people if name))
    told = "\n".join(clamped(line, LEAD, TEXT * 0.8 - 1, 6) for line in lines if line)
    return Masthead(clamped(title, H1, TEXT * 0.8, 20), told)


def _flow(setting: Setting, report: ReportPaper, room: _Room) -> Flow:
    flow, facts = Flow(), report.facts
    _asked(setting, flow, facts, room)
    _effects(setting, flow, facts, room)
    _changed(setting, flow, facts, room)
    _goals(setting, flow, report, room)
    _gains(setting, flow, facts, room)
    _small(setting, flow, facts, room)
    return flow


def _heading(flow: Flow, title: str) -> None:
    flow.gap(2.0)
    flow.block(8.4, lambda sheet, y: _drawn(sheet, y, title), keep=True)


def _drawn(sheet: Sheet, y: float, title: str) -> None:
    section(sheet, SIDE, y, TEXT, title)


def _more(setting: Setting, flow: Flow, count: int, shown: int = 1) -> None:
    """What has no room here; with nothing shown above it only how many there are."""
    if count > 0:
        ngettext = setting.language.ngettext
        if shown:
            told = ngettext("and %(n)d more in the full report", "and %(n)d more in the full report", count)
        else:
            told = ngettext("%(n)d in the full report", "%(n)d in the full report", count)
        flow.gap(0.8)
        flow.text(SIDE, TEXT, told, SMALL, after=1.0)


# ------------------------------------------------------------------------------------------------ what is asked for


def _asked(setting: Setting, flow: Flow, facts: Facts, room: _Room) -> None:
    _ = setting._
    _heading(flow, _("Decisions we ask for"))
    if not facts.asked:
        flow.text(SIDE, TEXT, _("This time we ask for no decision."), CELL.with_(color=SECOND), after=1.0)
    for number, asked in enumerate(facts.asked[: room.asked], 1):
        _question(setting, flow, asked, number, room)
    _more(setting, flow, len(facts.asked) - room.asked)


def _question(setting: Setting, flow: Flow, asked: Asked, number: int, room: _Room) -> None:
    """The question, what is recommended and what a no means, cost and last day, and boxes for the answer."""
    _, language = setting._, setting.language
    style = QUESTION.with_(size=10, leading=12.5) if room.close else QUESTION
    question = clamped(f"{number}. {asked.question}", style, TEXT, room.question)
    flow.text(SIDE, TEXT, question, style, tag="H3", keep=True, after=0.0)
    if room.background and asked.background:
        flow.text(SIDE, TEXT, asked.background, BODY, after=1.0)
    for label, said in words.asked_facts(asked, language) if room.background else words.asked_shortly(asked, language):
        _fact(flow, label, clamped(said, CELL, TEXT - LABEL, room.facts))
    if room.options and asked.options:
        table = FlowTable((Column(_("Alternative"), 60), Column(_("What follows"), 84), Column(_("Cost"), 30)))
        rows = [
            Row(([Text(o.title, CELL_STRONG)], [Text(o.follows)], [Text(words.cost_words(o.cost, "", language))])) for o in asked.options
        ]
        flow.gap(1.5)
        flow.table(table, rows)
    elif asked.options and not room.close:
        _fact(flow, _("Alternatives"), clamped(language.listing(o.title for o in asked.options), CELL, TEXT - LABEL, room.facts))
    choices = (_("Yes"), _("No"), _("Something else:"))

    def draw(sheet: Sheet, y: float) -> None:
        x = SIDE + LABEL
        sheet.text(SIDE, y + 4.6, _("The answer"), SMALL)
        for word in choices:
            sheet.rect(x, y + 1.8, BOXED, BOXED, stroke=INK, weight=0.8)
            x += BOXED + 1.6 + sheet.text(x + BOXED + 1.6, y + 4.7, word, CELL) + 7
        sheet.line(x - 4, y + 5.4, SIDE + TEXT, y + 5.4, WRITING, FAINT)

    flow.block(7.6 if room.close else 8.4, draw)


def _fact(flow: Flow, label: str, said: str) -> None:
    tall = max(height_of(said, CELL, TEXT - LABEL), height_of(label, SMALL, LABEL - 2))

    def draw(sheet: Sheet, y: float) -> None:
        with sheet.tag("P"):
            sheet.block(SIDE, y + 0.3, LABEL - 2, label, SMALL, tag="")
            sheet.block(SIDE + LABEL, y, TEXT - LABEL, said, CELL, tag="")

    flow.block(tall + 0.5, draw)


# ------------------------------------------------------------------------------------------------ from before to now


def _effects(setting: Setting, flow: Flow, facts: Facts, room: _Room) -> None:
    """The measures with most to say first, with their charts; on the page those that have no room for one in a line."""
    _ = setting._
    shown = _told(facts, room)
    _heading(flow, _("From before to now"))
    if not shown:
        flow.text(SIDE, TEXT, _("No pilot has measured anything yet."), CELL.with_(color=SECOND), after=1.0)
    for effect in shown[: room.effects]:
        _effect(setting, flow, effect, room.chart)
    for effect in shown[room.effects : room.effects + room.lines]:
        said = words.effect_sentence(effect, setting.language)
        flow.text(SIDE, TEXT, clamped(said, CELL, TEXT, 4.4), CELL, after=0.4)
    _more(setting, flow, len(shown) - room.effects - room.lines, room.effects + room.lines)
    if room.figures:
        figures = facts.figures
        told = [
            words.momentum_words(figures, setting.language),
            words.in_time_words(figures, setting.language),
            words.loops_words(figures, setting.language),
        ]
        flow.text(SIDE, TEXT, ". ".join(told) + ".", CELL, after=0.6)


def _told(facts: Facts, room: _Room) -> Sequence[Effect]:
    """All of them in full, on the page the main one of each pilot."""
    return facts.effects if room.effects > 9 else most_telling(facts.effects)


def _effect(setting: Setting, flow: Flow, effect: Effect, height: float) -> None:
    language = setting.language
    said, worth = words.from_to(effect, language), words.worth(effect, language)
    name = clamped(effect.title, H3, TEXT, 5)
    about = clamped(words.effect_about(effect, language), SMALL, TEXT, 4)
    told = clamped(f"{said} – {worth}" if worth else said, TOLD, TEXT, 14)
    picture = run_chart(chart(effect), language, TEXT, height, measure, words=False, plain=True)
    picture = replace(picture, alt=words.chart_described(effect, language))
    tall = height_of(name, H3, TEXT) + height_of(told, TOLD, TEXT) + height_of(about, SMALL, TEXT) + picture.height + 3.4

    def draw(sheet: Sheet, y: float) -> None:
        y += sheet.block(SIDE, y, TEXT, name, H3, tag="H3")
        y += sheet.block(SIDE, y, TEXT, told, TOLD)
        y += sheet.block(SIDE, y, TEXT, about, SMALL) + 1.0
        paint(sheet, picture, SIDE, y)

    flow.block(tall, draw)


# ------------------------------------------------------------------------------------------------ what changed


def _changed(setting: Setting, flow: Flow, facts: Facts, room: _Room) -> None:
    _, language = setting._, setting.language
    _heading(flow, words.since_words(facts, language))
    if not facts.changed:
        flow.text(SIDE, TEXT, _("Nothing has changed."), CELL.with_(color=SECOND), after=1.0)
    few = room.changed < 99
    for change in facts.changed[: room.changed]:
        said = words.changed_words(change, language)
        said = clamped(said, CELL, TEXT - 5, 4.4) if few else said
        tall = height_of(said, CELL, TEXT - 5)

        def draw(sheet: Sheet, y: float, said: str = said) -> None:
            sheet.line(SIDE, y + 2.2, SIDE + 2.2, y + 2.2, 0.8, INK)
            sheet.block(SIDE + 5, y, TEXT - 5, said, CELL)

        flow.block(tall + 0.4, draw)
    _more(setting, flow, len(facts.changed) - room.changed, room.changed)


# ------------------------------------------------------------------------------------------------ the goals and their answers


def _goals(setting: Setting, flow: Flow, report: ReportPaper, room: _Room) -> None:
    """Each goal with where it stands and four boxes; what was answered is ticked. Who owns it stands in the full report."""
    _, language, goals = setting._, setting.language, report.facts.goals
    _heading(flow, _("Goal by goal: what does leadership say?"))
    full = room.goals > 99
    for told in words.standing_words(report.facts, language)[: 9 if full else 1]:
        flow.text(SIDE, TEXT, told if full else clamped(told, CELL, TEXT, LEAST), CELL, after=1.0)
    if not goals:
        flow.text(SIDE, TEXT, _("There are no goals yet."), CELL.with_(color=SECOND), after=1.0)
        return
    table = FlowTable((Column(_("Goal"), 60), Column(_("Today"), 38), Column(_("Step"), 16), Column(_("The answer"), 60)), 1.3, 1.5)
    named = tuple(choice_name("leadership_answer", "answer", answer, language) for answer in ANSWERS)
    tall = 999.0 if full else 13.0 if room.words > TIGHT else 8.8
    rows = []
    kinds = [goal.category for goal in goals]
    for at, goal in enumerate(goals[: room.goals]):
        if any(kinds) and room.words > TIGHT and goal.category != (kinds[at - 1] if at else None):
            rows.append(Row(([Text(words.category(goal.category, language), SMALL.with_(face="B"))],), band=True))
        rows.append(_row(setting, report, goal, named, tall))
    if rows:
        flow.table(table, rows, keep=[at for at, row in enumerate(rows) if row.band])
    _more(setting, flow, len(goals) - room.goals, room.goals)


def _row(setting: Setting, report: ReportPaper, goal: GoalFact, named: tuple[str, ...], tall: float) -> Row:
    """A goal; its words take at most `tall` mm, and in full it is said too who owns it and what leadership wants done."""
    language, given, few = setting.language, report.answered(goal.goal), tall < 99
    need = " · ".join(filter(None, [given.need, given.by, language.date(given.due, "date") if given.due else ""]))
    cells = [Text(clamped(words.goal_words(goal, language), CELL_STRONG, 57, tall), CELL_STRONG)]
    owner = report.called(goal.owner)
    if owner and not few:
        cells.append(Text(clamped(owner, SMALL, 57, 4), SMALL))
    if need and tall > 9:
        cells.append(Text(clamped(need, SMALL, 57, 8) if few else need, SMALL))
    alt = ", ".join(named) if not given.answer else words.goal_answer(given.answer, language)
    today = clamped(words.goal_now(goal, language), CELL, 35, tall)
    step = words.step_words(goal.step, language)
    return Row((cells, [Text(today)], [Text(step)], [Drawn(4.6, _boxes(named, given.answer), alt)]), header=True)


def _boxes(named: Sequence[str], given: str):  # type: ignore[no-untyped-def]
    def draw(sheet: Sheet, x: float, y: float, width: float) -> None:
        left, top = x, y
        for at, word in enumerate(named):
            sheet.rect(left, top + 0.4, BOXED, BOXED, stroke=INK, weight=0.8)
            if ANSWERS[at] == given:
                sheet.line(left + 0.7, top + 2.2, left + 1.6, top + 3.2, 1.3, INK)
                sheet.line(left + 1.6, top + 3.2, left + 3.1, top + 1.0, 1.3, INK)
            left += BOXED + 3.0 + sheet.text(left + BOXED + 1.0, top + 3.3, word, SMALL.with_(color=INK))

    return draw


def _gains(setting: Setting, flow: Flow, facts: Facts, room: _Room) -> None:
    """Gains that were counted on and are at risk; in full all of them."""
    full = room.effects > 9
    shown = [g for g in facts.gains if g.state == "risk" or full]
    if not shown or room.words <= LEAST:
        return
    if room.words > TIGHT:
        _heading(flow, setting._("Gains that were counted on"))
    else:
        flow.gap(1.5)
    for gain in shown[: 99 if full else 2 if room.words > TIGHT else 1]:
        said = words.gain_words(gain, setting.language)
        flow.text(SIDE, TEXT, said if full else clamped(said, CELL, TEXT, 8.6), CELL, after=0.6)


def _small(setting: Setting, flow: Flow, facts: Facts, room: _Room) -> None:
    """What the numbers do not say, then how they were counted: what has no room is the end of that."""
    _, language = setting._, setting.language
    shown = _told(facts, room)
    told = [_("A change in the numbers does not say what caused it.")]
    told += [words.small_print(effect, language) for effect in shown[: room.effects]]
    flow.gap(2.0)
    flow.text(SIDE, TEXT, clamped(" ".join(told), FINE, TEXT, room.small), FINE)
