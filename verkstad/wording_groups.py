"""What there is to say about mixed groups: tables, what a group lacks, who meets again, what broke when somebody stayed away.

Needs come as form and name ("decider", "", or "competence", "klarspråk"); people as what they are called, already in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from verkstad.i18n import N_, Language

SHOWN_PAIRS = 2

_LACKS = {
    "decider": N_("Nobody here decides"),
    "meets_customers": N_("Nobody here meets customers"),
    "host": N_("No table host"),
    "mandate": N_("Nobody here has a mandate"),
    "role": N_("Nobody here: %(name)s"),
    "competence": N_("Nobody here knows %(name)s"),
}
_WANTED = {
    "decider": N_("somebody who decides"),
    "meets_customers": N_("somebody who meets customers"),
    "host": N_("a table host"),
    "mandate": N_("somebody with a mandate"),
    "role": N_("%(name)s"),
    "competence": N_("somebody who knows %(name)s"),
}


def table_name(name: str, number: int, language: Language) -> str:
    """What a group is called: its table's name, else its number, which counts from 0."""
    return name or language.gettext("Table %(n)d", n=number + 1)


def round_name(title: str, number: int, language: Language) -> str:
    """`number` counts from 0."""
    return title or language.gettext("Round %(n)d", n=number + 1)


def sizes(groups: Sequence[int], language: Language) -> str:
    """ "6 groups of 4–5"; "" for none."""
    if not groups:
        return ""
    low, high = min(groups), max(groups)
    of = str(low) if low == high else f"{low}–{high}"
    return language.ngettext("%(n)d group of %(of)s", "%(n)d groups of %(of)s", len(groups), of=of)


def wanted(people: int, groups: int, language: Language) -> str:
    """What a number of groups makes of those who come: "28 people: 6 groups of 4–5"."""
    told = language.ngettext("%(n)d person", "%(n)d people", people)
    if not people or not groups:
        return told
    whole, over = divmod(people, groups)
    return f"{told}: {sizes([whole + 1] * over + [whole] * (groups - over), language)}"


def need_words(form: str, name: str, least: int, language: Language) -> str:
    """What is wanted in every group: "somebody who decides", "at least 2: somebody who meets customers"."""
    told = language.gettext(_WANTED.get(form, "%(name)s"), name=name)
    return told if least < 2 else language.gettext("at least %(n)d: %(what)s", n=least, what=told)


def lack_words(form: str, name: str, held: int, least: int, language: Language) -> str:
    """What a group lacks, as a short sentence."""
    if held == 0:
        return language.gettext(_LACKS.get(form, "Nobody here: %(name)s"), name=name)
    return language.gettext("%(held)d of %(least)d: %(what)s", held=held, least=least, what=language.gettext(_WANTED[form], name=name))


def again_words(pairs: Sequence[tuple[str, str]], language: Language) -> str:
    """Who has met before; "" when nobody has."""
    if not pairs:
        return ""
    told = [language.gettext("%(one)s and %(two)s", one=a, two=b) for a, b in pairs[:SHOWN_PAIRS]]
    more = len(pairs) - len(told)
    if more:
        told.append(language.ngettext("%(n)d more pair", "%(n)d more pairs", more))
    return language.gettext("Have met before: %(pairs)s", pairs=language.listing(told) if len(told) < 2 else "; ".join(told))


def colleague_words(people: int, unit: str, language: Language) -> str:
    """So many of one unit in a group."""
    return language.gettext("%(n)d from %(unit)s", n=people, unit=unit)


def lacking_words(form: str, name: str, counts: Sequence[tuple[str, int]], language: Language) -> str:
    """In how many groups something is lacking, for each round in which they sit (what it is called, how many): never more groups than there are.

    "4 groups in both rounds lack somebody who decides"; where the rounds differ, "2 groups in Round 1 and 3 groups in Round 2 lack ...".
    """
    ngettext, what = language.ngettext, need_words(form, name, 1, language)
    found = [(round, n) for round, n in counts if n]
    n = found[0][1] if found else 0
    if len(counts) == 1:
        return ngettext("%(n)d group lacks %(what)s", "%(n)d groups lack %(what)s", n, what=what)
    if len(found) == len(counts) and len({n for _round, n in found}) == 1:
        if len(counts) == 2:
            return ngettext("%(n)d group in both rounds lacks %(what)s", "%(n)d groups in both rounds lack %(what)s", n, what=what)
        return ngettext(
            "%(n)d group in each of the %(rounds)d rounds lacks %(what)s", "%(n)d groups in each of the %(rounds)d rounds lack %(what)s", n,
            rounds=len(counts), what=what,
        )  # fmt: skip
    where = [ngettext("%(n)d group in %(round)s", "%(n)d groups in %(round)s", n, round=round) for round, n in found]
    return ngettext(
        "%(where)s lacks %(what)s", "%(where)s lack %(what)s", sum(n for _round, n in found), where=language.listing(where), what=what
    )


def score_words(
    meeting_again: int,
    spread: int,
    lacking: Sequence[tuple[str, str, Sequence[tuple[str, int]]]],
    broken: int,
    needs: bool,
    language: Language,
) -> str:
    """The score in a line: who meets again, departments, what groups lack (form, name, counts as `lacking_words` takes them), rules broken.

    `spread`: pairs from one department sharing a group more than they must, over all rounds.
    """
    ngettext, _ = language.ngettext, language.gettext
    parts = [
        ngettext("%(n)d pair meets more than once", "%(n)d pairs meet more than once", meeting_again)
        if meeting_again
        else _("nobody meets the same person twice")
    ]
    parts.append(
        ngettext("%(n)d pair of colleagues too many in one group", "%(n)d pairs of colleagues too many in one group", spread)
        if spread
        else _("departments as spread as they can be")
    )
    if lacking:
        parts += [lacking_words(form, name, counts, language) for form, name, counts in lacking]
    elif needs:
        parts.append(_("every group has what it needs"))
    if broken:
        parts.append(ngettext("%(n)d rule is broken", "%(n)d rules are broken", broken))
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def shortfall_words(form: str, name: str, held: int, groups: int, language: Language) -> str:
    """What too few can give, whatever is done: "Somebody who decides: 2 for 9 groups"."""
    what = need_words(form, name, 1, language)
    return language.gettext("%(what)s: %(n)d for %(groups)d groups", what=what[:1].upper() + what[1:], n=held, groups=groups)


def broken_words(table: str, away: Sequence[str], few: int, lacks: Sequence[tuple[str, str]], language: Language) -> str:
    """What broke in a group when these stayed away."""
    _ = language.gettext
    told = []
    if few:
        told.append(language.ngettext("is %(n)d fewer than the largest", "is %(n)d fewer than the largest", few))
    told += [_("lacks %(what)s", what=need_words(form, name, 1, language)) for form, name in lacks]
    return _(
        "%(table)s %(what)s since %(people)s stayed away.", table=table, what=language.listing(told), people=language.listing(list(away))
    )
