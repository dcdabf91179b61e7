"""The figures of the checks, each with its default, in one place. An initiative may choose its own (`Threshold`). Those marked own are this
program's and nobody's science (measurement.md); where a rule elsewhere in the domain has the figure already, it is taken from there.
"""

from __future__ import annotations

from collections.abc import Mapping

from verkstad.domain.flowing import MANY, SERIOUS, STUCK_AFTER, USERS_LEAST
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
    "changes_a_unit": 2,  # pilots under way and launches in the coming 30 days (own)
    "launch_days": 14,  # from the first activity to the start of the pilot (own)
    "ingress_words": 40,  # own
    "message_minutes": 2,  # of reading (own)
    "lix": 40,  # own
    "channel_kinds": 3,
    "lasting_activities": 2,  # after the introduction, within `lasting_days`
    "lasting_days": 90,
    "quiet_days": 60,  # without a loop, an exchange or anything finished (own)
    "triage_days": 14,  # for the points of a document (own)
    "minutes_without_break": 120,
}
"""Name -> default."""
