"""The report to leadership as a text document, for those who want it in Word or as plain text: the same words in the same order as on paper."""

from __future__ import annotations

from collections.abc import Mapping

from verkstad import wording_following as words
from verkstad.documents.following_paper import DirectivePaper, ReportPaper, RequestPaper
from verkstad.documents.outline import Bullets, Figure, Heading, Outline, Paragraph, Piece, Table
from verkstad.domain.fields import Id
from verkstad.domain.reporting import Effect
from verkstad.i18n import Language
from verkstad.wording import choice_name
from verkstad.wording_following import ANSWERS

Drawn = Mapping[Id, tuple[bytes, float, float]]
"""Measure -> its chart as a PNG, and width and height in mm."""


def outline(report: ReportPaper, language: Language, charts: Drawn | None = None, *, full: bool = True) -> Outline:
    """Everything a report says. `full` False: the main measure of each pilot, without background and how it moves."""
    _, facts, cover = language.gettext, report.facts, report.facts.cover
    day = report.issued or cover.day
    head = [
        (_("Date"), language.date(day, "date") if day else ""),
        (_("To"), report.to_whom),
        (_("Leads"), report.called(cover.leader)),
        (_("Drives it on"), report.called(cover.driver)),
    ]
    pieces: list[Piece] = []
    if not report.issued:
        pieces.append(Paragraph(_("Draft: not issued yet"), quiet=True))
    pieces.append(Paragraph(" · ".join(f"{label}: {said}" for label, said in head if said), quiet=True))
    _asked(report, language, pieces)
    shown = [e for e in facts.effects if full or e.main]
    pieces.append(Heading(1, _("From before to now")))
    if not shown:
        pieces.append(Paragraph(_("No pilot has measured anything yet.")))
    for effect in shown:
        pieces += _effect(effect, language, charts or {})
    figures = facts.figures
    moves = (words.momentum_words(figures, language), words.in_time_words(figures, language), words.loops_words(figures, language))
    pieces.append(Paragraph(". ".join(moves) + "."))
    pieces.append(Heading(1, words.since_words(facts, language)))
    changed = tuple(words.changed_words(change, language) for change in facts.changed)
    pieces.append(Bullets(changed) if changed else Paragraph(_("Nothing has changed.")))
    _goals(report, language, pieces)
    if facts.gains:
        pieces += [Heading(1, _("Gains that were counted on")), Bullets(tuple(words.gain_words(gain, language) for gain in facts.gains))]
    small = [words.small_print(effect, language) for effect in shown]
    pieces.append(Paragraph(" ".join([*small, _("A change in the numbers does not say what caused it.")]), quiet=True))
    title = cover.title or _("Report to leadership")
    return Outline(title, language.code, tuple(pieces), foot=_("Report to leadership"))


def _asked(report: ReportPaper, language: Language, pieces: list[Piece]) -> None:
    _ = language.gettext
    pieces.append(Heading(1, _("Decisions we ask for")))
    if not report.facts.asked:
        pieces.append(Paragraph(_("This time we ask for no decision.")))
    for number, asked in enumerate(report.facts.asked, 1):
        pieces.append(Heading(2, f"{number}. {asked.question}"))
        if asked.background:
            pieces.append(Paragraph(asked.background))
        pieces += [Paragraph(said, label=f"{label}:") for label, said in words.asked_facts(asked, language)]
        if asked.options:
            rows = tuple((o.title, o.follows, words.cost_words(o.cost, "", language)) for o in asked.options)
            pieces.append(Table((_("Alternative"), _("What follows"), _("Cost")), rows, (3, 5, 2)))


def _effect(effect: Effect, language: Language, charts: Drawn) -> list[Piece]:
    said, worth = words.from_to(effect, language), words.worth(effect, language)
    made: list[Piece] = [
        Heading(2, effect.title),
        Paragraph(words.effect_about(effect, language), label=f"{said} – {worth}." if worth else f"{said}."),
    ]
    if effect.measure in charts:
        data, width, height = charts[effect.measure]
        made.append(Figure(data, words.chart_described(effect, language), "", width, height))
    return made


def _goals(report: ReportPaper, language: Language, pieces: list[Piece]) -> None:
    _ = language.gettext
    pieces.append(Heading(1, _("Goal by goal: what does leadership say?")))
    if standing := words.standing_words(report.facts, language):
        pieces.append(Paragraph(" ".join(standing)))
    if not report.facts.goals:
        pieces.append(Paragraph(_("There are no goals yet.")))
        return
    choices = " / ".join(choice_name("leadership_answer", "answer", answer, language) for answer in ANSWERS)
    rows = []
    kinds = [goal.category for goal in report.facts.goals]
    for at, goal in enumerate(report.facts.goals):
        if any(kinds) and goal.category != (kinds[at - 1] if at else None):
            rows.append((words.category(goal.category, language).upper(), "", "", ""))
        given = report.answered(goal.goal)
        due = language.date(given.due, "date") if given.due else ""
        said = " · ".join(filter(None, [words.goal_answer(given.answer, language), given.need, given.by, due])) or choices
        rows.append((words.goal_words(goal, language), words.goal_now(goal, language), words.step_words(goal.step, language), said))
    pieces.append(Table((_("Goal"), _("Today"), _("Step"), _("The answer")), tuple(rows), (4, 3, 2, 3)))


def plain(made: Outline) -> str:
    """As text one pastes into a mail: headings on lines of their own, rows a line each."""
    lines: list[str] = [made.title, ""]
    for piece in made.pieces:
        if isinstance(piece, Heading):
            lines += ["", piece.text.upper() if piece.level == 1 else piece.text]
        elif isinstance(piece, Paragraph):
            lines.append(" ".join(filter(None, [piece.label, piece.text])))
        elif isinstance(piece, Bullets):
            lines += [f"– {item}" for item in piece.items]
        elif isinstance(piece, Table):
            lines += [" | ".join(filter(None, row)) for row in piece.rows]
    return "\n".join(lines).strip() + "\n"


def request_outline(row: RequestPaper, initiative: str, language: Language) -> Outline:
    """A request for a decision as a text document."""
    _ = language.gettext

    def day(iso: str) -> str:
        return language.date(iso, "date") if iso else ""

    facts = ((_("Initiative"), initiative), (_("About"), row.about), (_("Asked of"), row.asked_of), (_("Asked on"), day(row.asked_on)), (_("Last day"), day(row.last_day)))  # fmt: skip
    pieces: list[Piece] = [Paragraph(" · ".join(f"{label}: {said}" for label, said in facts if said), quiet=True)]
    cost = " · ".join(filter(None, [words.cost_words(row.cost, row.cost_note, language), row.bears]))
    for heading, said in (
        (_("Background"), row.background),
        (_("We recommend"), row.recommendation),
        (_("If the answer is no"), row.consequence),
        (_("Cost, and who bears it"), cost),
    ):
        if said:
            pieces += [Heading(1, heading), Paragraph(said)]
    if row.options:
        rows = tuple((title, follows, words.cost_words(price, "", language)) for title, follows, price in row.options)
        pieces += [Heading(1, _("Alternatives")), Table((_("Alternative"), _("What follows"), _("Cost")), rows, (3, 5, 2))]
    pieces.append(Heading(1, _("The answer")))
    decided = " · ".join(filter(None, [row.decided_by, day(row.decided_on), row.reference]))
    pieces += [Paragraph(row.decided), Paragraph(decided, quiet=True)] if row.decided else _signed(_("Decided by"), language)
    return Outline(row.question or _("Proposal for a decision"), language.code, tuple(pieces), foot=_("Proposal for a decision"))


def directive_outline(row: DirectivePaper, initiative: str, language: Language) -> Outline:
    """A decision as a directive, as a text document."""
    _ = language.gettext

    def day(iso: str) -> str:
        return language.date(iso, "date") if iso else ""

    facts = ((_("Initiative"), initiative), (_("Decided by"), row.decided_by), (_("Decided on"), day(row.decided_on)), (_("Document"), row.reference), (_("Drives it on"), row.driver))  # fmt: skip
    pieces: list[Piece] = [Paragraph(" · ".join(f"{label}: {said}" for label, said in facts if said), quiet=True)]
    review = _("Looked at again %(day)s.", day=day(row.review_on)) if row.review_on else ""
    for heading, said in (
        (_("What is to be done"), row.statement),
        (_("By when"), day(row.by_when)),
        (_("Goes first"), row.first),
        (_("What may be dropped for it"), row.dropped),
        (_("How it is reported"), " ".join(filter(None, [row.reported, review]))),
    ):
        if said:
            pieces += [Heading(1, heading), Paragraph(said)]
    pieces += _signed(row.decided_by or _("Whoever decides"), language)
    return Outline(_("Directive card"), language.code, tuple(pieces), foot=_("Directive card"))


def _signed(who: str, language: Language) -> list[Piece]:
    """Lines to sign on."""
    line = "_" * 40
    return [Paragraph(f"\n{line}"), Paragraph(who, quiet=True), Paragraph(line), Paragraph(language.gettext("Place and day"), quiet=True)]
