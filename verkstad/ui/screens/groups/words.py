"""What is said of groups, with the names of those they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from verkstad import wording
from verkstad.app import mandates
from verkstad.app.group_plans import Broken, GroupingView, GroupLine, RoundLine, Score, Shortfall, attribute, grouping_view, groupings
from verkstad.app.people import called, name_order, role_name
from verkstad.domain.errors import Failure, Refused
from verkstad.domain.grouping import GroupNeed
from verkstad.ui.desk import Desk
from verkstad.wording_groups import (
    again_words,
    broken_words,
    colleague_words,
    lack_words,
    need_words,
    round_name,
    score_words,
    shortfall_words,
    table_name,
)

CROWDED = 3  # so many of one unit in a group are worth a word, where the room holds several units


@dataclass(frozen=True)
class Told:
    """A view and the desk it is told at."""

    desk: Desk
    view: GroupingView

    def who(self, person: str) -> str:
        line = self.view.people.get(person)
        if line is None:
            return self.desk.gettext("Somebody")
        return called(line, self.desk.language, names=self.desk.settings.names)

    def in_order(self, people: Iterable[str]) -> tuple[str, ...]:
        """These people in the order of names."""
        known, names = self.view.people, self.desk.settings.names
        return tuple(sorted(people, key=lambda p: name_order(known[p], self.desk.language, names=names) if p in known else ("", p)))

    def second(self, person: str) -> str:
        line = self.view.people.get(person)
        if line is None:
            return ""
        first = self.who(person)
        told = [line.unit_name, "" if line.unit_name else line.position or role_name(line, self.desk.language)]
        return next((x for x in told if x and x != first), "")

    def table(self, number: int) -> str:
        names = self.view.grouping.tables.splitlines()
        return table_name(names[number].strip() if number < len(names) else "", number, self.desk.language)

    def round(self, id: str) -> str:
        at = next((i for i, r in enumerate(self.view.rounds) if r.id == id), 0)
        return round_name(self.view.rounds[at].round.title, at, self.desk.language)

    def in_round(self, id: str) -> str:
        """The same in the midst of a sentence: "omgång 2", or its own name as it is written."""
        name = self.round(id)
        own = next((r.round.title for r in self.view.rounds if r.id == id), "")
        return name if own else name[:1].lower() + name[1:]

    def when(self, line: RoundLine) -> str:
        return self.desk.language.clock(line.slot.start) if line.slot else ""

    # ---- needs

    def need(self, need: GroupNeed) -> str:
        return need_words(need.form, self._name(need.form, need.name), need.least or 1, self.desk.language)

    def _name(self, form: str, name: str) -> str:
        if form == "role":
            return mandates.role_word(self.desk.bench.library, name, self.desk.language)
        return name

    def _needs(self) -> dict[str, tuple[str, str]]:
        """What the engine calls a need -> its form and name in words."""
        return {attribute(n): (n.form, self._name(n.form, n.name)) for n in self.view.needs}

    # ---- one group

    def rows(self, line: RoundLine, group: GroupLine) -> list[tuple[str, bool]]:
        """What there is to say about a group: (sentence, whether it is a gap)."""
        language, needs = self.desk.language, self._needs()
        rows = [
            (lack_words(*needs[lack.attribute], lack.held, lack.least, language), True) for lack in group.lacks if lack.attribute in needs
        ]
        largest = max(len(g.people) for g in line.groups)
        if largest - len(group.people) > 1:
            rows.append(
                (language.ngettext("%(n)d fewer than the largest", "%(n)d fewer than the largest", largest - len(group.people)), True)
            )
        for round, one, other, number in self.view.wrong:
            if round == line.id and number == group.number:
                rows.append((self.desk.gettext("Against a rule: %(one)s and %(other)s", one=self.who(one), other=self.who(other)), True))
        if group.again:
            rows.append((again_words([(self.who(a.person), self.who(a.other)) for a in group.again], language), False))
        units = Counter(self.view.people[p].unit_name for p in group.people if p in self.view.people and self.view.people[p].unit_name)
        several = len({x.unit_name for x in self.view.people.values() if x.unit_name}) > 1
        rows += [(colleague_words(n, unit, language), False) for unit, n in units.items() if several and n >= CROWDED]
        if group.away:
            rows.append((self.desk.gettext("Away: %(people)s", people=language.listing([self.who(p) for p in group.away])), False))
        return rows

    # ---- all of it

    def score(self, score: Score | None = None) -> str:
        """The score in a line; of another plan than the one that stands when `score` is given."""
        view = self.view
        if score is not None:
            needs = [need_words(n.form, self._name(n.form, n.name), 1, self.desk.language) for n in view.needs]
            line = score_words(score.repeats, max(0, score.spread), [], 0, False, self.desk.language)
            if needs and score.coverage:
                line += ", " + self.desk.gettext("not every group has what it needs")
            return line
        if view.score is None:
            return ""
        needs_of = self._needs()
        rounds = [r for r in view.rounds if r.mixed and not r.over]
        counts = {r.id: Counter(lack.attribute for g in r.groups for lack in g.lacks) for r in rounds}
        lacks = dict.fromkeys(a for count in counts.values() for a in count if a in needs_of)
        lacking = [(*needs_of[a], [(self.in_round(r.id), counts[r.id][a]) for r in rounds]) for a in lacks]
        return score_words(
            view.meeting_again,
            max(0, view.score.spread),
            lacking,
            len({(one, other) for _r, one, other, _g in view.wrong}),
            bool(view.needs),
            self.desk.language,
        )

    def lacks_deciders(self) -> bool:
        """Whether a group that has not met yet wants somebody who decides and has none."""
        return any(lack.attribute == "decider" for r in self.view.rounds if not r.over for g in r.groups for lack in g.lacks)

    def shortfalls(self) -> list[str]:
        """Each need that too few can meet, once, in the round where it is worst."""
        needs = self._needs()
        worst: dict[str, Shortfall] = {}
        for _round, s in self.view.shortfalls:
            if s.attribute in needs and (s.attribute not in worst or s.held < worst[s.attribute].held):
                worst[s.attribute] = s
        return [shortfall_words(*needs[a], s.held, s.groups, self.desk.language) for a, s in worst.items()]

    def broken(self, broken: Broken) -> str:
        needs = self._needs()
        words = broken_words(
            self.table(broken.group),
            [self.who(p) for p in broken.away],
            broken.few,
            [needs[a] for a in broken.lacks if a in needs],
            self.desk.language,
        )
        return f"{self.round(broken.round)}: {words}" if len(self.view.rounds) > 1 else words

    def refusal(self, error: Failure) -> str:
        """Why no groups can be made, with names for the people and rounds as they are counted here."""
        facts = dict(error.facts)
        for name in ("person", "other"):
            if facts.get(name) in self.view.people:
                facts[name] = self.who(facts[name])
        if isinstance(facts.get("round"), int) and 0 <= facts["round"] < len(self.view.order):
            id = self.view.order[facts["round"]]
            facts["round"] = next(i for i, r in enumerate(self.view.rounds) if r.id == id)
        return wording.sentence(Refused(error.reason, **facts), self.desk.language)


def broken_groups(desk: Desk, workshop: str) -> list[str]:
    """A sentence for each group of the workshop that does not work since somebody stayed away."""
    rows = desk.bench.ask(groupings, workshop)
    views = [desk.bench.ask(grouping_view, row.id, today=desk.today()) for row in rows]
    return [told.broken(b) for told in (Told(desk, view) for view in views) for b in told.view.broken]
