"""The figures of the checks, each with its default, in one place. An initiative may choose its own (`Threshold`). Those marked own are this
program's and nobody's science (measurement.md); where a rule elsewhere in the domain has the figure already, it is taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping

from verkstad.domain.agenda import WITHOUT_BREAK
from verkstad.domain.flowing import MANY, SERIOUS, STUCK_AFTER, USERS_LEAST
from verkstad.domain.launching import CHANGES_MOST, INGRESS_WORDS, KINDS_LEAST, LASTING_DAYS, LASTING_LEAST, LEAD_DAYS, LIX_MOST
from verkstad.domain.modules import ACTIVE_MOST, CHOSEN_MOST, SOON
from verkstad.domain.piloting import LONGEST_LOOP, LOOPS_BEFORE_EXPANDING
from verkstad.domain.teams import LEAST, MOST, TEAMS_MOST

LIMITS: Mapping[str, int] = {
    "days_to_first_test": SOON,
    "modules_chosen": CHOSEN_MOST,
    "modules_tried": ACTIVE_MOST,
    "team_least": LEAST,
    "team_most": MOST,
    "teams_a_person": TEAMS_MOST,
    "loop_days": LONGEST_LOOP,
    "loops_before_expanding": LOOPS_BEFORE_EXPANDING,
    "insight_days": STUCK_AFTER,
    "actions_a_person": MANY,
    "share_for_users": USERS_LEAST,
    "serious_risk": SERIOUS,
    "changes_a_unit": CHANGES_MOST,
    "launch_days": LEAD_DAYS,
    "ingress_words": INGRESS_WORDS,
    "message_minutes": 2,  # of reading (own)
    "lix": LIX_MOST,
    "first_lines_days": 14,  # before a message goes out (own)
    "channel_kinds": KINDS_LEAST,
    "lasting_activities": LASTING_LEAST,
    "lasting_days": LASTING_DAYS,
    "quiet_days": 60,  # without a loop, an exchange or anything finished (own)
    "triage_days": 14,  # for the points of a document (own)
    "minutes_without_break": WITHOUT_BREAK,
}
"""Name -> default."""
