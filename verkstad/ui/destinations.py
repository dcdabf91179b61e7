"""The places of the program itself, for Ctrl+K: every tab and view, every sheet to print and every page of the guide, by name and by other words for it.

They are written down here, and not asked of the pages, so that finding builds no page and loads no press; a test holds the lists to what there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verkstad.i18n import N_


@dataclass(frozen=True)
class Destination:
    """`title`, `also` (other words one may look for, in a row) and `within` (the tab a view stands on) are msgids; "" for none."""

    title: str
    page: str
    part: str = ""
    also: str = ""
    within: str = ""


OF_PAGES = {
    "start": N_("home, first page, beginning"),
    "workshops": N_("days, meetings, gatherings"),
    "people": N_("participants, directory, register, address book"),
    "library": N_("exercises, methods, templates"),
    "initiative": N_("change, project, why what how, decision, goals"),
    "plan": N_("agenda, action plan, strategy, document"),
    "inventory": N_("needs, services, possibilities"),
    "modules": N_("slices, elephant, parts of the change"),
    "teams": N_("groups across units, mandates, charter"),
    "pilots": N_("trial, test, measures, learning loops, run chart, decision after the pilot"),
    "insights": N_("lessons, learning, to do"),
    "launch": N_("introduction, communication, campaign kit"),
    "follow_up": N_("report, results, how it stands"),
    "findings": N_("checks, gaps, what is missing, shortcomings"),
    "settings": N_("preferences, language, theme, backup"),
}
"""Page -> other words for it."""

TABS = (
    Destination(N_("Program"), "workshop", "program", N_("schedule, timetable, blocks, moments")),
    Destination(N_("People and groups"), "workshop", "people", N_("participants, seating, tables, mixed groups, invitation")),
    Destination(N_("Run the day"), "workshop", "run", N_("lead, clock, timer, projector, room")),
    Destination(N_("Harvest"), "workshop", "harvest", N_("notes, photos, what came out, voting, evaluation")),
    Destination(N_("Actions"), "workshop", "actions", N_("to do, who does what")),
    Destination(N_("Everybody"), "people", "people", N_("participants, directory, persons")),
    Destination(N_("Units and roles"), "people", "units", N_("organisation, departments, functions")),
    Destination(N_("Methods"), "library", "methods", N_("exercises, ways of working")),
    Destination(N_("Templates"), "library", "templates", N_("ready-made days")),
    Destination(N_("Overview"), "initiative", "overview", N_("why what how, decisions, goals, five parts")),
    Destination(N_("Actions"), "initiative", "actions", N_("to do, who does what")),
    Destination(N_("The red thread"), "initiative", "thread", N_("loose ends, how it hangs together, from decision to result")),
    Destination(N_("The points"), "plan", "items", N_("plan points, sorting")),
    Destination(N_("Anchoring"), "plan", "anchoring", N_("who knows the plan, support")),
    Destination(N_("Only on paper?"), "plan", "paper", N_("paper tiger, shelf")),
    Destination(N_("The list"), "inventory", "list", N_("needs, services, possibilities")),
    Destination(N_("Map"), "inventory", "map", N_("matrix, benefit and effort")),
    Destination(N_("Journeys"), "inventory", "journeys", N_("customer journey, steps")),
    Destination(N_("Where it lands"), "inventory", "landing", N_("landing map, costs, benefits, whose budget")),
    Destination(N_("Levels"), "inventory", "levels", N_("units, how far each has come")),
    Destination(N_("Modules"), "modules", "slices", N_("slices, elephant, tree")),
    Destination(N_("Where do we start?"), "modules", "start", N_("matrix, priority, order, score")),
    Destination(N_("Board"), "modules", "board", N_("status, columns, cards")),
    Destination(N_("Who is touched"), "modules", "touched", N_("burden, units, at the same time")),
    Destination(N_("Teams"), "teams", "teams", N_("groups across units, members")),
    Destination(N_("Roles and mandates"), "teams", "map", N_("map of positions, importance, who decides")),
    Destination(N_("Mandate register"), "teams", "mandates", N_("who may decide, types of decision")),
    Destination(N_("Paths"), "teams", "paths", N_("ways to a decision, lanes")),
    Destination(N_("Responsibility"), "teams", "raci", N_("RACI, responsible, accountable, consulted, informed")),
    Destination(N_("Stakeholders"), "teams", "stakeholders", N_("influence, interest, stakeholder map")),
    Destination(N_("Forces"), "teams", "forces", N_("force field, for and against, resistance")),
    Destination(N_("Words"), "teams", "words", N_("glossary, values, expectations, terms")),
    Destination(N_("Insights"), "insights", "insights", N_("lessons, what we learnt")),
    Destination(N_("Forums"), "insights", "forums", N_("meetings, standing groups")),
    Destination(N_("Exchanges and learning"), "insights", "exchanges", N_("study visit, exchange of experience")),
    Destination(N_("Actions"), "insights", "actions", N_("to do, work, who does what")),
    Destination(N_("Risks"), "insights", "risks", N_("what can go wrong, risk review")),
    Destination(N_("Audiences"), "launch", "audiences", N_("target groups, from and to")),
    Destination(N_("Activities"), "launch", "activities", N_("timeline, calendar, communication plan")),
    Destination(N_("Messages"), "launch", "messages", N_("what we say, communication")),
    Destination(N_("Understanding and use"), "launch", "use", N_("adoption, readiness, follow use")),
    Destination(N_("How it stands"), "follow_up", "state", N_("status, momentum, figures")),
    Destination(N_("Proposals for decisions"), "follow_up", "requests", N_("decision request, ask leadership")),
    Destination(N_("Follow-ups"), "follow_up", "follow_ups", N_("after thirty days, look back")),
    Destination(N_("Reports"), "follow_up", "reports", N_("report to leadership, issue")),
)
"""Every tab, as its page names it."""

VIEWS = (
    Destination(N_("Readiness"), "launch", "use", N_("ready, prepared, where do we stand"), N_("Understanding and use")),
    Destination(N_("Landing map"), "inventory", "landing", N_("costs, benefits"), N_("Where it lands")),
    Destination(N_("Matrix of benefit and effort"), "inventory", "map", N_("map, quick wins"), N_("Map")),
    Destination(N_("RACI"), "teams", "raci", N_("responsible, accountable, consulted, informed"), N_("Responsibility")),
    Destination(N_("Team pulse"), "teams", "teams", N_("trust, how are we doing, anonymous, five levels"), N_("Teams")),
    Destination(N_("Charter"), "teams", "teams", N_("what the team decides itself, agreements"), N_("Teams")),
    Destination(N_("Glossary"), "teams", "words", N_("terms, what words mean"), N_("Words")),
    Destination(N_("Campaign kit"), "launch", "activities", N_("poster, postcards, stickers, table cards"), N_("Activities")),
    Destination(N_("Decisions"), "initiative", "overview", N_("decision card, what is decided"), N_("Overview")),
    Destination(N_("Goals"), "initiative", "overview", N_("aims, targets"), N_("Overview")),
    Destination(N_("Gains"), "follow_up", "state", N_("benefits, effects"), N_("How it stands")),
)
"""What stands on a tab, and has a name of its own."""

OF_A_WORKSHOP = (
    ("runsheet", N_("Run sheet")),
    ("agenda", N_("Agenda")),
    ("invitation", N_("Invitation")),
    ("attendance", N_("Attendance list")),
    ("badges", N_("Name badges")),
    ("tents", N_("Table tents")),
    ("tables", N_("Table signs")),
    ("groups", N_("Group lists")),
    ("group_places", N_("Where everybody sits")),
    ("door", N_("Door sign")),
    ("wall", N_("The day on the wall")),
    ("packing", N_("Packing list")),
    ("actions", N_("Action list")),
    ("evaluation", N_("Say what you think")),
    ("documentation", N_("Documentation")),
    ("hosts", N_("Table host's guide")),
    ("instructions", N_("Instructions for the exercises")),
    ("slicing", N_("Slice the elephant")),
    ("handouts", N_("Sheets and cards of the exercises")),
)
OF_AN_INITIATIVE = (
    ("pilot_card", N_("Pilot card")),
    ("loop_sheet", N_("Learning loop")),
    ("pilot_story", N_("Pilot story")),
    ("initiative_page", N_("The initiative on one page")),
    ("red_thread", N_("The red thread")),
    ("goals", N_("Goal document")),
    ("module_cards", N_("Module cards")),
    ("module_wall", N_("Slicing wall sheet")),
    ("touched", N_("Who is touched by what")),
    ("findings", N_("To look over")),
    ("mandate_questions", N_("Questions to leadership")),
    ("team_sheet", N_("Team sheet")),
    ("raci", N_("Who answers for what")),
    ("stakeholder_map", N_("Map of stakeholders")),
    ("mandate_paths", N_("Paths to a decision")),
    ("force_field", N_("Force field")),
    ("expectations", N_("What we need of one another")),
    ("glossary", N_("Glossary")),
    ("value_words", N_("From word to behaviour")),
    ("team_pulse", N_("How are we doing?")),
    ("plan_items", N_("The plan, point by point")),
    ("anchoring", N_("Who knows of the plan")),
    ("mandate_map", N_("Map of roles and mandates")),
    ("report", N_("Report to leadership")),
    ("report_full", N_("Report to leadership in full")),
    ("decision_request", N_("Proposal for a decision")),
    ("directive_card", N_("Directive card")),
    ("insight_cards", N_("Insight cards")),
    ("insight_board", N_("Insight board")),
    ("action_list", N_("Actions of the initiative")),
    ("action_person", N_("Actions person by person")),
    ("risk_review", N_("Risk review")),
    ("going_on", N_("What goes on")),
    ("launch_plan", N_("Launch plan")),
    ("launch_poster", N_("Launch poster")),
    ("launch_table_card", N_("Launch table cards")),
    ("launch_postcard", N_("Launch postcards")),
    ("launch_stickers", N_("Launch stickers")),
    ("from_to_cards", N_("From and to")),
    ("readiness_form", N_("Where do we stand?")),
    ("feedback_slip", N_("Say what you think")),
    ("possibility_cards", N_("Possibility cards")),
    ("exchange", N_("Exchange of experience")),
    ("inventory_list", N_("Inventory list")),
    ("inventory_form", N_("Inventory form")),
    ("inventory_cards", N_("Inventory cards")),
    ("inventory_wall", N_("Map of benefit and effort")),
    ("landing_map", N_("Costs and benefits")),
    ("journey_wall", N_("Customer journey")),
    ("sync_list", N_("What goes on already")),
)
"""Every sheet to print, as the press names it, and its title (a msgid)."""

ABOUT_SHEETS = {
    "launch_plan": N_("campaign kit"),
    "launch_poster": N_("campaign kit"),
    "launch_table_card": N_("campaign kit"),
    "launch_postcard": N_("campaign kit"),
    "launch_stickers": N_("campaign kit"),
    "readiness_form": N_("readiness"),
    "team_pulse": N_("team pulse"),
    "raci": N_("RACI"),
    "landing_map": N_("landing map"),
    "stakeholder_map": N_("stakeholders"),
    "initiative_page": N_("summary"),
}
"""Other words for a sheet."""


def destinations() -> Iterator[Destination]:
    """The views first: they are what people call a thing."""
    yield from VIEWS
    yield from TABS
