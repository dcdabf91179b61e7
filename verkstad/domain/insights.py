"""What was learnt and by whom it is answered, where people meet to learn, and what may go wrong."""

from __future__ import annotations

from verkstad.domain.fields import Id, Row, choice, date, flag, kind, prose, ref, text, whole

RISK_FAMILIES = ("misinvestment", "resistance", "resources", "overwhelming", "other")
VERDICTS = ("do_now", "test", "find_out", "declined")
INSIGHT_BECOMES = ("action", "module", "pilot", "goal", "inventory_item", "risk", "learning")


@kind("insight", parents=("workshop", "initiative"), ranked=True)
class Insight(Row):
    """Something learnt, with its source. It becomes something or is declined with a reason, and whoever raised it gets an answer."""

    says: str = prose(4_000)
    source: str = choice("", "customer", "workshop", "pilot", "colleague", "other", default="", meet="latest")
    raised_by: str = text(200)  # a role or a group rather than a name
    owner: Id | None = ref("person")
    state: str = choice("new", "taken", "declined", default="new", together="state")
    reason: str = text(400, together="state")
    answered: str | None = date(when="past")
    answer: str = prose(1_000)
    raised_on: str | None = date(when="past", meet="latest")
    role: str = text(64)  # of those who met it: slug of a shipped role, or the id of one's own
    unit: Id | None = ref("unit")
    times: int | None = whole(0, 1_000_000)  # how often it was met
    demand: str = choice("", "value", "failure", "unclear", default="", meet="latest")
    forum: Id | None = ref("forum")
    verdict: str = choice("", *VERDICTS, default="")
    answered_by: Id | None = ref("person")
    fed_back: str | None = date(when="past")  # the day whoever raised it was told
    changed_on: str | None = date(when="past")  # the day the routine was another
    became: str = choice("", *INSIGHT_BECOMES, default="", together="became")
    result: str = text(64, together="became")  # id of the row it became
    about: str = text(64, meet="latest")  # id of what it is about: a launch message, a pilot, a sheet


@kind("risk", parents=("workshop", "initiative"), ranked=True)
class Risk(Row):
    """What may go wrong, how likely and how bad (1 to 5 each, one choice), what is done about it, and whose it is."""

    says: str = prose(2_000)
    family: str = choice("", *RISK_FAMILIES, default="")
    likelihood: int | None = whole(1, 5, together="weight")
    impact: int | None = whole(1, 5, together="weight")
    response: str = prose(2_000)
    owner: Id | None = ref("person")
    sign: str = text(300)  # by what one notices that it is coming
    module: Id | None = ref("module")
    pilot: Id | None = ref("pilot")
    closed: str | None = date(when="past")


@kind("forum", parents=("initiative",), ranked=True)
class Forum(Row):
    """Where people of a field of knowledge meet to turn insights into something. `cadence` in days."""

    title: str = text()
    knowledge_area: str = text()
    convener: Id | None = ref("person")
    cadence: int | None = whole(1, 400)
    first_on: str | None = date()
    resting: bool = flag(meet="latest")


@kind("forum_member", parents=("forum",))
class ForumMember(Row):
    """Who sits there: a person, or a role in an operation. Its id is derived from forum and member."""

    person: Id | None = ref("person")
    role: str = text(64, together="position")
    unit: Id | None = ref("unit", together="position")


@kind("forum_meeting", parents=("forum",))
class ForumMeeting(Row):
    """A meeting that was held: what inspired, which insights were met, what was learnt."""

    on: str | None = date()
    inspiration: str = prose(2_000)
    insights: str = prose(2_000)
    knowledge: str = prose(2_000)


@kind("exchange", parents=("initiative",), ranked=True)
class Exchange(Row):
    """An exchange of experience with others: what was taken home."""

    on: str | None = date()
    with_whom: str = text()
    pilot: Id | None = ref("pilot")
    takeaway: str = prose(2_000)
    shared: str = prose(2_000)
    next_contact: str | None = date(when="future")
