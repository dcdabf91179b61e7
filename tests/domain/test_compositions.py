"""Proposed teams: what they hold, that they differ, that they are the same twice, and that five hundred people are quickly gone through."""

from __future__ import annotations

from verkstad.domain.compositions import EMPHASES, propose
from verkstad.domain.modules import NeededDecision
from verkstad.domain.teams import MEETS_CUSTOMERS, MOST, Asked, Candidate, Lacks, Wish

UNITS = ("home", "desk", "it", "web", "fees")
WISHES = (
    Wish("unit", "home"), Wish("unit", "desk"), Wish("unit", "it"), Wish("competence", "klarspråk", 2), Wish("perspective", MEETS_CUSTOMERS, 3),
)  # fmt: skip
WANTED = Asked(WISHES, (NeededDecision(decision_type="hours", level=2),), frozenset({"hours"}))


def crowd(count: int) -> list[Candidate]:
    """Invented people: a unit each, one in four meets customers, few know plain language, very few may decide."""
    return [
        Candidate(
            f"p{n:03}", UNITS[n % 5], "operations" if n % 25 == 3 else "employee", n % 4 == 0, frozenset({"klarspråk"} if n % 17 == 2 else ()),
            (n * 7) % 60, n % 3 == 0, {"hours": 2} if n % 40 == 8 else {}, {"hours": 2} if n % 40 == 8 else {},
        )
        for n in range(count)
    ]  # fmt: skip


def test_three_different_teams_hold_all_that_can_be_held() -> None:
    found = propose(crowd(500), WANTED)
    assert [p.emphasis for p in found] == list(EMPHASES)
    assert len({p.members for p in found}) == 3
    for p in found:
        assert p.look.coverage.share == 1.0
        assert p.look.mandate.total == 0 and p.look.front.share == 1.0
        assert 3 <= len(p.members) <= MOST
        assert p.look.size == len(p.members)


def test_each_proposal_keeps_what_it_puts_first() -> None:
    whole, small, time = propose(crowd(500), WANTED)
    assert len(small.members) <= min(len(whole.members), len(time.members))
    assert (time.look.time.percent or 0) / len(time.members) >= max((p.look.time.percent or 0) / len(p.members) for p in (whole, small))
    assert len(whole.look.coverage.single) <= min(len(small.look.coverage.single), len(time.look.coverage.single))


def test_the_same_people_give_the_same_proposals() -> None:
    assert propose(crowd(120), WANTED) == propose(crowd(120), WANTED)


def test_what_nobody_holds_is_said_of_every_proposal() -> None:
    rare = Wish("competence", "lagtolkning")
    for p in propose(crowd(60), Asked((*WISHES, rare))):
        assert Lacks(rare) in p.look.facts


def test_too_few_people_give_fewer_proposals_and_never_the_same_twice() -> None:
    assert propose([], WANTED) == ()
    assert [p.members for p in propose(crowd(1), WANTED)] == [("p000",)]
    found = propose(crowd(3), WANTED)
    assert found[0].members == ("p000", "p001", "p002")
    assert len({p.members for p in found}) == len(found)


def test_who_is_kept_is_in_every_proposal() -> None:
    found = propose(crowd(200), WANTED, keep=["p011", "gone"])
    assert len(found) == 3
    assert all("p011" in p.members for p in found)


def test_people_of_other_teams_are_taken_when_nobody_else_will_do() -> None:
    a, b = Candidate("a", unit="home"), Candidate("b", unit="home")
    wanted = Asked((Wish("unit", "home"),))
    rest = [Candidate(f"r{n}", unit=f"u{n}") for n in range(4)]
    both = propose([a, b, *rest], wanted, teams_of={"a": 1}, emphases=["small"])[0]
    assert "b" in both.members and "a" not in both.members
    assert "a" in propose([a, *rest], wanted, teams_of={"a": 1}, emphases=["small"])[0].members


def test_the_members_come_in_the_order_of_the_people() -> None:
    for p in propose(crowd(90), WANTED):
        assert list(p.members) == sorted(p.members)


def test_an_exchange_mends_what_greed_chose_wrongly() -> None:
    """The one who holds most alone is not needed once two others hold it between them and what she lacks."""
    w = tuple(Wish("competence", c) for c in "abcdef")
    people = [
        Candidate("most", competences=frozenset("abcd"), meets_customers=True), Candidate("left", competences=frozenset("abe"), meets_customers=True),
        Candidate("right", competences=frozenset("cdf"), meets_customers=True), Candidate("third", unit="x", competences=frozenset("a")),
    ]  # fmt: skip
    found = propose(people, Asked(w), emphases=["small"])
    assert set(found[0].members) == {"left", "right", "third"}


def test_nothing_is_proposed_where_nothing_is_needed_and_nobodys_time_is_confirmed() -> None:
    hours = [Candidate(f"p{n}", "home", "employee", False, frozenset(), 50, False, {}, {}) for n in range(8)]
    assert propose(hours, Asked()) == ()
    known = [Candidate(f"p{n}", "home", "employee", False, frozenset(), 50, n < 3, {}, {}) for n in range(8)]
    (time,) = propose(known, Asked())
    assert time.emphasis == "time" and set(time.members) <= {"p0", "p1", "p2"}
    assert "time" not in [p.emphasis for p in propose(hours, WANTED)]
