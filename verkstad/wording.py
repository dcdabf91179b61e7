"""Facts and errors to words, made late and in one place: the same on screen, on paper and on the command line.

Words of the domain (kinds of blocks, answers, statuses) are looked up by kind of row and field; errors become one sentence or two that
say what happened, what is safe and what to do.
"""

from __future__ import annotations

import ntpath
from collections.abc import Mapping
from typing import Any

from verkstad.domain.errors import (
    Blocked,
    Busy,
    Cancelled,
    Corrupt,
    Failure,
    Foreign,
    Full,
    Missing,
    NeedsPassphrase,
    Newer,
    ReadOnly,
    Refused,
    Synchronised,
    TookTooLong,
    TooLarge,
    Unreadable,
)
from verkstad.domain.fields import Field, Scalar
from verkstad.domain.schema import VALUES
from verkstad.i18n import N_, Language
from verkstad.wording_names import CHOICES, FIELDS, FIELDS_OF, KINDS

# ------------------------------------------------------------------------------------------------------------------------------- words

_ANSWERS = {"": N_("Not answered"), "yes": N_("Yes"), "no": N_("No"), "unsure": N_("Not sure")}
_OUTCOMES = {
    "": N_("Not decided"),
    "adopt": N_("Adopt"),
    "adapt": N_("Adapt"),
    "expand": N_("Expand"),
    "abandon": N_("Abandon"),
}
_CHOICES: dict[tuple[str, str], dict[str, str]] = {
    **CHOICES,
    ("grouping", "wish"): {
        "new": N_("New meetings"),
        "even": N_("Both alike"),
        "wide": N_("Departments spread"),
    },
    ("group_rule", "form"): {
        "apart": N_("Apart"),
        "together": N_("Together"),
        "pin": N_("At a table of their own"),
    },
    ("group_need", "form"): {
        "decider": N_("Somebody who decides"),
        "meets_customers": N_("Somebody who meets customers"),
        "host": N_("A table host"),
        "role": N_("A role"),
        "competence": N_("A competence"),
        "mandate": N_("Somebody with a mandate"),
    },
    ("held", "how"): {
        "": N_("Going on"),
        "held": N_("Held"),
        "skipped": N_("Skipped"),
    },
    ("capture", "settled"): {
        "": N_("Not sorted"),
        "became": N_("Became something"),
        "kept": N_("Kept as it is"),
        "left": N_("Laid aside"),
    },
    ("capture", "became"): {
        "": N_("Nothing yet"),
        "insight": N_("Insight"),
        "action": N_("Action"),
        "module": N_("Module"),
        "risk": N_("Risk"),
        "inventory_item": N_("Need or service"),
        "goal": N_("Goal"),
    },
    ("poll", "form"): {
        "hands": N_("Show of hands"),
        "dots": N_("Dots"),
        "fist": N_("Fist to five"),
    },
    ("insight", "source"): {
        "": N_("Not stated"),
        "customer": N_("Customer"),
        "workshop": N_("Workshop"),
        "pilot": N_("Pilot"),
        "colleague": N_("Colleague"),
        "other": N_("Other"),
    },
    ("insight", "state"): {
        "new": N_("New"),
        "taken": N_("Taken on"),
        "declined": N_("Declined"),
    },
    ("risk", "family"): {
        "": N_("Not stated"),
        "misinvestment": N_("Misinvestment"),
        "resistance": N_("Resistance"),
        "resources": N_("Missing resources"),
        "overwhelming": N_("Too much at once"),
        "other": N_("Other"),
    },
    ("inventory_item", "type"): {
        "": N_("Not stated"),
        "need": N_("Need"),
        "service": N_("Service"),
        "effort": N_("Ongoing effort"),
    },
    ("workshop", "language"): {"sv": N_("Swedish"), "en": N_("English")},
    ("workshop", "record_class"): {"": N_("Not stated"), "working": N_("Working paper"), "final": N_("Final record")},
    ("block", "kind"): {
        "opening": N_("Start and finish"),
        "plenary": N_("Whole group"),
        "group": N_("Group work"),
        "solo": N_("Alone and in pairs"),
        "break": N_("Break"),
    },
    ("block", "priority"): {"keep": N_("Keep"), "normal": N_("Normal"), "may_give": N_("May give way")},
    ("participation", "part"): {
        "participant": N_("Participant"),
        "lead": N_("Facilitator"),
        "host": N_("Table host"),
        "decider": N_("Decision-maker"),
    },
    ("participation", "answer"): {"invited": N_("No answer yet"), "yes": N_("Coming"), "no": N_("Not coming")},
    ("participation", "attended"): {"": N_("Not noted"), "present": N_("Present"), "absent": N_("Absent")},
    ("action", "status"): {"open": N_("To do"), "doing": N_("Under way"), "done": N_("Done"), "dropped": N_("Dropped")},
    ("action", "kind"): {
        "opportunity": N_("Opportunity"),
        "requirement": N_("Requirement"),
        "stop": N_("Stop doing"),
        "test": N_("Do or try out"),  # also where nobody has said anything
    },
    ("initiative", "route"): {
        "": N_("Not chosen"),
        "slice": N_("Slice the change"),
        "test": N_("Begin with a test"),
        "near": N_("Look where it is near at hand"),
    },
    ("decision", "state"): {
        "proposed": N_("Proposal"),
        "agreed": N_("Agreement in the workshop"),
        "decided": N_("Decided"),
        "withdrawn": N_("Withdrawn"),
    },
    ("goal", "level"): {
        "": N_("Not stated"),
        "organisation": N_("Whole organisation"),
        "department": N_("Department"),
        "unit": N_("Single unit"),
        "team": N_("Team or customer meeting"),
    },
    ("goal", "category"): {
        "": N_("Not stated"),
        "customer_care": N_("Customer care"),
        "accessibility": N_("Accessibility"),
        "cost": N_("Cost"),
        "quality": N_("Quality"),
    },
    ("goal", "stage"): {"draft": N_("Draft"), "agreed": N_("Agreed")},
    ("module", "felt"): {
        "": N_("Not stated"),
        "customer": N_("The customer"),
        "internal": N_("Only ourselves"),
        "both": N_("Both customer and ourselves"),
    },
    ("module", "status"): {
        "sketch": N_("Sketch"),
        "candidate": N_("Candidate"),
        "chosen": N_("Chosen"),
        "pilot": N_("Pilot under way"),
        "introduced": N_("Introduced"),
        "closed": N_("Closed"),
    },
    ("module", "knife"): {
        "": N_("No knife"),
        "customer_group": N_("Customer group"),
        "path": N_("Path"),
        "channel": N_("Channel"),
        "data": N_("Data"),
        "rules": N_("Rules"),
        "find_out": N_("Find out"),
    },
    **{("module", test): _ANSWERS for test in ("test_felt", "test_team", "test_soon", "test_measured")},
    ("need", "form"): {"unit": N_("Unit"), "competence": N_("Competence"), "perspective": N_("Perspective")},
    ("pilot", "state"): {"measure_first": N_("Measure first"), "running": N_("Running"), "ended": N_("Ended")},
    ("pilot", "outcome"): _OUTCOMES,
    ("measure", "side"): {
        "customer": N_("What the customer notices"),
        "done": N_("That it really happens"),
        "effect": N_("Effect"),
        "balancing": N_("Balancing measure"),
        "process": N_("Process measure"),
    },
    ("measure", "better"): {"": N_("Not stated"), "up": N_("Higher is better"), "down": N_("Lower is better")},
    ("measure", "interval"): {
        "day": N_("Every day"),
        "week": N_("Every week"),
        "fortnight": N_("Every other week"),
        "month": N_("Every month"),
    },
    ("measure", "joined"): {"": N_("Not chosen"), "sum": N_("Sum"), "mean": N_("Mean"), "median": N_("Median")},
    ("measure", "rules"): {"anhoej": N_("Anhøj's rules"), "ihi": N_("IHI's rules")},
    ("loop", "state"): {"planned": N_("Planned"), "running": N_("Under way"), "finished": N_("Finished")},
    ("loop", "decision"): _OUTCOMES,
    **{
        (kind, "kind"): {
            "opening": N_("Start and finish"),
            "plenary": N_("Whole group"),
            "group": N_("Group work"),
            "solo": N_("Alone and in pairs"),
            "break": N_("Break"),
        }
        for kind in ("method", "template_block")
    },
    **{
        (kind, "priority"): {"keep": N_("Keep"), "normal": N_("Normal"), "may_give": N_("May give way")}
        for kind in ("method", "template_block")
    },
}

_KINDS: dict[str, str] = {
    **KINDS,
    "initiative": N_("Initiative"),
    "workshop": N_("Workshop"),
    "day": N_("Day"),
    "track": N_("Track"),
    "block": N_("Block"),
    "participation": N_("Participation"),
    "printed": N_("Printout"),
    "action": N_("Action"),
    "unit": N_("Unit"),
    "role": N_("Role"),
    "person": N_("Person"),
    "identity": N_("Name and address"),
    "decision": N_("Decision"),
    "goal": N_("Goal"),
    "module": N_("Module"),
    "dependency": N_("Dependency"),
    "needed_decision": N_("Decision the module needs"),
    "need": N_("What the team must hold"),
    "team": N_("Team"),
    "member": N_("Team member"),
    "pilot": N_("Pilot"),
    "measure": N_("Measure"),
    "measurement": N_("Value"),
    "annotation": N_("Note on the chart"),
    "recalculation": N_("Recalculated median"),
    "loop": N_("Learning loop"),
    "rating": N_("Place on the map"),
    "decision_type": N_("Type of decision"),
    "mandate": N_("Mandate"),
    "role_mandate": N_("Mandate of a role"),
    "method": N_("Own method"),
    "template": N_("Own template"),
    "template_block": N_("Block of an own template"),
    "accepted_phrase": N_("Phrase that does not apply here"),
    "grouping": N_("Groups"),
    "round": N_("Round"),
    "seat": N_("Place in a group"),
    "group_rule": N_("Rule for the groups"),
    "group_need": N_("What every group needs"),
    "held": N_("What was held"),
    "slides": N_("Slides"),
    "track_person": N_("Person on a track"),
    "capture": N_("Sticky note"),
    "cluster": N_("Cluster"),
    "photo": N_("Photo"),
    "poll": N_("Vote"),
    "poll_option": N_("Answer to vote on"),
    "evaluation": N_("Evaluation"),
    "insight": N_("Insight"),
    "risk": N_("Risk"),
    "inventory_item": N_("Need or service"),
}

_FIELDS: dict[str, str] = {
    **FIELDS,
    "title": N_("Title"),
    "why": N_("Why"),
    "purpose": N_("Purpose"),
    "outcomes": N_("Wanted results"),
    "place": N_("Place"),
    "leads": N_("Led by"),
    "contact": N_("Contact on the day"),
    "initiative": N_("Initiative"),
    "expected": N_("Expected number"),
    "invitation": N_("Invitation"),
    "before": N_("Work before the day"),
    "reply_by": N_("Answer by"),
    "language": N_("Language on paper"),
    "record_class": N_("Record status"),
    "diary_number": N_("Diary number"),
    "axis_x": N_("Axis to the right"),
    "axis_y": N_("Axis upwards"),
    "template": N_("Template"),
    "notes": N_("My notes"),
    "when": N_("Date and start"),
    "target_end": N_("Target end"),
    "room": N_("Room"),
    "minutes": N_("Length"),
    "shortest": N_("Shortest length"),
    "priority": N_("Priority"),
    "kind": N_("Kind"),
    "method": N_("Method"),
    "lead": N_("Led by"),
    "instruction": N_("Instruction to participants"),
    "documentation": N_("For the documentation"),
    "material": N_("Material"),
    "fixed_start": N_("Fixed start"),
    "track": N_("Track"),
    "sets": N_("Parallel groups"),
    "needs_decider": N_("Needs a decision-maker"),
    "person": N_("Person"),
    "part": N_("Part in the workshop"),
    "answer": N_("Answer"),
    "attended": N_("Attendance"),
    "present_from": N_("Present from"),
    "present_until": N_("Present until"),
    "present_on": N_("Present on"),
    "substitute_for": N_("Substitute for"),
    "food": N_("Food"),
    "access": N_("Access"),
    "sheet": N_("Sheet"),
    "code": N_("Code"),
    "layout": N_("Layout"),
    "copies": N_("Copies"),
    "at": N_("Time"),
    "what": N_("What is to be done"),
    "owner": N_("Responsible"),
    "due": N_("Due"),
    "status": N_("Status"),
    "name": N_("Name"),
    "short": N_("Short name"),
    "unit": N_("Unit"),
    "role": N_("Role"),
    "position": N_("Position"),
    "meets_customers": N_("Meets customers"),
    "same_as": N_("The same person as"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "_place": N_("Place in the order"),
    "_gone": N_("Removed or kept"),
    "route": N_("Way to begin"),
    "how": N_("How"),
    "leader": N_("Leads"),
    "driver": N_("Drives it on"),
    "ended": N_("Closed"),
    "statement": N_("Wording"),
    "prioritised": N_("Goes first"),
    "deprioritised": N_("Has to wait"),
    "decided": N_("State, by whom and when"),
    "reference": N_("Document or diary number"),
    "review_on": N_("Reviewed on"),
    "indicator": N_("Indicator"),
    "measure_unit": N_("Unit of measure"),
    "baseline": N_("Today's value and its day"),
    "target": N_("Target and its day"),
    "level": N_("Level"),
    "category": N_("Category"),
    "decision": N_("Decision"),
    "measuring": N_("Who measures first, and when"),
    "next_check": N_("Next check"),
    "stage": N_("Stage"),
    "helps": N_("Felt by"),
    "felt": N_("Who feels it"),
    "plain": N_("In plain words"),
    "knife": N_("Knife"),
    "journey_step": N_("Step in the customer journey"),
    "after": N_("How it will be"),
    "goal": N_("Goal"),
    "team": N_("Team"),
    "accountable": N_("Accountable"),
    "test_felt": N_("Does a customer feel it?"),
    "test_team": N_("Is one team enough?"),
    "test_soon": N_("Can it be tried within 90 days?"),
    "test_measured": N_("Can it be measured?"),
    "days": N_("Days to the first test"),
    "customer_effect": N_("Effect for the customer"),
    "speed_need": N_("Need for speed"),
    "nearness": N_("Near at hand"),
    "feasibility": N_("Easy to carry out"),
    "needs": N_("Needs first"),
    "decision_type": N_("Type of decision"),
    "note": N_("Note"),
    "weight": N_("Weight"),
    "value_stream": N_("Value stream"),
    "fixed": N_("This is settled"),
    "free": N_("This we decide ourselves"),
    "cadence": N_("When we meet"),
    "agreements": N_("How we work together"),
    "percent": N_("Share of time"),
    "idea": N_("Idea"),
    "module": N_("Module"),
    "state": N_("State"),
    "prediction": N_("Prediction"),
    "started": N_("Start of the new way of working"),
    "decision_day": N_("Decision day"),
    "follow_up": N_("Follow-up"),
    "self_service": N_("Self-service"),
    "changed_inwards": N_("Changed inwards"),
    "outcome": N_("Decision on the pilot"),
    "story_before": N_("How it was"),
    "story_tried": N_("What we tried"),
    "story_now": N_("How it is now"),
    "side": N_("What it measures"),
    "better": N_("Which way is better"),
    "interval": N_("How often"),
    "joined": N_("Two values on one day"),
    "frozen": N_("Median from before the start"),
    "rules": N_("Rules that decide"),
    "on": N_("Day"),
    "value": N_("Value"),
    "says": N_("What happened"),
    "start": N_("From"),
    "reason": N_("Reason"),
    "by": N_("Who said so"),
    "question": N_("Question"),
    "dates": N_("Dates"),
    "plan": N_("Plan"),
    "do": N_("Do"),
    "study": N_("Study"),
    "act": N_("Act"),
    "learnt": N_("What we learnt"),
    "rater": N_("Placed by"),
    "insight": N_("Insight"),
    "mandate": N_("Mandate"),
    "drive": N_("Drive"),
    "capacity": N_("Capacity"),
    "usual": N_("Usually decided by"),
    "customer_facing": N_("Concerns the customer"),
    "granted_by": N_("Granted by"),
    "delegation": N_("Point in the delegation order"),
    "until": N_("Valid until"),
    "able": N_("Able to use it"),
    "competences": N_("Competences"),
    "time": N_("Time set aside, and who confirmed it"),
    "base": N_("Made from"),
    "group": N_("Size of the group"),
    "type": N_("Kind"),
    "steps": N_("Steps"),
    "tips": N_("Tips"),
    "pitfalls": N_("Pitfalls"),
    "credit": N_("Source"),
    "aim": N_("Aim"),
    "prepare": N_("To prepare"),
    "pilot": N_("Pilot"),
    "phrase": N_("Phrase"),
    "shape": N_("Size or number of groups"),
    "wish": N_("What counts most"),
    "remembers": N_("Counts earlier meetings"),
    "tables": N_("Names of the groups"),
    "made": N_("How the plan was made"),
    "number": N_("Number of groups"),
    "held": N_("Held"),
    "locked": N_("Placed by hand"),
    "form": N_("Form"),
    "other": N_("The other person"),
    "round": N_("Round"),
    "least": N_("At least"),
    "times": N_("Began and ended"),
    "planned": N_("Planned minutes"),
    "content": N_("Content"),
    "pages": N_("Pages"),
    "cluster": N_("Cluster"),
    "photo": N_("Photo"),
    "votes": N_("Votes"),
    "spot": N_("Place on the axes"),
    "settled": N_("What became of it"),
    "table": N_("Table"),
    "taken": N_("Taken"),
    "closed": N_("Finished on"),
    "caption": N_("Caption"),
    "width": N_("Width"),
    "height": N_("Height"),
    "count": N_("Count"),
    "worthwhile": N_("It was worth the time"),
    "heard": N_("I was heard"),
    "clear": N_("I know what happens next"),
    "keep": N_("What to keep"),
    "change": N_("What to change"),
    "source": N_("Source"),
    "raised_by": N_("Raised by"),
    "answered": N_("Answered on"),
    "family": N_("Family"),
    "response": N_("Response"),
    "for_whom": N_("For whom"),
    "block": N_("Block"),
}
_FIELDS_OF: dict[tuple[str, str], str] = {
    **FIELDS_OF,  # where a wire name means something else than it does elsewhere
    ("module", "before"): N_("How it is today"),
    ("measure", "title"): N_("Measure"),
    ("measure", "how"): N_("Where the value comes from"),
    ("need", "what"): N_("What the team must hold"),
    ("initiative", "what"): N_("What"),
    ("goal", "answer"): N_("Answer to the question"),
    ("decision", "answer"): N_("Answer to the question"),
    ("dependency", "why"): N_("Why"),
    ("held", "how"): N_("How it went"),
    ("risk", "weight"): N_("Likelihood and impact"),
    ("member", "part"): N_("Role in the team"),
    ("method", "when"): N_("When it is used"),
    ("mandate", "level"): N_("Level and limit"),
    ("role_mandate", "level"): N_("Level and limit"),
    ("pilot", "owner"): N_("Owner of the effect"),
    ("goal", "owner"): N_("Owner"),
}

_CLOCKS = {"start", "target_end", "fixed_start", "present_from", "present_until"}
_LENGTHS = {"minutes", "shortest"}


def choice_name(kind: str, wire: str, value: str, language: Language) -> str:
    """The word for a choice: `choice_name("block", "kind", "group", sv)` is "Grupparbete". One that a newer program wrote is named as such."""
    message = _CHOICES.get((kind, wire), {}).get(value)
    if message is None:
        return language.gettext("Unknown (%(value)s)", value=value)
    return language.gettext(message)


def block_kind(value: str, language: Language) -> str:
    """The word for a kind of block: "opening", "plenary", "group", "solo", "break"."""
    return choice_name("block", "kind", value, language)


def kind_name(kind: str, language: Language) -> str:
    """What a kind of row is called: "block" is "Moment" in Swedish."""
    return language.gettext(_KINDS.get(kind, kind))


def field_name(wire: str, language: Language, kind: str = "") -> str:
    """What a field is called, by its wire name; `kind` where one name means different things."""
    return language.gettext(_FIELDS_OF.get((kind, wire)) or _FIELDS.get(wire, wire))


def field_value(kind: str, field: Field, values: tuple[Scalar, ...], language: Language) -> str:
    """The value of a field as a person reads it; nothing is "–". References are given as they are: whoever asks knows the rows."""
    told = [_value(kind, field.wire, c.name, c.shape, v, language) for c, v in zip(field.columns, values, strict=True)]
    return ", ".join(t for t in told if t) or "–"


def _value(kind: str, wire: str, column: str, shape: str, value: Scalar, language: Language) -> str:
    if value is None:
        return ""
    if shape == "choice":
        return choice_name(kind, wire if (kind, wire) in _CHOICES else column, str(value), language)
    if shape == "flag":
        return language.gettext("Yes") if value else language.gettext("No")
    if shape == "date":
        return language.date(str(value), "date")
    if isinstance(value, int):
        if column in _CLOCKS:
            return language.clock(value)
        return language.minutes(value) if column in _LENGTHS else language.number(value)
    return language.number(value) if shape == "decimal" else value


# ------------------------------------------------------------------------------------------------------------------------------ errors

# Each kind has a sentence of its own under the reason "", used for reasons that have none. Names in %(...)s are facts of the error, made
# readable by `_told`; %(file)s is its file name in quotation marks.

_DAMAGED = N_("%(file)s is damaged and was not opened. Your own work is untouched; ask for the file once more.")
_PACKED_WRONG = (
    "archive",
    "compression",
    "encrypted",
    "overlap",
    "duplicate-member",
    "not-a-file",
    "unknown-member",
    "members",
    "encoding",
    "manifest",
)
_SAID_WRONG = (
    "json", "duplicate-key", "number", "surrogate", "shape", "unknown-kind", "two-kinds", "two-scopes", "name", "unknown-field", "type", "characters", "too-long",
    "change", "gone", "lamport", "place", "scope", "erasure",
)  # fmt: skip

_SENTENCES: dict[type[Failure], dict[str, str]] = {
    Missing: {
        "": N_("What you chose is no longer there (%(thing)s). Nothing was changed; undo brings back what was removed just now."),
        "backup": N_("There is no backup to restore. Nothing was changed; choose a backup file yourself if you have one."),
    },
    Refused: {
        "": N_("That cannot be done. Nothing was changed."),
        "turn_has_passed": N_("A later block has begun, so the one that was skipped cannot be taken in again. Nothing was changed."),
        "not_a_poll": N_("A question to the room needs words and between %(low)s and %(high)s answers. Nothing was changed."),
        "workshop_runs": N_("A workshop is running, and nothing is taken in meanwhile. Nothing was changed; finish the day first."),
        "nothing_to_run": N_("The day has no blocks, so there is nothing to run. Nothing was changed; add blocks to the program first."),
        "first_block": N_("This is the first block; there is nothing before it. Nothing was changed."),
        "nothing_to_skip": N_("No block is left to skip. Nothing was changed."),
        "nothing_is_on": N_("No block is going on. Nothing was changed."),
        "day_is_over": N_("The day is over. Nothing was changed; Back opens its last block again."),
        "another_runs": N_("“%(title)s” is running, and one day is led at a time. Nothing was changed; finish that day first."),
        "unknown_method": N_("There is no such method in the library. Nothing was changed; choose another."),
        "empty_program": N_("The program is empty, so there is nothing to keep as a template. Nothing was changed; add blocks first."),
        "unknown_template": N_("There is no such template in the library. Nothing was changed; choose another."),
        "shortest_longer_than_block": N_(
            "The shortest length (%(shortest)s) cannot be longer than the block itself (%(minutes)s). Nothing was changed."
        ),
        "count_out_of_range": N_("The number has to be between %(low)s and %(high)s. Nothing was changed."),
        "length_out_of_range": N_("The length has to be between %(low)s and %(high)s minutes. Nothing was changed."),
        "move_after_itself": N_("A block cannot be moved to stand after itself. Nothing was changed."),
        "not_a_time": N_("That is not a time of day. Write it as %(example_clock)s, for example. Nothing was changed."),
        "not_a_date": N_("“%(text)s” is not a date. Write it as 2027-03-24, for example. Nothing was changed."),
        "not_a_span": N_("The first time has to come before the last. Nothing was changed."),
        "empty_reason": N_("Say why, in a few words; nothing was changed."),
        "empty_name": N_("It needs a name. Write one and try again; nothing was changed."),
        "end_before_start": N_("The day cannot end before it begins at %(start)s. Nothing was changed; choose a later end."),
        "no_such_day": N_("The workshop has no day %(n)s. Nothing was changed."),
        "last_day": N_("A workshop has at least one day. Nothing was changed; remove the whole workshop if it is not to take place."),
        "not_an_email": N_("“%(text)s” is not an e-mail address. Nothing was changed."),
        "same_person": N_("Both are the same person. Nothing was changed; choose two different people."),
        "not_kept": N_("There is nothing to restore: that value is not kept any more. Nothing was changed."),
        "no_tracks": N_("The day has no parallel tracks. Nothing was changed; add a track first."),
        "no_dated_day": N_(
            "No day has both a date and a program, so there is nothing for a calendar. Nothing was written; set the date first."
        ),
        "nobody_listed": N_("Nobody is on the list of participants. Nothing was written; add people first."),
        "nobody": N_("Nobody is chosen. Nothing was changed; choose at least one person."),
        "too_long": N_("The text is too long: %(found)s characters, and at most %(limit)s are kept. Nothing was changed; shorten it."),
        "range": N_("The number has to be between %(low)s and %(high)s. Nothing was changed."),
        "erased": N_("What is known about this person was erased and cannot be written again. Add the person anew if that is meant."),
        "inside_itself": N_("“%(title)s” cannot be moved into one of its own parts. Nothing was changed."),
        "needs_itself": N_("“%(title)s” cannot need itself first. Nothing was changed."),
        "gate": N_("Something is still missing. Fill it in, or write why the pilot runs all the same. Nothing was changed."),
        "mandate_there": N_("It is there already: change the row in the register. Nothing was changed."),
        "four_yes": N_("The median is recalculated only when all four questions are answered with yes. Nothing was changed."),
        "needs_reason": N_("Write why; it stays beside the chart. Nothing was changed."),
        "say_why": N_("Write why, so that whoever raised it can be told. Nothing was changed."),
        "needs_mandate": N_("Nobody who may decide has it. Choose an owner with a mandate first; nothing was changed."),
        "became_already": N_("It has become something already. Nothing was changed; open what it became, or unlink that first."),
        "answer_first": N_("There is no answer to tell yet. Give the answer first; nothing was changed."),
        "needs_initiative": N_(
            "Modules and goals belong to an initiative, and this workshop stands alone. Nothing was changed; attach it to an initiative first."
        ),
        "no_capture": N_("No note is chosen. Nothing was changed."),
        "no_line": N_("The matrix has no line yet. Write what is to be done first; nothing was changed."),
        "nothing_to_make_of": N_(
            "There is neither a module nor an open action to make lines of. Nothing was changed; write the first line yourself."
        ),
        "no_contact": N_("Nothing is said about the next contact. Write it first; nothing was changed."),
        "term_there": N_("The word is in the glossary already. Nothing was changed; change the row."),
        "no_sums": N_("There is no answer to keep. Nothing was changed."),
        "nobody_decided": N_("Write who decided. Nothing was changed."),
        "request_answered": N_("It has been answered: the decision stands on the initiative’s page. Nothing was changed."),
        "no_evidence": N_("A follow-up counts when somebody looked. Say what was measured, seen or heard. Nothing was changed."),
        "journey_there": N_("There is a journey called “%(name)s” already. Nothing was changed; choose another name."),
        "needs_who": N_("Write who says so. Nothing was changed."),
        "target_first": N_("Set a target first; the day belongs to it. Nothing was changed."),
        "no_signal": N_("There is no signal that begins on that day, so the median stays. Nothing was changed."),
        "not_a_number": N_("“%(text)s” is not a number. Write it as 12.5, for example. Nothing was changed."),
        "no_such_person": N_("Nobody is called “%(text)s”. Nothing was changed; choose from the list, or add the person first."),
        "settled": N_("Somebody has already chosen between the two versions. Nothing was changed."),
        "no_such_side": N_("That version is no longer there to choose. Nothing was changed; look at the two versions again."),
        "no_items": N_("There is nothing to take in: every point is left out. Nothing was changed."),
        "no_reason": N_("Say who drives it, or why it is not driven here. Nothing was changed."),
        "one_piece": N_("Press Enter where it is to be parted: each line becomes a point. Nothing was changed."),
        "other_words": N_("The words of the plan are kept as they stand: only part them, change nothing. Nothing was changed."),
        "item_too_long": N_("Together it is too long: %(found)s characters, and a point holds %(limit)s. Nothing was changed."),
        "join_two": N_("Choose two or more points of the same plan to join. Nothing was changed."),
        "item_replaced": N_("Others stand in the place of this point: sort them instead. Nothing was changed."),
        "not_a_count": N_("Write so many of so many, such as 14 of 32. Nothing was changed."),
        "five_answers": N_("Write five figures from 1 to 5, such as 5 4 3 2 5; a dash where nothing is answered. Nothing was changed."),
        "no_answer": N_("There is no answer on it: give at least one step a number from 1 to 5. Nothing was changed."),
        "unknown_choice": N_("“%(choice)s” is not one of the choices. Nothing was changed."),
        "values_header": N_("The file has no header “date,value”. Write it on the first line and try again."),
        "values_day": N_("Line %(line)s: “%(text)s” is not a date. Write it as 2027-03-24."),
        "values_number": N_("Line %(line)s: “%(text)s” is not a number. Leave it empty when nothing was measured."),
        "values_cells": N_(
            "Line %(line)s has more cells than the header. Use semicolons between cells when the numbers have decimal commas."
        ),
        "same_day": N_("There are several values on %(day)s. Choose how they become one with --same-day: sum, mean or median."),
        "baseline_long": N_("The median cannot be frozen from %(asked)s rows: there are only %(found)s."),
        "baseline_few": N_("The median cannot be frozen from %(found)s values: at least 8 are needed, and 10 are better."),
        "baseline_signal": N_("The median cannot be frozen from these values: they show a signal themselves."),
        "not_a_case": N_("The case “%(case)s” is not one: “%(field)s” is missing or not what it should be."),
        "no_rounds": N_("There is no round to make groups for. Choose at least one."),
        "no_groups": N_("Round %(round)s has no groups. Choose at least one."),
        "mixing_too_large": N_("That is too much to mix: %(found)s, and at most %(limit)s can be handled."),
        "person_twice": N_("%(person)s is there twice. Remove one of the two."),
        "unknown_person": N_("%(person)s is not among those to be mixed. Take away what is said about that person, or add the person."),
        "apart_and_together": N_("%(person)s and %(other)s are to sit together and apart at the same time. Take away one of the two."),
        "pin_place": N_("%(person)s is locked to group %(group)s in round %(round)s, which is not there. Unlock the person."),
        "pin_clash": N_("%(person)s is locked to two groups in round %(round)s. Unlock one of them."),
        "pins_apart": N_(
            "%(person)s and %(other)s are to sit apart but are locked to the same group in round %(round)s. Unlock one of them."
        ),
        "pins_together": N_(
            "%(person)s and %(other)s are to sit together but are locked to different groups in round %(round)s. Unlock one of them."
        ),
        "pins_crowd": N_("%(found)s people are locked to group %(group)s in round %(round)s, which has room for %(limit)s. Unlock some."),
        "together_too_many": N_(
            "In round %(round)s %(found)s people are to sit together (%(person)s is one of them), and a group has room for %(limit)s. "
            "Let some of them sit apart, or make fewer groups."
        ),
        "apart_clique": N_(
            "In round %(round)s %(found)s people must all sit apart (%(person)s and %(other)s are two of them), and there are %(limit)s groups. "
            "Make more groups, or let some of them meet."
        ),
        "no_seating": N_(
            "In round %(round)s the rules about who sits together, apart and locked leave no way to seat everybody. Take away one of them."
        ),
        "round_held": N_(
            "The round has been held, so nobody is moved in it. Nothing was changed; take away that it was held if that is wrong."
        ),
        "all_held": N_("Every round has been held, so there is nothing left to mix. Add a round."),
        "too_few_to_mix": N_("There are fewer than two people to mix. Ask more people to come, or note that they are here."),
        "held_too_many": N_("More rounds are held (%(found)s) than there are rounds (%(limit)s)."),
        "held_twice": N_("%(person)s sat in two places in round %(round)s, which is held. Correct the round."),
        "held_absent": N_("%(person)s sat in round %(round)s, which is held, but is said to have been absent. Correct one of the two."),
        "held_missing": N_(
            "%(person)s is said to have been there in round %(round)s, which is held, but sat in no group. Correct one of the two."
        ),
        "previous_short": N_("The earlier plan has %(found)s rounds and %(limit)s are asked for."),
        "need_negative": N_("A group cannot need fewer than none. Change what groups need."),
        "occupied": N_("Verkstad is just finishing something else. Nothing was changed; try again in a moment."),
    },
    Blocked: {
        "": N_("It cannot be undone, because something has since been built on it. Nothing was changed."),
        "undo": N_(
            "It cannot be undone: somebody has since changed or built on the same %(thing)s. Nothing was changed; change it by hand."
        ),
        "import": N_(
            "The import cannot be taken back: what it brought has since been changed or built on (%(thing)s). Nothing was changed; remove by hand "
            "what is not wanted."
        ),
    },
    Cancelled: {
        "": N_("Cancelled. Nothing was changed."),
        "bug": N_("It failed: something went wrong in the program. Nothing was changed; try again."),
    },
    Busy: {
        "": N_("Another program is using %(file)s. Nothing was changed; close it there and try again."),
        "library": N_("Verkstad already has this library open. Use the window that is open, or close it and start again."),
    },
    Full: {
        "": N_("The disk is full, so %(file)s could not be saved. What was saved before is safe; make room and try again."),
    },
    ReadOnly: {
        "": N_("%(file)s is write-protected. Nothing was changed; choose another place or ask for permission to write there."),
    },
    Unreadable: {
        "": N_("%(file)s could not be read. Nothing was changed; copy it to this computer and try again."),
        "missing": N_("%(file)s is not there. Nothing was changed; check that it has not been moved or renamed."),
        "denied": N_("You may not read %(file)s. Nothing was changed; ask the person who owns it, or copy it to a folder of your own."),
        "permission": N_("You may not read %(file)s. Nothing was changed; ask the person who owns it, or copy it to a folder of your own."),
        "link": N_("%(file)s is a shortcut, and shortcuts are not followed. Nothing was changed; open the file that it points to."),
        "name": N_(
            "The name or path of %(file)s is too long or holds characters that cannot be used. Nothing was changed; choose another."
        ),
        "not-a-file": N_("%(file)s is a folder or a device, not a file. Nothing was changed; choose a file."),
        "io": N_("%(file)s could not be read: the disk answered with an error. Nothing was changed; check the disk and try again."),
    },
    Synchronised: {
        "": N_(
            "%(folder)s is copied by a cloud service or lies on a network, and that damages a library in use. Nothing was changed; choose a "
            "folder on this computer."
        ),
        "network": N_(
            "%(folder)s lies on a network, and that damages a library in use. Nothing was changed; choose a folder on this computer."
        ),
    },
    Corrupt: {
        "": _DAMAGED,
        "slides": N_("%(file)s is damaged or incomplete. Nothing was changed; save it as PDF once more and try again."),
        "plan": N_("%(file)s is damaged or incomplete. Nothing was changed; save it once more from the program it was written in."),
        "picture": N_("%(file)s is damaged or incomplete and was left out. Fetch it from the camera or the phone once more."),
        **dict.fromkeys(
            _PACKED_WRONG,
            N_("%(file)s is damaged or incomplete. Your own work is untouched; ask for the file once more."),
        ),
        **dict.fromkeys(
            _SAID_WRONG,
            N_(
                "%(file)s holds something that does not belong in a session file. Your own work is untouched; ask the sender to export it again."
            ),
        ),
        "checksum": N_(
            "%(file)s was damaged or changed on the way: its checksum does not agree. Your own work is untouched; ask for the file once more."
        ),
        "bomb": N_(
            "%(file)s swells beyond all reason when it is unpacked, so it was not opened. Your own work is untouched; do not trust the file."
        ),
        "empty": N_("%(file)s is empty. Nothing was changed; choose another file, or a backup if this was your library."),
        "truncated": N_("%(file)s is cut off: its end is missing. It is left as it is; restore the latest backup."),
        "damaged": N_("%(file)s is damaged and was not opened. It is left as it is; restore the latest backup."),
        "no-cards": N_("%(file)s holds no contact cards. Nothing was changed; choose another file."),
        "workbook": N_("%(file)s is damaged. Nothing was changed; open it in your spreadsheet program, save it again and try once more."),
    },
    Foreign: {
        "": N_("%(file)s is not a file that Verkstad can open here. Nothing was changed."),
        "not-a-picture": N_("%(file)s is not a picture that can be read. It was left out; save it as JPEG or PNG and try again."),
        "heic": N_(
            "%(file)s is in the phone's own format (HEIC). It was left out; save it as JPEG, or choose “Most compatible” in the phone."
        ),
        "locked-slides": N_("%(file)s is locked with a password. Nothing was changed; save it without a password and try again."),
        "no-text": N_(
            "%(file)s cannot be read as text: it may hold only pictures of its pages. Nothing was changed; open it, copy the text where that "
            "can be done and paste it, or ask for the document it was made from."
        ),
        "locked-plan": N_("%(file)s is locked with a password. Nothing was changed; save it without a password and try again."),
        "old-plan": N_(
            "%(file)s is in an old or locked Word format. Nothing was changed; save it as .docx or PDF without a password and try again."
        ),
        "not-a-plan": N_("%(file)s is neither a PDF, a Word document nor text. Nothing was changed; save the plan as PDF and try again."),
        "not-slides": N_("%(file)s is neither a PDF nor a picture. Nothing was changed; save the slides as PDF and try again."),
        "named-as-a-session": N_(
            "The name of %(file)s ends in .verkstad, but its content is something else. Nothing was changed; ask the sender for the file once more."
        ),
        "not_a_file": N_("%(file)s is not an ordinary file. Nothing was changed; choose another."),
        "not-json": N_("%(file)s is not a JSON file. Choose a file of cases."),
        "not_a_library": N_("%(file)s is not a Verkstad library. It was not touched; choose another file."),
        "another_program": N_("%(file)s belongs to another program. It was not touched; choose another file."),
        "not-a-session": N_(
            "%(file)s is not a session file from Verkstad. Nothing was changed; choose a file whose name ends in .verkstad."
        ),
        "not-a-workbook": N_(
            "%(file)s is not a spreadsheet that can be read. Nothing was changed; save it as .xlsx or .csv and try again."
        ),
        "binary": N_("%(file)s does not hold a list as text. Nothing was changed; save it as .csv or .xlsx and try again."),
        "empty": N_("%(file)s is empty. Nothing was changed; choose another file."),
    },
    Newer: {
        "": N_("%(file)s comes from a newer version of Verkstad. Nothing was changed; update the program and open it again."),
        "format": N_(
            "%(file)s comes from a newer version of Verkstad (format %(needed)s). Nothing was changed; update the program, or ask for a file "
            "from an older version."
        ),
        "library": N_(
            "The library %(file)s was used by a newer version of Verkstad. It was not touched; update the program and open it again."
        ),
    },
    TooLarge: {
        "": N_("%(file)s is larger than Verkstad reads. Nothing was changed; divide it and try again."),
        "pictures": N_(
            "The photos and slides are too large to send: at most %(limit)s goes in a file. Nothing was written; send it without pictures."
        ),
        "pixels": N_("%(file)s is too large: at most %(limit)s million pixels are read. It was left out; save it smaller and try again."),
        "bytes": N_("%(file)s is too large: at most %(limit)s is read. Nothing was changed."),
        "unpacked": N_("%(file)s is too large when unpacked: at most %(limit)s is read. Nothing was changed."),
        "inflated": N_("%(file)s is too large when unpacked: at most %(limit)s is read. Nothing was changed."),
        "line": N_("%(file)s has a line that is too long: at most %(limit)s is read. Nothing was changed."),
        "rows": N_("%(file)s has too many rows: at most %(limit)s are read. Nothing was changed; divide it into several files."),
        "columns": N_("%(file)s has too many columns: at most %(limit)s are read. Nothing was changed; keep only those that are needed."),
        "cells": N_("%(file)s has too many cells: at most %(limit)s are read. Nothing was changed; keep only what is needed."),
        "cell": N_(
            "%(file)s has a cell that is too long: at most %(limit)s characters are read. Nothing was changed; look for a quotation mark that is never closed."
        ),
        "changes": N_("%(file)s holds too many changes: at most %(limit)s are read. Nothing was changed; ask for one workshop at a time."),
        "text": N_(
            "The two texts together are too long: %(found)s characters, and at most %(limit)s are kept. Nothing was changed; choose one of them."
        ),
        "pages": N_(
            "%(file)s has too many pages: at most %(limit)s pages are read. Nothing was changed; save the part that matters on its own."
        ),
        "letters": N_("%(file)s holds too much text. Nothing was changed; save the part that matters on its own."),
        "items": N_(
            "%(file)s has too many points: at most %(limit)s are sorted here. Nothing was changed; save the part that matters on its own."
        ),
        "entries": N_("%(file)s holds too many files: at most %(limit)s are read. Nothing was changed."),
    },
    NeedsPassphrase: {
        "": N_("%(file)s is locked with a passphrase. Ask the person who sent it for one without."),
        "workbook": N_(
            "%(file)s is locked with a password. Open it in your spreadsheet program, save it without the password and try again."
        ),
    },
    TookTooLong: {
        "": N_("It took too long and was stopped. Nothing was changed; try again with a smaller file."),
        "memory": N_("It took more memory than it may and was stopped. Nothing was changed; try again with a smaller file."),
    },
}

_COUNTED_FROM_NOUGHT = {"round", "group"}
_TIMES_OF_DAY = {"start", "end", "since", "until"}


class _Told(dict[str, str]):
    """Facts made readable; one that the error does not carry is shown as a dash rather than stopping the sentence."""

    def __missing__(self, name: str) -> str:
        return "–"


def sentence(error: Failure, language: Language, *, path: str = "") -> str:
    """What an error has to say to a person: what happened, what is safe, what to do.

    `path` is the file that was being read, for an error that does not say.
    """
    told = _told(error, language, path)
    text = language.gettext(_message(error, str(error.facts.get("path") or path))) % told
    return text[:1].upper() + text[1:]


def _message(error: Failure, path: str) -> str:
    if isinstance(error, Foreign) and error.reason == "not-a-session" and path.lower().endswith(".verkstad"):
        return _SENTENCES[Foreign]["named-as-a-session"]  # the name is not what is wrong with it
    for kind in type(error).__mro__:
        sentences = _SENTENCES.get(kind)
        if sentences is not None:
            return sentences.get(error.reason, sentences[""])
    return N_("It could not be done. Nothing was changed.")


def _told(error: Failure, language: Language, path: str) -> Mapping[str, str]:
    told = _Told({name: _fact(error.reason, name, value, language) for name, value in error.facts.items()})
    path = str(error.facts.get("path") or path)
    name = ntpath.basename(path.rstrip("/\\"))
    told["file"] = language.gettext("“%(name)s”", name=name) if name else language.gettext("the file")
    told["folder"] = language.gettext("“%(name)s”", name=path) if path else language.gettext("the folder")
    told["thing"] = kind_name(str(error.facts.get("kind", "")), language).lower()
    told["example_clock"] = language.clock(9 * 60 + 30)
    return told


def _fact(reason: str, name: str, value: Any, language: Language) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    if name in _TIMES_OF_DAY:
        return language.clock(value)
    if name in _COUNTED_FROM_NOUGHT:
        return language.number(value + 1)
    if name in _LENGTHS:
        return language.minutes(value)
    if name in ("limit", "found") and reason in ("bytes", "unpacked", "inflated", "line", "pictures"):
        return size(value, language)
    return language.number(value)


def size(count: int, language: Language) -> str:
    """A number of bytes as people read it: "3,4 MB"."""
    if count < 1_000:
        return language.ngettext("%(n)s byte", "%(n)s bytes", count)
    unit, amount = ("kB", count / 1_000) if count < 1_000_000 else ("MB", count / 1_000_000) if count < 10**9 else ("GB", count / 10**9)
    return f"{language.number(amount, 0 if amount >= 10 else 1)}\u00a0{unit}"


def pages(printed: int, blank: int, language: Language) -> str:
    """How many pages there is something on, and how many the file has: "139 sidor, 272 med tomma baksidor"."""
    told = language.ngettext("%(n)d page", "%(n)d pages", printed)
    return language.gettext("%(pages)s, %(all)d with blank backs", pages=told, all=printed + blank) if blank else told


def declared() -> tuple[tuple[str, str, str], ...]:
    """Every (kind, wire name, choice) of the schema: what a test walks to see that none is without a word."""
    return tuple(
        (value.KIND.name, field.wire if len(field.columns) == 1 else column.name, choice)
        for value in VALUES
        for field in value.KIND.fields
        for column in field.columns
        for choice in column.choices
    )
