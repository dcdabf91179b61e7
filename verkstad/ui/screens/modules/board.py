"""The board of modules: a column a status, a card a module. What is dragged to another column, or moved there with Alt and an arrow, changes its status."""

from __future__ import annotations

from verkstad import wording_modules
from verkstad.app.modules import ModuleLine, ModuleSet
from verkstad.domain.modules import STATUSES, Module
from verkstad.i18n import Language
from verkstad.ui.desk import Desk
from verkstad.ui.lanes import Card, Lane, Lanes
from verkstad.ui.screens.modules.pieces import STATUS_LOOK, felt_by, status_word, told

LEAST, TALL = 138, 82  # pixels of a column (seven stand side by side in the usual window) and of a card
PARKED = "parked"
LANES = (*STATUSES, PARKED)
"""A column a status, and last the parking list: what lies there keeps its status but is in no other column."""


def lane_of(module: Module) -> str:
    return PARKED if module.parked else module.status


def lane_word(lane: str, language: Language) -> str:
    return language.gettext("Parking list") if lane == PARKED else status_word(lane, language)


class Board(Lanes):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tall=TALL, least=LEAST)
        self._modules: ModuleSet | None = None

    def show_modules(self, modules: ModuleSet) -> None:
        if modules == self._modules:
            return
        self._modules = modules
        language = self.desk.language
        self.show_lanes(
            [
                Lane(
                    key, lane_word(key, language), tuple(self._card(line, modules) for line in modules.lines if lane_of(line.module) == key)
                )
                for key in LANES
            ]
        )

    def _card(self, line: ModuleLine, modules: ModuleSet) -> Card:
        m, language = line.module, self.desk.language
        facts = [wording_modules.fact_sentence(fact, modules.titles, language) for fact in line.facts]
        return Card(
            m.id, m.title, felt_by(line, language), wording_modules.fact_words(line.facts[0], language) if line.facts else "",
            STATUS_LOOK.get(m.status, "text2"), m.status == "closed", ".".join(map(str, line.place.number)),
            "\n".join([m.title, *facts]), told(line, modules, language),
        )  # fmt: skip
