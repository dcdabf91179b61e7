"""Names in texts: what counts as speaking of somebody, and what does not."""

from __future__ import annotations

import pytest

from verkstad.domain.naming import Finder, Names

ASA = Names("Åsa", "Bergström", "asa.b@example.invalid", "070-111 22 33")


def found(text: str, *others: Names, names: Names = ASA) -> list[tuple[str, bool]]:
    return [(text[h.start : h.end], h.sure) for h in Finder([names], others).hits(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Åsa Bergström", "ÅSA BERGSTRÖM", "åsa bergström", "Åsa\nBergström", "Åsa\u00a0 Bergström", "Bergström, Åsa", "Bergström Åsa",
        "ASA.B@Example.invalid", "070-111 22 33", "0701112233", "070 – 111 22 33", "+46 70 111 22 33", "+46 (0)70-1112233", "0046701112233",
    ],
)  # fmt: skip
def test_a_full_name_an_address_and_a_number_are_found_however_they_are_written(text: str) -> None:
    assert found(text) == [(text, True)]
    assert found(f"Ring ({text}), i morgon.") == [(text, True)]


def test_a_genitive_keeps_its_s() -> None:
    finder = Finder([ASA])
    assert (
        finder.cleaned("Åsa Bergströms grupp, Åsas idé, Bergström's", "[borttaget]")
        == "[borttaget]s grupp, [borttaget]s idé, [borttaget]'s"
    )


def test_a_name_alone_is_a_whole_word_with_a_capital_and_never_sure() -> None:
    assert found("Åsa börjar, sedan Bergström") == [("Åsa", False), ("Bergström", False)]
    assert found("Åsarna, Påsar, Bergströmska, bergström, Vättern-Åsa") == []
    bo = Names("Bo", "Sten")
    assert found("Alla ska bo nära en sten", names=bo) == []
    assert found("BO och Sten", names=bo) == [("BO", False), ("Sten", False)]
    assert found("Anna-Karin och Anna", names=Names("Anna", "Ek")) == [("Anna", False)]


def test_numbers_that_only_hold_the_number_and_addresses_that_only_end_in_it_are_not_meant() -> None:
    assert found("10701112233 0701112233444 fasa.b@example.invalid asa.b@example.invalid-x") == []
    assert found("Rum 112233", names=Names(phone="11")) == []


def test_somebody_else_with_the_same_given_or_family_name_is_not_meant() -> None:
    others = (Names("Karin", "Bergström"), Names("Åsa", "Lind"), Names("Nils", "Ek"))
    assert found("Åsa Lind, Karin Bergström och Åsa Bergström", *others) == [("Åsa Bergström", True)]


def test_a_name_that_two_people_have_is_found_but_not_sure() -> None:
    assert found("Åsa Bergström", Names("ÅSA", "Bergström")) == [("Åsa Bergström", False)]


def test_a_former_name_is_found_in_full_only() -> None:
    finder = Finder([ASA], former=[Names("Åsa", "Lund")])
    text = "Åsa Lund bor i Lund"
    assert [(text[h.start : h.end], h.sure) for h in finder.hits(text)] == [("Åsa Lund", True)]


def test_who_has_neither_name_nor_address_is_found_nowhere() -> None:
    finder = Finder([Names()])
    assert finder.hits("Åsa Bergström") == () and finder.cleaned("", "x") == ""
