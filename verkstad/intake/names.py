"""What a bit of text in a list of people is: a name, which part of it, a position, a unit, an address. Pure, and only ever a guess."""

from __future__ import annotations

import re
import unicodedata

# Common given names in Sweden: only to tell "Andersson Anna" from "Anna Andersson" over a whole column.
_GIVEN = frozenset(
    """
    adam agneta ahmed alexander ali alice alva amanda amina amira anders andreas anette anita ann anna annika anton arne arvid astrid axel bengt berit
    birgitta bjorn bo camilla carina carl caroline cecilia charlotte christer christian christina claes clara daniel david dennis ebba elin elisabet
    elisabeth ella elsa elias emelie emil emma erik eric erika eva fatima filip fredrik frida gabriel gerd goran greta gun gunilla gunnar gustav hakan
    hanna hannah hans hasan helen helena henrik hugo ida inga inger ingrid isak jakob jan jana jenny jens jesper jessica joel johan johanna john jonas
    jonathan josefin julia kajsa karin karl katarina kent kerstin kim kjell kristina lars lea leif lena lennart leo lina linda linnea lisa lisbeth lotta
    louise lovisa lucas ludvig magdalena magnus maj maja malin marcus margareta maria marianne marie martin mats mattias mehmet mia mikael minna moa mohamed
    monica monika nadia niklas nils nina nora olga olle olof omar oscar oskar patrik pernilla per pernille peter petra pia pontus rasmus rebecka rickard
    robert robin roger roland rolf ronja rose rune samir samuel sandra sara sarah saga siv simon sixten sofia sofie sonja staffan stefan stig stina sune
    susanne sven svante sylvia tara therese thomas tobias tomas tommy tora torbjorn tove tuva ulf ulla ulrika urban vera vicky victor viktor vilma vincent
    wilma yasmin yvonne asa ake orjan osten
    """.split()
)
_FAMILY = re.compile(
    r".{2,}(sson|sen|berg|str[oö]m|lund|gren|[qk]vist|dahl|holm|stedt|sten|blad|mark|vall|wall|man|ius|ell|sk[oö]ld|feldt|lind|stad|ski|ovic)$"
)
_PARTICLES = frozenset("von van de der den af av la le du del della dos da di ten ter al el bin ibn zu".split())
_POSITION = re.compile(
    r"(chef|ledare|samordnare|handläggare|sköterska|lärare|rektor|direktör|strateg|assistent|utvecklare|tekniker|konsult|coach|specialist|sekreterare|"
    r"controller|ekonom|jurist|arkitekt|vaktmästare|kurator|terapeut|pedagog|bibliotekarie|kommunikatör|administratör|planerare|ingenjör|inspektör|råd|"
    r"ordförande|ledamot|receptionist|operatör|kock|läkare|psykolog|utredare|analytiker|ansvarig|representant|partner|kund|användare|brukare|medborgare|"
    r"medarbetare|manager|director|officer|coordinator|teacher|nurse|engineer|developer|analyst|assistant|head|lead|owner|advisor|administrator|clerk|"
    r"librarian|principal|employee|customer|user|politiker|vd|it-stöd|lots|ombud|vägledare|värd|värdinna|biträde)$"
)
_POSITION_HEAD = re.compile(r"(chef|head of|director of|manager|ansvarig|representant|ordförande)\b")
_UNIT = re.compile(
    r"(tjänsten?|förvaltningen?|kontoret|avdelningen?|enheten?|skolan?|förskolan?|sektionen?|nämnden?|omsorgen?|biblioteket?|staben?|gruppen|centret|"
    r"center|centrum|boendet?|vården?|verket|bolaget?|huset|räddningstjänsten?|reception(en)?|verksamheten|driften|ledningen|stödet|miljö|kultur|fritid|"
    r"department|office|services?|unit|division|centre|school|library|team|\bit|\bhr|ekonomi(n)?|upphandling(en)?|kommunikation(en)?|kansliet|region(en)?|kommun(en)?)$"
)
EMAIL = re.compile(r"[^\s@<>\"',;:()\[\]]{1,64}@[^\s@<>\"',;:()\[\]]{1,190}\.[^\W\d_]{2,24}")
_PHONE = re.compile(r"\+?[\d][\d\s()/.–-]{4,22}\d")


def folded(text: str) -> str:
    """Lower case without accents, for comparing: "Åsa Öhrn" and "asa ohrn" are one."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).replace("-", " ").split())


def is_email(text: str) -> bool:
    return EMAIL.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Six to fifteen digits with the marks people put between them; a personal identity number or a date is none."""
    if _PHONE.fullmatch(text) is None or re.fullmatch(r"(19|20)?\d{6}-\d{4}|(19|20)\d{2}-?\d{2}-?\d{2}", text):
        return False
    return 6 <= sum(c.isdigit() for c in text) <= 15


def is_position(text: str) -> bool:
    low = text.casefold().strip(". ")
    return _POSITION.search(low) is not None or _POSITION_HEAD.match(low) is not None


def is_unit(text: str) -> bool:
    return _UNIT.search(text.casefold().strip(". ")) is not None


def is_given(word: str) -> bool:
    return folded(word).split(" ")[0] in _GIVEN if word else False


def is_family(word: str) -> bool:
    return _FAMILY.match(folded(word)) is not None and not is_given(word)


def is_name_part(text: str) -> bool:
    """One or two words that could be a given or a family name."""
    words = [w for w in text.split() if w.casefold() not in _PARTICLES]
    return 1 <= len(words) <= 2 and all(w[0].isupper() for w in words) and not any(c.isdigit() or c in "@:/&+" for c in text)


def looks_like_name(text: str) -> bool:
    """Two to five words that begin with capitals (particles aside), no digits; or "Efternamn, Förnamn"."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= 5 or text.count(",") > 1 or any(c.isdigit() or c in "@:/&+" for c in text):
        return False
    main = [w for w in words if w.casefold() not in _PARTICLES]
    return len(main) >= 2 and all(w[0].isupper() for w in main) and not is_unit(text) and not is_position(text)


def family_first(names: tuple[str, ...]) -> bool:
    """Whether names without a comma are written "Andersson Anna" in this column: a vote of those that can be told."""
    votes = 0
    for name in names:
        words = name.split()
        if len(words) >= 2 and "," not in name:
            votes += (is_given(words[-1]) and not is_given(words[0])) - (is_given(words[0]) and not is_given(words[-1]))
            votes += is_family(words[0]) - is_family(words[-1])
    return votes > 0


def split(name: str, *, reversed_: bool = False) -> tuple[str, str]:
    """(given, family) of a name written in one. A comma always puts the family name first; `reversed_` does so without one."""
    if "," in name:
        family, _, given = name.partition(",")
        return " ".join(given.split()), " ".join(family.split())
    words = name.split()
    if len(words) < 2:
        return (words[0] if words else ""), ""
    if reversed_:
        at = 1
        while at < len(words) - 1 and (words[at - 1].casefold() in _PARTICLES or is_family(words[at])):
            at += 1
        return " ".join(words[at:]), " ".join(words[:at])
    at = len(words) - 1
    while at > 1 and (words[at - 1].casefold() in _PARTICLES or (is_family(words[at - 1]) and not is_given(words[at - 1]))):
        at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def from_email(address: str) -> tuple[str, str]:
    """(given, family) that an address of the form given.family@ suggests, ("", "") otherwise. Å, ä and ö are lost in it: a guess to be asked about."""
    parts = address.partition("@")[0].split(".")
    if len(parts) != 2 or not all(re.fullmatch(r"[^\W\d_]{2,}(-[^\W\d_]+)?", part) for part in parts):
        return "", ""
    given, family = ("-".join(bit.capitalize() for bit in part.split("-")) for part in parts)
    return given, family
