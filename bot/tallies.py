"""Whether two figures of one story count the same thing at two times: 12 dead on Monday, 15 today.

Stricter than a disagreement in what is counted and looser in who says so, since the same event is
known to be told of. What became of people is recognised in four languages, idioms included, and
civilians are never compared with all the dead. Any other figure must be of the same thing by the
measure of `bot.disagreements`, and of the same day's kind: trains cancelled on Thursday are not
later news of those cancelled on Wednesday.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.claims import FigureClaim
from bot.disagreements import differ
from bot.likeness import without_speaker
from bot.names import same_name
from bot.text.folding import search_key, words
from bot.text.geography import places_in
from bot.text.measures import CLASSES, OUTCOMES, class_of

_IDIOMS = (
    ("killed", r"ums leben|perdu la vie|perdido la vida|perdieron la vida|(?:lost|lose) their li"),
    ("killed", r"\bpéri\b|\bperi(?:rent|t)?\b|\bfallec\w+|\bsuccomb\w+|\bumgekommen"),
    ("missing", r"\bunaccounted for|\bportee?s? disparue?s?"),
    ("injured", r"\bhospitali[sz]\w+"),
)
_GROUPS = {
    "civilian": "civil civils civile civiles civilian civilians zivilist zivilisten zivilistinnen",
    "child": "enfant enfants child children kind kinder nino ninos nina ninas minors",
    "woman": "femme femmes woman women frau frauen mujer mujeres",
    "soldier": "soldat soldats militaire militaires soldier soldiers soldaten troops soldado "
    "soldados militares",
    "police": "policier policiers gendarme gendarmes police officers polizist polizisten policias",
    "rescuer": "pompier pompiers secouristes firefighter firefighters rescuers feuerwehrleute "
    "bomberos",
    "journalist": "journaliste journalistes journalist journalists journalisten periodistas",
}
_GROUP_OF = {word: name for name, listed in _GROUPS.items() for word in listed.split()}
_PEOPLE = frozenset(
    "person personne personnes people persons personen menschen mensch personas gens victime "
    "victimes victims victim victimas opfer ouvrier ouvriers worker workers arbeiter obreros "
    "trabajadores salaries employes employees mitarbeiter empleados passager passagers passenger "
    "passengers passagiere pasajeros habitants residents einwohner bewohner habitantes migrants "
    "migranten migrantes touristes tourists touristen turistas manifestants protesters "
    "demonstrators demonstranten manifestantes eleves students schuler alumnos patients patienten "
    "pacientes detenus prisoners gefangene presos randonneurs skieurs mineurs miners".split()
)
_NEW_ONES = frozenset(
    "autre autres nouveau nouveaux nouvelle nouvelles supplementaires other others more additional "
    "further new weitere neue otros otras mas nuevos nuevas".split()
)
_LARGEST_RATIO = 5
_SMALLEST_LEFT = Decimal("0.5")
"""A toll may be put right downwards, but not to less than half: that is another toll."""


def moved(before: FigureClaim, after: FigureClaim) -> bool:
    """Whether the second claim gives a new value for what the first one counts.

    "La crue a fait 12 morts à Bonn." / "15 people have died in the flood in Bonn." -> True
    """
    one, two = outcome_of(before), outcome_of(after)
    if one or two:
        return one == two and _same_toll(before, after) and _apart(before, after)
    if before.days and after.days and before.days.isdisjoint(after.days):
        return False
    return differ(before, after) or _differ_across_languages(before, after)


def _differ_across_languages(before: FigureClaim, after: FigureClaim) -> bool:
    """The same for a thing that has one name in all languages, whose other words cannot match."""
    one, two = before.measure, after.measure
    return (
        before.passage.document.language != after.passage.document.language
        and one.thing == two.thing
        and one.thing in CLASSES
        and one.rate == two.rate
        and bool(before.around and after.around)
        and _one_place(before, after)
        and _apart(before, after)
    )


def same_value(before: FigureClaim, after: FigureClaim) -> bool:
    """Whether both count the same thing and neither value excludes the other."""
    one, two = outcome_of(before), outcome_of(after)
    if one != two or before.measure.rate != after.measure.rate:
        return False
    alike = _same_toll(before, after) if one else before.measure.thing == after.measure.thing
    return alike and not _excluding(before, after)


def outcome_of(claim: FigureClaim) -> str:
    """What became of the people counted: "killed", "injured" and so on; "" for other figures.

    "7 199 civils ont été tués" -> "killed"
    """
    measure = claim.measure
    if measure.thing in OUTCOMES:
        return measure.thing
    counted = words(claim.sentence[measure.counted.start : measure.counted.end])
    if not any(word in _PEOPLE or word in _GROUP_OF for word in counted):
        return ""
    clause = claim.sentence[measure.clause.start : measure.clause.end]
    after = claim.sentence[measure.span.end : measure.clause.end]
    for stretch in (after, clause):
        for word in words(stretch):
            if (found := class_of(word)) in OUTCOMES:
                return str(found)
        key = search_key(stretch)
        for outcome, idiom in _IDIOMS:
            if re.search(idiom, key):
                return outcome
    return ""


def group_of(claim: FigureClaim) -> str:
    """Which people are counted: "civilian", "child" and so on; "" for people of any kind."""
    measure = claim.measure
    counted = claim.sentence[measure.counted.start : measure.clause.end]
    near = words(counted)[:3]
    return next((_GROUP_OF[word] for word in near if word in _GROUP_OF), "")


def _same_toll(before: FigureClaim, after: FigureClaim) -> bool:
    if group_of(before) != group_of(after) or _of_new_ones(before) or _of_new_ones(after):
        return False
    if before.measure.rate != after.measure.rate:
        return False
    return _one_place(before, after)


def _of_new_ones(claim: FigureClaim) -> bool:
    """Whether only those who came to it are counted: "deux autres morts", "3 more deaths"."""
    measure = claim.measure
    counted = words(claim.sentence[measure.counted.start : measure.clause.end])[:4]
    return not _NEW_ONES.isdisjoint(counted)


def _one_place(before: FigureClaim, after: FigureClaim) -> bool:
    """Whether the sentences name a place or name in common, where both name one.

    German writes every noun like a name, so there only places that are known count.
    """
    one_around, other_around = _around(before), _around(after)
    ours, theirs = " ".join(one_around), " ".join(other_around)
    places, others = places_in(ours), places_in(theirs)
    languages = {one.passage.document.language for one in (before, after)}
    if "de" in languages:
        return not places or not others or not places.isdisjoint(others)
    if not ours or not theirs or not places.isdisjoint(others):
        return True
    return any(same_name(one, two) for one in one_around for two in other_around)


def _around(claim: FigureClaim) -> tuple[str, ...]:
    """The names of the sentence but for those of who says it: « Italy's agency said »."""
    told = without_speaker(claim.sentence)
    return tuple(name for name in claim.around if name in told)


def _apart(before: FigureClaim, after: FigureClaim) -> bool:
    """Whether the values exclude each other and the second may have grown out of the first."""
    if not _excluding(before, after):
        return False
    old, new = before.measure.high, after.measure.high
    return old > 0 and old * _SMALLEST_LEFT <= new <= old * _LARGEST_RATIO


def _excluding(before: FigureClaim, after: FigureClaim) -> bool:
    one, two = before.measure, after.measure
    return one.high < two.low or two.high < one.low
