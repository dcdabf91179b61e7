"""Workshops to print: invented, Swedish, with the shipped exercises."""

from __future__ import annotations

from typing import Any

from verkstad.app.catalogue import catalogue
from verkstad.documents.job import ActionLine, PersonLine, PrintJob, UnitLine, WorkshopPaper
from verkstad.domain.agenda import AgendaBlock, DayTable, timetable
from verkstad.domain.methods import method_block
from verkstad.domain.workshop import Day, Track

GIVEN = [
    "Åsa",
    "Erik",
    "Maja",
    "Olof",
    "Karin",
    "Jonas",
    "Fatima",
    "Björn",
    "Linnéa",
    "Anders",
    "Sofia",
    "Göran",
    "Elin",
    "Mattias",
    "Hanna",
    "Per",
    "Amina",
    "Lars",
    "Ida",
    "Stefan",
]
FAMILY = [
    "Bergström",
    "Åkesson",
    "Lindqvist",
    "Östman",
    "Öberg",
    "Sjögren",
    "Hassan",
    "Nyström",
    "Wikström",
    "Hägg",
    "Holm",
    "Sandström",
    "Ek",
    "Dahl",
    "Lund",
    "Ström",
    "Yusuf",
    "Björk",
]
UNITS = ("Kontaktcenter", "Vård och omsorg", "IT och digitalisering", "Ekonomi", "Kommunledning", "Samhällsbyggnad")
ROLES = ("medarbetare", "verksamhetschef", "digitaliseringsledare")


def block(title: str, minutes: int, kind: str, **facts: Any) -> AgendaBlock:
    return AgendaBlock(id=facts.pop("id", title[:12]), title=title, minutes=minutes, type=kind, **facts)


def exercise(slug: str, code: str = "sv", **facts: Any) -> AgendaBlock:
    return method_block(catalogue().need_method(slug), code).with_(**{"id": slug, **facts})


def morning(code: str = "sv") -> DayTable:
    """A morning as somebody would plan it: nine blocks, a fixed break, words from the library in two of them."""
    return timetable(
        Day(id="d1", date="2027-03-24", start=8 * 60 + 45, target_end=12 * 60),
        (),
        [
            block("Insläpp och kaffe", 15, "break", instruction="Alla hittar sitt bord.", notes="Stå vid dörren.", material="Namnskyltar"),
            block("Välkomna: varför vi är här", 15, "opening", instruction="Uppdraget på en mening.", lead="Karin", priority="keep", needs_decider=True),
            block("Varma upp: mitt bästa misstag", 20, "solo", instruction="Två och två, två minuter var.", priority="may_give", shortest=10),
            exercise("skiva_elefanten", code, minutes=40, priority="keep", sets=4, lead="Jonas"),
            block("Fika", 20, "break", fixed_start=10 * 60 + 15, material="Tejp"),
            block("Galleri", 25, "plenary", instruction="Tre prickar var.", material="3 prickar per person", priority="may_give"),
            exercise("pilotkort", code, minutes=35, priority="keep", lead="Jonas"),
            block("Dela och justera", 15, "plenary", instruction="Ett bord i taget, 90 sekunder."),
            exercise("mandagslofte", code, minutes=10, type="opening"),
        ],
    )  # fmt: skip


def two_tracks() -> DayTable:
    """A day that runs over, with two tracks that meet at lunch."""
    tracks = (Track(id="t1", parent="d2", title="Spår syd", room="Sal Vättern"), Track(id="t2", parent="d2", room="Sal Vänern"))
    return timetable(
        Day(id="d2", date="2027-03-25", start=9 * 60, target_end=12 * 60 + 30, title="Fördjupning"),
        tracks,
        [
            block("Samling", 20, "opening"),
            block("Kundresan med hemtjänsten", 90, "group", track="t1", instruction="Gå igenom resan steg för steg. " * 8),
            block("Vad ni har", 60, "solo", track="t2"),
            block("Vad ni vinner", 45, "group", track="t2"),
            block("Lunch", 60, "break", fixed_start=11 * 60),
            block("Avslut", 30, "opening", fixed_start=12 * 60 + 15),
        ],
    )


def people(count: int, name: str = "") -> tuple[PersonLine, ...]:
    return tuple(
        PersonLine(
            f"p{i}",
            name or f"{GIVEN[i % 20]} {FAMILY[(i * 7 + i // 20) % 18]}",
            UNITS[i % 6],
            ROLES[i % 3],
            part="lead" if i == 1 and count > 3 else "participant",
            answer="invited" if i % 9 == 8 else "yes",
        )
        for i in range(count)
    )


def workshop(count: int = 24, **facts: Any) -> WorkshopPaper:
    given: dict[str, Any] = {
        "id": "0190aaaa-0000-7000-8000-000000000001",
        "title": "Kortare väntan",
        "purpose": "Från stort initiativ till en första pilot på en förmiddag, med fyra grupper och tre från ledningen.",
        "outcomes": ("fyra skivor som går att pröva", "en första pilot med ägare"),
        "place": "Sal Vättern, plan 3",
        "leads": "Karin Öberg och Jonas Åkesson",
        "contact": "0701-74 06 05",
        "invitation": "Vi har pratat om kortare väntan i två år. Nu provar vi.",
        "before": "Ta med ett exempel på ett ärende som tog för lång tid.",
        "reply_by": "2027-03-17",
        "days": (morning(),),
        "people": people(count),
        "units": tuple(UnitLine(name) for name in UNITS),
        "methods": tuple(catalogue().methods()),
        "actions": (
            ActionLine("Boka rum för första avstämningen", "Karin Öberg", "2027-03-31"),
            ActionLine("Ta fram väntetiden vecka för vecka", "Erik Åkesson", "2027-04-07", "doing"),
            ActionLine("Sluta skriva ut ärendelistan", bearing="stop"),
        ),
        "record_class": "working",
        "diary_number": "KS 2027/118",
    }
    return WorkshopPaper(**{**given, **facts})


def job(*sheets: str, **facts: Any) -> PrintJob:
    paper = facts.pop("paper_of", None) or workshop()
    return PrintJob(paper, sheets, **{"printed": "2027-03-20", **facts})
