"""What the goals are for, said to leadership; and what a bench of units says of a team: figures that are read, not only counted."""

from __future__ import annotations

from tests.documents.reading import texts
from verkstad.app import goals, initiatives, reports
from verkstad.app.printing import PrintWish, initiative_job
from verkstad.app.workbench import Bench
from verkstad.documents.press import press

TODAY = "2026-11-24"


def test_the_report_to_leadership_groups_the_goals_by_what_they_are_for() -> None:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    for says, category in (
        ("Lägre porto", "cost"),
        ("Utan ord", ""),
        ("Vänligare svar", "customer_care"),
        ("Öppet på kvällen", "accessibility"),
        ("Färre brev", "cost"),
    ):
        goal = bench.do(goals.add_goal, initiative, says)
        bench.do(goals.choose_category, goal, category)
    for sheet in ("report", "report_full"):
        made = press(initiative_job(bench.library, initiative, PrintWish(sheets=(sheet,), language="sv"), today=TODAY))
        told = " ".join(texts(made.files["a4"]).split())
        at = told.index("Mål för mål")
        for words in (
            "Bemötande",
            "Vänligare svar",
            "Tillgänglighet",
            "Öppet på kvällen",
            "Kostnad",
            "Lägre porto",
            "Färre brev",
            "Utan kategori",
            "Utan ord",
        ):
            at = told.index(words, at)
    issued = bench.do(reports.issue_report, initiative, to_whom="Ledningsgruppen")
    assert [g.category for g in bench.ask(reports.facts_of, issued).goals] == ["customer_care", "accessibility", "cost", "cost", ""]
    bench.close()


def test_a_report_without_any_category_has_no_heading_for_one() -> None:
    bench = Bench.in_memory()
    initiative = bench.do(initiatives.new_initiative, "Besked i rätt tid")
    bench.do(goals.add_goal, initiative, "Svar samma dag")
    made = press(initiative_job(bench.library, initiative, PrintWish(sheets=("report",), language="sv"), today=TODAY))
    assert "Utan kategori" not in texts(made.files["a4"])
    bench.close()
