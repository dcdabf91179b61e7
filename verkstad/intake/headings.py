"""The words that stand above columns in lists people send each other, in Swedish and English, and what each column holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

Vocabulary = Mapping[str, tuple[str, ...]]

# What a column holds -> the words it is called, the surest first. Written as `plain` makes them.
PEOPLE: Vocabulary = {
    "given": ("förnamn", "tilltalsnamn", "givenname", "firstname", "given", "forename", "fornamn"),
    "family": ("efternamn", "lastname", "surname", "familyname", "family", "släktnamn"),
    "name": (
        "namn", "name", "fullständigtnamn", "fullname", "efternamnförnamn", "förnamnefternamn", "efternamnochförnamn", "förochefternamn",
        "lastnamefirstname", "firstnamelastname", "displayname", "visningsnamn", "deltagarnamn", "deltagare", "deltagaresnamn", "person",
        "participant", "participants", "medarbetare", "anställd", "employee", "kontakt", "kontaktperson", "formattedname", "namnförnamnefternamn",
    ),
    "email": (
        "epost", "epostadress", "email", "emailaddress", "mejl", "mejladress", "mail", "mailadress", "mailaddress", "eposttjänst", "epostjobb",
        "epostarbete", "arbetsepost", "jobbmejl", "emejl", "emailadress", "emailadresse", "ebrev", "smtp", "primarysmtpaddress", "userprincipalname",
    ),
    "phone": (
        "mobiltelefon", "mobil", "mobilnummer", "mobilnr", "telefon", "telefonnummer", "telefonnr", "tel", "telnr", "tfn", "phone", "phonenumber",
        "mobile", "mobilephone", "cell", "cellphone", "arbetstelefon", "jobbtelefon", "businessphone", "telephone",
    ),
    "unit": (
        "verksamhet", "enhet", "enhetsnamn", "unit", "avdelning", "sektion", "förvaltning", "förvaltningbolag", "verksamhetsområde", "arbetsplats", "kontor",
        "department", "office", "organisation", "organization", "organisationsenhet", "bolag", "företag", "company", "division", "nämnd", "område",
        "arbetsställe", "kommun", "org", "avd", "förv", "team", "grupp",
    ),
    "role": ("roll", "role", "rolliförändringen", "rolliworkshopen", "rolliworkshoppen", "projektroll", "deltarsom"),
    "position": ("titel", "befattning", "tjänstetitel", "position", "title", "jobtitle", "yrke", "tjänst", "yrkestitel", "anställning", "funktion", "uppdrag"),
    "part": ("beslutar", "beslutsfattare", "beslutande", "decides", "decisionmaker", "decider", "bordsvärd", "tablehost", "deliworkshopen", "partintheworkshop"),
    "food": (
        "specialkost", "kost", "allergi", "allergier", "matallergi", "kostallergi", "allergikost", "allergispecialkost", "specialkostallergi", "kostönskemål",
        "matpreferenser", "matpreferens", "mat", "kostpreferens", "diet", "dietaryrequirements", "food", "allergies", "allergy", "dietary",
        "önskemålomkost", "kostochallergi", "kostochallergier", "specialkostochallergi", "allergierspecialkost",
    ),
    "access": (
        "tillgänglighet", "tillgänglighetsbehov", "tillgänglighetsönskemål", "särskildabehov", "behov", "anpassning", "anpassningar", "access",
        "accessibility", "accessibilityneeds", "accessneeds", "specialneeds", "stödbehov", "hjälpmedel",
    ),
    "answer": ("svar", "answer", "kommer", "coming", "deltar", "attending", "osa", "rsvp", "response", "anmäld", "anmälan", "deltagande", "kommerdu", "deltardu"),
    "since": ("från", "from", "närvararfrån", "närvarofrån", "presentfrom", "kommerkl", "kommerklockan", "medfrån", "frånkl", "ankomst", "arrives", "arrival"),
    "until": ("till", "until", "närvarartill", "närvarotill", "presentuntil", "gårkl", "gårklockan", "medtill", "tillkl", "leaves", "departure"),
}  # fmt: skip

BLOCKS: Vocabulary = {
    "time": ("tid", "klockan", "kl", "klockslag", "time", "start", "starttid", "från", "börjar", "from", "begins", "starts", "when", "när"),
    "end": ("slut", "sluttid", "till", "end", "ends", "endtime", "to", "until"),
    "minutes": (
        "minuter", "min", "antalminuter", "längd", "tidsåtgång", "minutes", "mins", "duration", "length", "varaktighet", "tidmin", "åtgång", "längdmin",
    ),
    "title": (
        "moment", "rubrik", "programpunkt", "punkt", "aktivitet", "vad", "innehåll", "program", "titel", "title", "activity", "item", "what", "block",
        "session", "agenda", "ämne", "topic", "övning", "namn", "name", "agendapunkt",
    ),
    "lead": ("ansvarig", "ansvar", "leds", "ledare", "ledsav", "vem", "lead", "leader", "who", "responsible", "facilitator", "owner", "processledare"),
    "material": ("material", "materiel", "materials", "tarmed", "utrustning", "saker", "behövs", "bring", "equipment", "things"),
}  # fmt: skip

_CONTAINED = (
    ("epost", "email"), ("email", "email"), ("mejl", "email"), ("mobil", "phone"), ("telefon", "phone"), ("phone", "phone"), ("efternamn", "family"),
    ("förnamn", "given"), ("lastname", "family"), ("firstname", "given"), ("allergi", "food"), ("kost", "food"), ("dietary", "food"),
    ("tillgänglig", "access"), ("förvaltning", "unit"), ("avdelning", "unit"), ("verksamhet", "unit"), ("befattning", "position"),
)  # fmt: skip
_TOLD_BY_A_WORD = ("email", "phone", "given", "family")  # no unit, position or person is called so
_NOT_LETTERS = re.compile(r"[\W_]+")
_ASIDE = re.compile(r"[(\[].*?[)\]]")


def plain(heading: str) -> str:
    """A heading as the vocabulary writes it: lower case, letters and digits only, what stands in brackets left out ("E-post (arbete)": "epost")."""
    folded = unicodedata.normalize("NFC", heading[:200]).casefold()
    bare = _NOT_LETTERS.sub("", _ASIDE.sub("", folded))
    return bare or _NOT_LETTERS.sub("", folded)


def meaning(heading: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """What a column called so holds, and how far down its list the word stands (0 is the surest); None for a word nobody knows."""
    word = plain(heading)
    if not word:
        return None
    for target, words in vocabulary.items():
        if word in words:
            return target, words.index(word)
    if vocabulary is PEOPLE and len(word) <= 40:
        both = "förnamn" in word and "efternamn" in word
        if both:
            return "name", 50
        for part, target in _CONTAINED:
            if part in word:
                return target, 50
    return None


def is_heading(cell: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell is a word that stands above a column, as a whole: "Enhet", or "Deltagarens e-post". A word that only holds one
    ("Omsorgsförvaltningen", "förvaltningschef") says what stands below such a heading."""
    word = plain(cell)
    if not word:
        return False
    if any(word in words for words in vocabulary.values()):
        return True
    if vocabulary is not PEOPLE or len(word) > 40:
        return False
    return any(plain(part) in PEOPLE[target] for part in re.split(r"[\s/,]+", cell) for target in _TOLD_BY_A_WORD)


def known_headings(cells: Sequence[str], vocabulary: Vocabulary) -> int:
    """How many cells of a row are words that stand above columns."""
    return sum(is_heading(cell, vocabulary) for cell in cells)
