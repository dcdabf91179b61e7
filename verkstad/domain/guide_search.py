"""Finding words in the pages of the user guide: pages of Markdown in, the sentences in which the words stand out.

A word that is typed is found where a word begins with it. Case never matters. A letter typed plain finds its relatives with marks too
("oppna" finds "öppna", for who has no ö on the keyboard); a letter typed with its marks finds only itself, for å, ä and ö are letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from verkstad.domain.values import frozen

OF_A_SECTION = 3
"""So many sentences of one section are shown, at most."""
MOST = 60

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][”\"’)]))\s+(?=[^\Wa-zåäö]|[”“\"(])")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ITEM = re.compile(r"(?:[-+*]|\d+\.)\s+")


@frozen
class Passage:
    """A sentence, or a row of a table, of a page: in which section it stands ("" before the first), its parts as they are read, a cell
    each, and its words in small letters."""

    page: str
    title: str
    section: str
    parts: tuple[str, ...]
    words: frozenset[str]

    @property
    def text(self) -> str:
        return " – ".join(self.parts)


@frozen
class Hit:
    """Where words were found. `part` is what stands in one piece on the page, to go to; `marks` are (from, to) in `text` of what was found."""

    page: str
    title: str
    section: str
    text: str
    part: str
    marks: tuple[tuple[int, int], ...]


def passages(page: str, markdown: str) -> tuple[Passage, ...]:
    """Every sentence of a page in the order it is read; the headings are told with each of them, and stand among them themselves."""
    return tuple(Passage(page, title, section, parts, _words(" ".join(parts))) for title, section, parts in _read(markdown))


def found(typed: str, pages: Iterable[Passage]) -> tuple[Hit, ...]:
    """The sentences that hold every word typed: those whose headings hold them first, and of equals those where they stand as they were typed.

    A section that holds all words, but no sentence of it does, is shown by the sentence that holds the most; a heading by what comes below it.
    Nothing typed finds nothing.
    """
    sought = _sought(typed)
    if not sought:
        return ()
    sections: dict[tuple[str, str], list[tuple[Passage, frozenset[str]]]] = {}
    for passage in pages:
        sections.setdefault((passage.page, passage.section), []).append((passage, passage.words))
    known = frozenset[str]().union(*(words for held in sections.values() for _passage, words in held))
    meant = {word: frozenset(there for there in known if _begins(there, word)) for word in sought}

    def holds(words: frozenset[str]) -> frozenset[str]:
        return frozenset(word for word in sought if not words.isdisjoint(meant[word]))

    every, as_typed = frozenset(sought), " ".join(_composed(typed).casefold().split())
    ranked: list[tuple[int, bool, int, Hit]] = []
    for (_page, section), held in sections.items():
        last, above = _words(section or held[0][0].title), _words(f"{held[0][0].title} {section}")
        in_each = [holds(words) for _passage, words in held]
        if not every <= holds(above).union(*in_each):
            continue
        whole = [at for at, there in enumerate(in_each) if there == every]
        most = max(len(there) for there in in_each)
        shown = whole or [next(at for at, there in enumerate(in_each) if len(there) == most)]
        rank = 0 if holds(last) == every else 1 if holds(above) == every else 2 if whole else 3
        if 0 in shown and len(held) > 1:  # a heading is told anyway: what comes below it says more
            shown = [0, *(at for at in shown if at > 1)]
        for at in shown[:OF_A_SECTION]:
            passage = held[at][0]
            around = held[1][0] if at == 0 and len(held) > 1 else passage
            ranked.append((rank, as_typed not in passage.text.casefold(), len(ranked), _hit(passage, around, sought)))
    return tuple(hit for *_rank, hit in sorted(ranked, key=lambda one: one[:3])[:MOST])


def spans(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """(from, to) of each beginning of a word in `text` that a typed word finds."""
    return _marks(text, _sought(typed))


def _sought(typed: str) -> tuple[str, ...]:
    """The words typed, each once."""
    return tuple(dict.fromkeys(_WORD.findall(_composed(typed).casefold())))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _marks(text: str, sought: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    marks = []
    for met in _WORD.finditer(text):
        length = max((len(word) for word in sought if _begins(met.group().casefold(), word)), default=0)
        if length:
            marks.append((met.start(), met.start() + length))
    return tuple(marks)


def _hit(passage: Passage, around: Passage, sought: tuple[str, ...]) -> Hit:
    part = max(passage.parts, key=lambda text: len(_marks(text, sought)))
    return Hit(passage.page, passage.title, passage.section, around.text, part, _marks(around.text, sought))


def _begins(there: str, word: str) -> bool:
    """A word of the text begins with what was typed, letter by letter."""
    return there.startswith(word) or (
        len(there) >= len(word) and all(typed in (letter, _plain(letter)) for letter, typed in zip(there, word, strict=False))
    )


@lru_cache(maxsize=512)
def _plain(letter: str) -> str:
    """A letter without its marks."""
    return unicodedata.normalize("NFKD", letter)[0]


def _composed(text: str) -> str:
    """Letters in one piece, however the keyboard sends them."""
    return unicodedata.normalize("NFC", text)


# ------------------------------------------------------------------------------------------------ reading Markdown


def _read(markdown: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Title, section and parts of each passage."""
    title = section = ""
    for block in _blocks(markdown):
        level = len(block) - len(block.lstrip("#"))
        if level == 1:
            title = plain_text(block[1:])
            yield title, "", (title,)
        elif level:
            section = plain_text(block[level:])
            yield title, section, (section,)
        elif block.startswith("|"):
            cells = tuple(text for cell in block.strip("| ").split("|") if (text := plain_text(cell)))
            if any(cell.strip("-: ") for cell in cells):
                yield title, section, cells
        else:
            for sentence in _SENTENCE.split(plain_text(_ITEM.sub("", block, count=1) if _ITEM.match(block) else block)):
                if sentence:
                    yield title, section, (sentence,)


def _blocks(markdown: str) -> Iterator[str]:
    """Headings, items and rows line by line; the lines of a paragraph or an item in one."""
    held: list[str] = []
    for line in [*_composed(markdown).splitlines(), ""]:
        text = line.strip()
        alone = text.startswith(("#", "|"))
        if held and (not text or alone or _ITEM.match(text)):
            yield " ".join(held)
            held = []
        if alone:
            yield text
        elif text:
            held.append(text)


def plain_text(markdown: str) -> str:
    """A line of Markdown as it is read: without its signs."""
    return " ".join(re.sub(r"\*\*|(?<!\w)\*(?=\w)|(?<=[\w.…?!])\*(?!\w)|`", "", _LINK.sub(r"\1", markdown)).split())


def by_page(pages: Mapping[str, str]) -> tuple[Passage, ...]:
    """The passages of all pages: name -> Markdown, in their order."""
    return tuple(passage for page, text in pages.items() for passage in passages(page, text))
