"""What the checks noticed as sentences: what is so, why it matters, and the words of severities and thresholds. Nothing here judges a text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from verkstad.domain.checks.rules import Finding
from verkstad.domain.fields import Id
from verkstad.domain.goals import BOXES
from verkstad.domain.methods import Text
from verkstad.domain.piloting import Lack
from verkstad.domain.teams import NobodyMeetsCustomers, NoCharter, NothingToWorkOn
from verkstad.domain.values import frozen
from verkstad.i18n import N_, Language
from verkstad.wording import choice_name
from verkstad.wording_goals import box_name
from verkstad.wording_modules import fact_sentence as module_sentence
from verkstad.wording_pilots import lacks_in_short
from verkstad.wording_teams import Called
from verkstad.wording_teams import fact_sentence as team_sentence


@frozen
class Told:
    """The texts of a rule (msgids): its name in the list, why it matters, and what is said of one of its objects ("" nothing more)."""

    name: str
    why: str
    detail: str = ""


SEVERITIES = {"blocking": N_("Blocking"), "warning": N_("Warning"), "hint": N_("Hint")}
SEVERITIES_OF_SEVERAL = {"blocking": N_("Blocking ones"), "warning": N_("Warnings"), "hint": N_("Hints")}

RULES: Mapping[str, Told] = {
    "V101": Told(
        N_("Nothing is decided yet"),
        N_("Without a decision everything else is a suggestion: nobody has said what goes first and what has to wait."),
    ),
    "V102": Told(
        N_("The decision lacks who or when"),
        N_("A decision that cannot be placed is soon not a decision any more."),
        N_("%(lacks)s is missing"),
    ),
    "V103": Told(
        N_("The decision has no day for looking at it again"),
        N_("What nobody looks at again lives on by itself, also when it no longer helps."),
    ),
    "V104": Told(
        N_("The day for looking at the decision again has passed"),
        N_("Somebody promised to see whether it still holds."),
        N_("was to be looked at %(day)s"),
    ),
    "V105": Told(
        N_("Nobody has set a day for handing over the decision"),
        N_("Whoever drives it is another than who decided: let them meet, so that the mandate goes along."),
        N_("%(person)s drives it"),
    ),
    "V106": Told(N_("Nobody leads the initiative"), N_("A pilot runs, and it is not said who has the mandate for the whole.")),
    "V107": Told(N_("Nobody drives the initiative on"), N_("What everybody is to do, nobody does.")),
    "V108": Told(
        N_("A question waits for the decision"),
        N_("An empty phrase can be read in any way. An answer makes it concrete."),
        N_("“%(phrase)s”: %(question)s"),
    ),
    "V109": Told(N_("Nobody has met yet"), N_("A module is chosen, and those it concerns have not been in a workshop.")),
    "V110": Told(
        N_("The day of the decision has not come"),
        N_("What is decided on a day to come is not decided yet, or the year is wrong."),
        N_("decided %(day)s"),
    ),
    "V111": Told(
        N_("The decision is looked at again before it was made"),
        N_("One of the two days is wrong."),
        N_("to be looked at %(day)s"),
    ),
    "V201": Told(
        N_("The goal is not concrete"),
        N_("One can only see that one is there when it is said what is measured, from where and to where, by when and by whom."),
        N_("%(score)d of 6 – missing: %(boxes)s"),
    ),
    "V202": Told(N_("The goal belongs to no operation"), N_("The closer a goal is to those who do the work, the larger the effect.")),
    "V203": Told(
        N_("A question waits for the goal"),
        N_("An empty phrase can be read in any way. An answer makes it concrete."),
        N_("“%(phrase)s”: %(question)s"),
    ),
    "V204": Told(N_("Nothing leads to the goal"), N_("No action, module or pilot hangs on it: it stays words on paper.")),
    "V205": Told(N_("The goal hangs on no decision"), N_("There is a decision. Hang the goal on it, and the thread holds.")),
    "V206": Told(N_("The goal was to be checked"), N_("A goal that nobody looks at steers nothing."), N_("was to be checked %(day)s")),
    "V207": Told(N_("No day is set for checking the goal"), N_("With a day it comes back by itself.")),
    "V208": Told(
        N_("No goal that the customer meets"),
        N_("All goals are about cost or quality within. None is about how customers are met or how they reach you."),
    ),
    "V209": Told(
        N_("Today's value was to be measured"),
        N_("Without knowing where one starts no effect can be shown."),
        N_("was to be measured %(day)s"),
    ),
    "V210": Told(N_("There is no goal yet"), N_("A goal says what is to be better, and for whom.")),
    "V301": Told(N_("The point has no forum"), N_("Without a group that takes it up, it is in nobody's hands.")),
    "V302": Told(
        N_("The point came to nothing"),
        N_("What it became is not there any more. Let it become something, or say that it is not driven here."),
    ),
    "V303": Told(
        N_("Points of the plan wait"), N_("Until they are gone through the plan is a paper product."), N_("%(count)d left to go through")
    ),
    "V304": Told(
        N_("Operations have only been told"),
        N_("Who is asked can carry it along. What did their answer change?"),
        N_("%(count)d not asked"),
    ),
    "V401": Told(N_("There is no inventory yet"), N_("Without knowing today's needs and services, one chooses blindly.")),
    "V402": Told(N_("No module takes it further"), N_("It can and should be taken further, and nobody does.")),
    "V403": Told(
        N_("Two efforts do the same"),
        N_("They meet the same customer in the same step at the same time. Bring them together."),
        N_("together with “%(other)s”"),
    ),
    "V404": Told(N_("No human way is said"), N_("Those who do not get it done there need to know where to turn.")),
    "V405": Told(N_("An operation pays without gaining"), N_("It needs an agreement: who pays is rarely who gains.")),
    "V406": Told(N_("The gain lacks what makes it come"), N_("A gain nobody owns or measures is a hope."), N_("%(lacks)s is missing")),
    "V407": Told(
        N_("The gain is at risk"),
        N_("Its day has come, and fewer work the new way than was planned."),
        N_("%(share)s of %(planned)d %% work the new way"),
    ),
    "V501": Told(N_("The module is too big"), N_("What can be tried soon by one team teaches you something soon.")),
    "V502": Told(N_("Nobody notices the module"), N_("Begin with what the customer notices: it is what carries the rest.")),
    "V503": Told(N_("Nobody is accountable for the module"), N_("Everybody's responsibility easily becomes nobody's.")),
    "V504": Told(
        N_("Two are accountable for the module"),
        N_("When two answer for the same, each waits for the other."),
        N_("%(count)d answer for it"),
    ),
    "V505": Told(N_("Modules wait for one another"), N_("In a circle nobody can begin.")),
    "V506": Told(N_("The module began before what it needs"), N_("What it builds on is not there yet.")),
    "V507": Told(
        N_("The team may not take the decisions it needs"), N_("The pilot stops at the first decision. Ask leadership before it begins.")
    ),
    "V508": Told(N_("Only one operation is named"), N_("Changes rarely stop at a border. Which others are affected?"), N_("only %(unit)s")),
    "V509": Told(N_("The module leads to no goal"), N_("What does not hang on a goal is hard to say no to, and hard to show.")),
    "V510": Told(
        N_("Many modules are chosen"),
        N_("Lay some on the parking list: fewer at a time gets more done."),
        N_("%(count)d chosen, at most %(most)d"),
    ),
    "V511": Told(
        N_("Many modules are tried at once"),
        N_("Those who do the work can live through only so much at a time."),
        N_("%(count)d tried, at most %(most)d"),
    ),
    "V512": Told(
        N_("Much changes at once for an operation"),
        N_("Hurry slowly: people who are frightened by the pace do not come along."),
        N_("%(count)d at once, at most %(most)d"),
    ),
    "V513": Told(N_("Nobody has counted who works the new way"), N_("What is introduced and not used has no effect.")),
    "V601": Told(N_("The team comes from one operation"), N_("Together with others one sees what one does not see alone.")),
    "V602": Told(N_("Nobody in the team meets customers"), N_("Those who meet customers know what does not work today.")),
    "V603": Told(N_("Who meets customers may not decide"), N_("Let whoever meets the customer change what she sees.")),
    "V604": Told(
        N_("The team may decide nothing"), N_("A team without any mandate can only propose."), N_("%(count)d types of decisions are needed")
    ),
    "V605": Told(N_("The team lacks what the module needs"), N_("Take somebody in, or say why you begin without.")),
    "V606": Told(
        N_("The team is very small or very large"),
        N_("Three to nine usually work well together."),
        N_("%(count)d people, %(least)d to %(most)d usually work well"),
    ),
    "V607": Told(N_("Responsibility without time"), N_("What nobody has set time aside for comes last in the day.")),
    "V608": Told(
        N_("The team has no charter"), N_("What is settled, and what do you decide yourselves? Then nobody has to ask each time.")
    ),
    "V609": Told(N_("The team has nothing to work on"), N_("A team without a module or a value stream meets for the sake of meeting.")),
    "V610": Told(N_("The team tries several modules at once"), N_("One at a time shows what had which effect.")),
    "V611": Told(N_("A person is in too many teams"), N_("Who is everywhere is nowhere.")),
    "V612": Told(N_("More time is promised than there is"), N_("Something will give way, and nobody has said what.")),
    "V613": Told(N_("A module is tried by nobody"), N_("The team that has it has no members.")),
    "V614": Told(
        N_("The charter was to be read again"), N_("What was agreed at the start may need to be another now."), N_("was to be read %(day)s")
    ),
    "V615": Told(N_("Nobody answers for the team"), N_("Somebody outside the team needs to know whom to turn to.")),
    "V701": Told(N_("The pilot runs without a prediction"), N_("Who has written down what to expect learns from what comes.")),
    "V702": Told(
        N_("The pilot runs without a measure"),
        N_("What the customer notices, that it happens, and the effect: without all three nobody can tell what it gave."),
        N_("missing: %(lacks)s"),
    ),
    "V703": Told(
        N_("The pilot runs without values from before"), N_("Without a before there is no effect to show."), N_("missing: %(lacks)s")
    ),
    "V704": Told(
        N_("The pilot runs without an end"), N_("A test without a decision day is no test but a new way of working nobody decided.")
    ),
    "V705": Told(
        N_("Several first pilots at once"),
        N_("Begin with one: see how it goes and let it inspire the rest."),
        N_("%(count)d run, and none has been decided about"),
    ),
    "V706": Told(
        N_("The pilot has passed its decision day"),
        N_("Adopt, adapt, expand or abandon: those who took part wait for an answer."),
        N_("was to be decided %(day)s"),
    ),
    "V707": Told(N_("A loop without learning"), N_("What was learnt is the result of a loop.")),
    "V708": Told(N_("A loop is long"), N_("Short loops learn more often."), N_("%(days)d days, at most %(most)d")),
    "V709": Told(
        N_("Expanded after few loops"), N_("After two loops one knows more of why it works."), N_("%(count)d finished, at least %(least)d")
    ),
    "V710": Told(
        N_("The first pilot does not begin with the customer"), N_("Name the step of the customer's journey that becomes better.")
    ),
    "V711": Told(
        N_("Nobody watches what self-service makes worse"), N_("Most get helped; the rest may wait longer than before. Measure that too.")
    ),
    "V712": Told(N_("Two values on one day"), N_("Nothing is computed until it is chosen how they become one."), N_("on %(count)d days")),
    "V713": Told(N_("A measure waits for a value"), N_("A gap in the line makes the pilot harder to judge.")),
    "V714": Told(N_("The pilot leads to no goal"), N_("What it gives cannot be seen in any goal.")),
    "V715": Told(N_("No loop for long"), N_("A pilot that does not learn is only waiting."), N_("%(days)d days")),
    "V716": Told(
        N_("The pilot runs with something missing"),
        N_("It was asked for at the gate, and it is easier to fill in now than at the end."),
        N_("missing: %(lacks)s"),
    ),
    "V717": Told(
        N_("The launch had not begun when the pilot started"), N_("Understanding comes before new ways of working."), N_("started %(day)s")
    ),
    "V718": Told(
        N_("The launch begins late"),
        N_("People need some weeks to understand what is to change, and why."),
        N_("%(days)d days before the start, at least %(least)d"),
    ),
    "V719": Told(
        N_("Nobody is said to have allowed the test"), N_("Who said that it may be tried is who one turns to when something happens.")
    ),
    "V801": Told(N_("An insight waits for an answer"), N_("Who gets no answer says nothing the next time."), N_("%(days)d days")),
    "V802": Told(
        N_("The insight is with nobody who may act"), N_("Good ideas and cheers change nothing until somebody with a mandate has them.")
    ),
    "V803": Told(
        N_("The answer has not reached who raised it"),
        N_("Tell them what came of it, also when the answer is no."),
        N_("answered %(days)d days ago"),
    ),
    "V804": Told(N_("An action without owner or date"), N_("What nobody is to do by no day is not done."), N_("%(lacks)s is missing")),
    "V805": Told(N_("An action is overdue"), N_("Do it, move it, or say that it is not to be done."), N_("was to be done %(day)s")),
    "V806": Told(N_("An action leads to no goal"), N_("What does not hang on a goal is done beside it.")),
    "V807": Told(N_("A person has many open actions"), N_("Share them, or say which can wait."), N_("%(count)d open, at most %(most)d")),
    "V808": Told(
        N_("Only requirements and no possibilities"),
        N_("What makes something possible moves people more than what forbids."),
        N_("%(count)d requirements"),
    ),
    "V809": Told(
        N_("Little is done for those who are to use it"),
        N_("Most of the open actions are for the work itself."),
        N_("%(users)d of %(count)d actions"),
    ),
    "V810": Told(N_("A serious risk lacks owner or sign"), N_("Somebody has to notice that it is coming."), N_("%(lacks)s is missing")),
    "V811": Told(N_("A forum stands still"), N_("It should have met by now. Meet, or let it rest.")),
    "V901": Told(
        N_("Why or how is missing"),
        N_("Who does not know why does not change, and who does not know how cannot."),
        N_("%(lacks)s is missing"),
    ),
    "V902": Told(N_("Nothing is planned for an audience"), N_("The pilot concerns them, and they hear of it too late.")),
    "V903": Told(N_("Only mail"), N_("A long mail is read to the third line.")),
    "V904": Told(N_("One channel only"), N_("Not everybody is where the message is."), N_("only %(channel)s")),
    "V905": Told(N_("Few kinds of channels"), N_("Vary, and let them answer somewhere."), N_("%(count)d kinds, at least %(least)d")),
    "V906": Told(
        N_("A phase has nothing"),
        N_("Before, at the start and after: the real work begins when the strategy is set."),
        N_("nothing %(phases)s"),
    ),
    "V907": Told(N_("The message is long"), N_("Most read only the first lines.")),
    "V908": Told(
        N_("The first lines are not tested"),
        N_("Do they say what happens, what it means for me, when, and what I am to do?"),
        N_("%(count)d of 4 questions left"),
    ),
    "V909": Told(N_("Nobody has asked what they understood"), N_("That it was sent does not say that it arrived.")),
    "V910": Told(
        N_("A question waits for the message"),
        N_("An empty phrase can be read in any way. An answer makes it concrete."),
        N_("“%(phrase)s”: %(question)s"),
    ),
    "V911": Told(
        N_("A question waits for what an audience is told"),
        N_("An empty phrase can be read in any way. An answer makes it concrete."),
        N_("“%(phrase)s”: %(question)s"),
    ),
    "V912": Told(N_("Nothing is spent on the launch inside"), N_("Those inside need it as much as those outside.")),
    "V913": Told(
        N_("Little is done so that it lasts"),
        N_("It is introduced. Two things in the coming months make it stay."),
        N_("%(count)d of %(least)d"),
    ),
    "V1001": Told(
        N_("A report to leadership is due"),
        N_("Leadership that hears nothing asks for something else."),
        N_("was due %(day)s, every %(every)d days"),
    ),
    "V1002": Told(N_("A follow-up is due"), N_("Whether it lasts one sees only by looking again."), N_("was due %(day)s")),
    "V1003": Told(N_("A follow-up without anything seen"), N_("It counts with a value, an observation or a customer's words.")),
    "V1004": Told(
        N_("Leadership has not answered in time"),
        N_("The last day has passed. Ask again, or withdraw the question."),
        N_("last day %(day)s"),
    ),
    "V1005": Told(
        N_("The request lacks what leadership needs"),
        N_("With alternatives, a recommendation and what a no means one can answer at once."),
        N_("missing: %(lacks)s"),
    ),
    "V1006": Told(
        N_("A question waits for the request"),
        N_("An empty phrase can be read in any way. An answer makes it concrete."),
        N_("“%(phrase)s”: %(question)s"),
    ),
    "V1101": Told(
        N_("The workshop lacks purpose or wanted outcomes"),
        N_("Who knows what is to come of the day can prepare, and say no."),
        N_("%(lacks)s is missing"),
    ),
    "V1102": Told(N_("The program is over time"), N_("Something will be cut in the room. Better now."), N_("%(minutes)d minutes over")),
    "V1103": Told(N_("No break in two hours"), N_("After two hours nobody takes anything in."), N_("%(span)s")),
    "V1104": Told(
        N_("More people than the exercise is made for"),
        N_("All are to reach one common result. Let tables prepare it, or choose another exercise."),
        N_("%(people)d people, made for at most %(most)d"),
    ),
    "V1105": Told(
        N_("Nobody who decides is there when needed"),
        N_("Without somebody who may decide, the block ends in one more proposal."),
        N_("at %(clock)s"),
    ),
    "V1106": Told(
        N_("A perspective is missing among the participants"),
        N_("Leadership, digitalisation, IT and operations see different things: all are needed."),
        N_("nobody from: %(roles)s"),
    ),
    "V1107": Told(
        N_("The workshop ended without a promise"),
        N_("One action with an owner and a day within two weeks shows that the day led somewhere."),
    ),
    "V1201": Told(
        N_("Not one accountable for a line"),
        N_("One answers: with none nobody does, with several each waits."),
        N_("%(count)d accountable"),
    ),
    "V1202": Told(N_("Nobody carries a line out"), N_("What nobody works with is not done, whoever answers for it.")),
    "V1203": Told(
        N_("Many are consulted first"),
        N_("Each one asked takes a week. Who needs only to be told?"),
        N_("%(count)d consulted, at most %(most)d"),
    ),
    "V1204": Told(N_("A line only answers and tells"), N_("Somebody answers and some are told, and nobody works.")),
    "V1205": Told(
        N_("Who answers for a line may not decide"),
        N_("Responsibility without mandate ends in a question to somebody else."),
        N_("%(roles)s"),
    ),
    "V1206": Told(N_("One position answers for very much"), N_("Then everything waits for one. Share it."), N_("%(roles)s")),
    "V1207": Told(
        N_("Those who know do not meet those who may decide"),
        N_("Insights need a forum where somebody with a mandate listens."),
        N_("%(roles)s"),
    ),
    "V1208": Told(
        N_("A value word without deeds"),
        N_("What do you do, and what do you stop doing? Then it may go on paper."),
        N_("%(lacks)s is missing"),
    ),
}
"""Code -> what is said."""

NAMED = (NobodyMeetsCustomers, NoCharter, NothingToWorkOn)
"""Facts that the name of the rule says already."""

LACKS = {
    "undated": N_("the day"), "unsigned": N_("who decided"), "owner": N_("owner"), "due": N_("day"), "sign": N_("sign that it is coming"),
    "measured_by": N_("measure"), "from_on": N_("from when"), "why": N_("why"), "how": N_("how"), "purpose": N_("purpose"),
    "outcomes": N_("wanted outcomes"), "options": N_("alternatives"), "recommendation": N_("recommendation"),
    "we_do": N_("what you do"), "we_stop": N_("what you stop doing"), "consequence": N_("what a no means"), "last_day": N_("last day"),
}  # fmt: skip
PHASES = {"before": N_("before the start"), "start": N_("at the start"), "after": N_("afterwards")}

THRESHOLDS = {
    "days_to_first_test": N_("Days to a module's first test, at most"),
    "modules_chosen": N_("Modules chosen at once, at most"),
    "modules_tried": N_("Modules tried at once, at most"),
    "team_least": N_("People in a team, at least"),
    "team_most": N_("People in a team, at most"),
    "teams_a_person": N_("Teams a person is in, at most"),
    "loop_days": N_("Days of a loop, at most"),
    "loops_before_expanding": N_("Loops before a pilot is expanded, at least"),
    "insight_days": N_("Days an insight waits for its answer, at most"),
    "actions_a_person": N_("Open actions of a person, at most"),
    "share_for_users": N_("Per cent of the actions that are for users, at least"),
    "serious_risk": N_("Likelihood times impact that makes a risk serious"),
    "changes_a_unit": N_("Changes at once for an operation, at most"),
    "launch_days": N_("Days from the first launch activity to the start, at least"),
    "ingress_words": N_("Words in the first lines of a message, at most"),
    "message_minutes": N_("Minutes it takes to read a message, at most"),
    "lix": N_("LIX of a message, at most"),
    "first_lines_days": N_("Days before a message goes out, its first lines are tested"),
    "channel_kinds": N_("Kinds of channels for an audience, at least"),
    "lasting_activities": N_("Launch activities after the start, at least"),
    "lasting_days": N_("Days after the start in which they are"),
    "quiet_days": N_("Days without a loop, at most"),
    "triage_days": N_("Days the points of a document may wait"),
    "minutes_without_break": N_("Minutes without a break, at most"),
}
"""What the figures of the checks are called (msgids)."""


def name(code: str, language: Language) -> str:
    """A rule in a few words, for the list."""
    return language.gettext(RULES[code].name)


def why(code: str, language: Language) -> str:
    """One sentence on why it matters."""
    return language.gettext(RULES[code].why)


def severity(of: str, language: Language) -> str:
    return language.gettext(SEVERITIES[of])


def detail(finding: Finding, called: Called, language: Language, *, today: str, titles: Callable[[Id], str]) -> str:
    """What is so with this one, beyond the rule's name; "" where the name says it all. `titles`: what a row is called."""
    _, said = language.gettext, finding.said
    if "noticed" in said:
        return _noticed(said["noticed"], called, language, titles)
    if finding.code == "V501":
        return _size(said, language)
    if finding.code == "V404":
        return _("%(share)d %% do not get it done there", share=said["unresolved"]) if said["unresolved"] else ""
    if finding.code == "V407" and said["share"] is None:
        return _("nobody has counted how many work the new way")
    if finding.code == "V607":
        return _time(said, language)
    if finding.code == "V802":
        return "" if said["owned"] else _("nobody has it")
    if finding.code == "V905" and not said["answers"]:
        return _("nowhere to answer")
    if finding.code == "V907":
        return _length(said, language)
    pattern = RULES[finding.code].detail
    return _(pattern, **_words(said, called, language, today)) if pattern else ""


def sentence(finding: Finding, called: Called, language: Language, *, today: str, titles: Callable[[Id], str]) -> str:
    """The rule's name with what is so: one sentence, for lines of text."""
    more = detail(finding, called, language, today=today, titles=titles)
    named = name(finding.code, language)
    if not more:
        return f"{named}."
    return f"{named}: {more}" if more.endswith((".", "?")) else f"{named}: {more}."


def _noticed(found: Any, called: Called, language: Language, titles: Callable[[Id], str]) -> str:
    if isinstance(found, tuple):
        return language.gettext("; ").join(team_sentence(one, called, language) for one in found if not isinstance(one, NAMED))
    return module_sentence(found, _Titles(titles), language)


class _Titles(dict[Id, str]):
    """Titles asked for as they are needed."""

    def __init__(self, asked: Callable[[Id], str]) -> None:
        super().__init__()
        self._asked = asked

    def get(self, id: Id, default: Any = "") -> Any:
        return self._asked(id) or default


def _size(said: Mapping[str, Any], language: Language) -> str:
    _ = language.gettext
    parts = []
    if "days" in said["reasons"]:
        parts.append(_("%(days)d days to the first test, at most %(most)d", days=said["days"], most=said["most"]))
    if "soon" in said["reasons"]:
        parts.append(_("cannot be tried within %(most)d days", most=said["most"]))
    if "team" in said["reasons"]:
        parts.append(_("takes more than one team"))
    return ", ".join(parts)


def _time(said: Mapping[str, Any], language: Language) -> str:
    parts = []
    if said["idle"]:
        parts.append(language.ngettext("%(n)d without time", "%(n)d without time", said["idle"]))
    if said["unconfirmed"]:
        parts.append(language.ngettext("%(n)d not confirmed", "%(n)d not confirmed", said["unconfirmed"]))
    return ", ".join(parts)


def _length(said: Mapping[str, Any], language: Language) -> str:
    parts = []
    if said["words"]:
        parts.append(language.gettext("%(n)d words in the first lines, at most %(most)d", n=said["words"], most=said["most"]))
    if said["minutes"]:
        parts.append(language.ngettext("%(n)d minute to read", "%(n)d minutes to read", said["minutes"]))
    if said.get("lix"):
        parts.append(language.gettext("LIX %(n)d", n=said["lix"]))
    return ", ".join(parts)


def _words(said: Mapping[str, Any], called: Called, language: Language, today: str) -> dict[str, Any]:
    """The facts as words of the language."""
    made = dict(said)
    for fact, value in said.items():
        if fact == "day" and value:
            made[fact] = language.date(value, "short", today=today)
        elif fact == "person":
            made[fact] = called.person(value) if value else ""
        elif fact == "unit":
            made[fact] = called.unit(value)
        elif fact == "boxes":
            made[fact] = language.listing(box_name(box, language).lower() for box in BOXES if box in value)
        elif fact == "lacks":
            made[fact] = _lacks(value, language)
        elif fact == "roles":
            made[fact] = language.listing(called.role(role) for role in value)
        elif fact == "phases":
            made[fact] = language.listing(language.gettext(PHASES[phase]) for phase in value)
        elif fact == "channel":
            made[fact] = choice_name("launch_activity", "channel", value, language).lower()
        elif isinstance(value, Text):
            made[fact] = value.of(language.code)
    if "start" in said:
        made["clock"] = language.clock(said["start"])
        made["span"] = language.span(said["start"], said["end"]) if "end" in said else ""
    return made


def _lacks(lacks: Sequence[Any], language: Language) -> str:
    asked = [one for one in lacks if isinstance(one, Lack)]
    return lacks_in_short(asked, language) if asked else language.listing(language.gettext(LACKS[one]) for one in lacks)
