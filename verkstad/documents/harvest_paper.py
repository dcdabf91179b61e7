"""What the documentation of a workshop shows of its harvest, as values in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from verkstad.domain.fields import Id
from verkstad.domain.harvesting import Verdict


@dataclass(frozen=True, slots=True)
class NotePaper:
    """A note. `fate`: what became of it, in a word or two; "" while it is unsorted. `votes` None: not counted."""

    says: str
    votes: int | None = None
    fate: str = ""


@dataclass(frozen=True, slots=True)
class PilePaper:
    """Notes that lie together; `title` "" for those that lie by themselves."""

    title: str
    notes: tuple[NotePaper, ...]
    clustered: bool = True

    @property
    def votes(self) -> int:
        return sum(note.votes or 0 for note in self.notes)


@dataclass(frozen=True, slots=True)
class PhotoPaper:
    """A photo by the path of its file ("": not on this computer) and the hash of its content."""

    path: str
    content: str
    caption: str
    width: int
    height: int
    clock: str = ""


@dataclass(frozen=True, slots=True)
class PollPaper:
    """A question to the room and how many each answer got; `form` is the word for how they were counted."""

    question: str
    form: str
    answers: tuple[tuple[str, int], ...]

    @property
    def votes(self) -> int:
        return sum(count for _says, count in self.answers)


@dataclass(frozen=True, slots=True)
class BlockPaper:
    """What came of a block; `title` "" for what belongs to none. `span`: "09.20–10.30", as it was; `said`: the block's own text for the documentation."""

    title: str
    span: str = ""
    said: str = ""
    piles: tuple[PilePaper, ...] = ()
    photos: tuple[PhotoPaper, ...] = ()
    polls: tuple[PollPaper, ...] = ()

    @property
    def empty(self) -> bool:
        return not (self.said.strip() or self.piles or self.photos or self.polls)


@dataclass(frozen=True, slots=True)
class AxesPaper:
    """Notes on two axes, 0 to 100 both ways: what the axes are called, and (words, x, y) of each note that was placed."""

    x: str
    y: str
    spots: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class MadePaper:
    """What notes became besides actions: the word for it ("Insight") and its own words."""

    word: str
    says: str


@dataclass(frozen=True, slots=True)
class HarvestPaper:
    """`when`: the day or days with the times they were held. `here`: ids of `WorkshopPaper.people` who took part; `ticked` when somebody

    noted who came, else they are those who were expected. `unmarked`: how many of the expected then have no mark.
    """

    blocks: tuple[BlockPaper, ...] = ()
    made: tuple[MadePaper, ...] = ()
    verdict: Verdict = field(default_factory=lambda: Verdict(0))
    when: str = ""
    here: tuple[Id, ...] = ()
    ticked: bool = False
    unmarked: int = 0
    axes: AxesPaper | None = None
