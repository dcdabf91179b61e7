from verkstad.domain.likeness import Known, Register, folded, pairs, standing_for

ASA = Known("1", "Åsa", "Bergström", "asa@example.invalid", "070-000 00 01", "Hemtjänsten")


def like(**facts):
    return Register([ASA]).like(Known("new", **facts))


def test_a_name_in_another_order_and_without_accents_is_the_same_name():
    assert like(given="BERGSTROM", family="Asa").reason == "name"
    assert like(given="Åsa", family="Bergström").sure


def test_an_address_decides_before_a_name():
    found = like(given="Åsa", family="Ek", email="ASA@example.invalid")
    assert (found.reason, found.sure) == ("email", False)
    assert like(email="asa@example.invalid").sure


def test_the_same_name_in_another_unit_or_with_another_address_is_asked_without_a_guess():
    assert not like(given="Åsa", family="Bergström", unit="Bygglov").sure
    assert not like(given="Åsa", family="Bergström", email="a.b@example.invalid").sure


def test_a_telephone_is_compared_without_its_spelling():
    assert like(given="Åse", family="Berg", phone="+46 70 000 00 01").reason == "phone"
    assert like(given="Åse", family="Berg", phone="0046 70 0000001").reason == "phone"
    assert like(given="Åse", family="Berg", phone="4711") is None


def test_one_given_name_alone_tells_nobody_apart():
    assert Register([Known("1", "Anna")]).like(Known("2", "Anna")) is None


def test_roles_without_names_are_asked_about_on_import_but_not_in_the_list():
    chief = Known("1", position="Enhetschef", unit="Hemtjänsten")
    again = Known("2", position="enhetschef", unit="Hemtjänsten")
    assert Register([chief]).like(again).reason == "position"
    assert pairs([chief, again]) == ()


def test_every_second_entry_of_a_person_is_a_pair():
    found = pairs([ASA, Known("2", "Örjan", "Ek"), Known("3", "Asa", "Bergstrom")])
    assert [(later, likeness.id) for later, likeness in found] == [("3", "1")]


def test_folding_keeps_words_apart():
    assert folded("  Öberg,  K.") == "oberg k"


def test_a_name_that_sounds_the_same_or_is_a_letter_away_is_asked_about_and_never_sure():
    found = like(given="Åsa", family="Bergstöm")
    assert (found.id, found.reason, found.sure) == ("1", "similar", False)
    assert like(given="Åsa", family="Bergsrtöm").reason == "similar"
    assert like(given="Åsa", family="Lundström") is None
    assert like(given="Eva", family="Bergström") is None
    assert Register([Known("1", "Bo", "Ek")]).like(Known("2", "Bo", "Al")) is None
    register = Register([Known("1", "Kristina", "Karlsson")])
    assert register.like(Known("3", "Christina", "Carlson")).id == "1"
    register.add(Known("4", "Sofia", "Wahlström"))
    assert register.like(Known("5", "Sophia", "Vahlström")).id == "4"
    assert pairs([ASA, Known("2", "Åsa", "Bergstöm")]) == ()


def test_an_entry_that_is_another_leads_to_the_one_that_stands_for_all():
    joined = {"a": "b", "b": "c", "c": None, "d": None, "e": "gone"}
    assert standing_for(joined) == {"a": "c", "b": "c", "c": "c", "d": "d", "e": "e"}


def test_of_a_circle_one_stands_and_nobody_vanishes():
    assert standing_for({"b": "c", "c": "b", "x": "c"}) == {"b": "b", "c": "b", "x": "b"}
    assert standing_for({"a": "a"}) == {"a": "a"}
