"""What the words beside a match say about it: whether it is a name, a noun, a verb, an adjective."""

from __future__ import annotations

import re
from typing import Final

from bilingual.glossary.atoms import Atoms
from bilingual.glossary.french import agreements, conjugate
from bilingual.glossary.model import ConceptEntry, EntryFlag, PartOfSpeech, Term, TermStatus
from bilingual.languages import FRENCH, Language


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HYPHENS: Final = frozenset("-\u2010\u2011")
# Before a hyphen these leave a term what it is: « ex-*djihadiste* », « anti-*drones* ».
_PREFIXES: Final = _words("ex anti non pro pré mini co vice quasi pseudo néo former")
# First names among our terms, told from the term only by the family name that follows: « Marine Le Pen ».
_FIRST_NAMES: Final = _words("marine victoire martial")
_BEFORE_COMMON_NOUN: Final = _words(
    """
        la l le les de du des d à au aux en notre sa leur une un cette par pour et dans sur the
        a an of in by to with from for and our its their his her this that against
        """
)


def may_be_term(atoms: Atoms, first: int, last: int, term: Term, entry: ConceptEntry) -> bool:
    """Whether capitals allow the atoms `first` to `last` to be `term`, and not a name or an abbreviation.

    « Char » inside a sentence is a poet and « Marine Le Pen » is nobody's navy; « SA » is not « sa ».
    """
    surface = atoms.text[atoms.spans[first][0] : atoms.spans[last][1]]
    if (
        first
        and atoms.joints[first]
        and atoms.gap(first) in _HYPHENS
        and atoms.words[first - 1] not in _PREFIXES
    ):
        return False  # « sous-*officiers* d'active », « après-*guerre* »
    # « Otan » is written as well as « OTAN », but « Sa » is no SA.
    if term.status is TermStatus.ABBREVIATION or (len(term.text) < 4 and term.text.isupper()):
        if is_before_names_only(term):
            return surface.lower() == term.text.rstrip(".").lower() and _stands_before_name(atoms, last, term)
        same = surface.translate(_PLAIN_JOINTS) == term.text.translate(_PLAIN_JOINTS)
        return same or (surface.endswith("s") and surface[:-1] == term.text and term.language != FRENCH.code)
    if first != last and term.text[-2] == " " and term.text[-1].isupper() and not surface[-1].isupper():
        return False  # « une bombe a explosé » is no « bombe A »
    initial = surface[0]
    if not initial.isupper():
        return not (first == last and term.text[0].isupper()) and not any(map(str.isupper, surface[1:2]))
    if EntryFlag.TITLE in entry.flags:  # « la frégate Amiral-Ronarc'h », « rue du Général-Leclerc »
        return not (
            atoms.joined(last + 1) and "-" in atoms.gap(last + 1) and atoms.surface(last + 1)[0].isupper()
        )
    if first != last or term.text[0].isupper():
        return True
    if entry.domain == "units" and _in_unit_name(atoms, first):
        return True
    if len(surface) > 1 and surface.isupper():
        return any(_is_capitals(atoms, index) for index in (first - 1, last + 1))
    names_follow = (
        last + 1 < len(atoms.words) and atoms.gap(last + 1) == " " and atoms.surface(last + 1)[0].isupper()
    )
    if atoms.opens_sentence(first):
        return not (names_follow and atoms.words[first] in _FIRST_NAMES)
    if EntryFlag.CAPITALISED in entry.flags:
        return not names_follow and atoms.before(first) in _BEFORE_COMMON_NOUN
    return atoms.in_title_case(first)


_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th|e|er|re|ère|ème)")


def _in_unit_name(atoms: Atoms, index: int) -> bool:
    """Whether a number counts a unit with capitals: "the 40th *Brigade*", "3rd Armoured *Division*"."""
    for place in range(index - 1, max(-1, index - 4), -1):
        if not atoms.joined(place + 1):
            return False
        if _ORDINAL.fullmatch(atoms.words[place]):
            return True
        if not atoms.surface(place)[0].isupper():
            return False
    return False


def is_before_names_only(term: Term) -> bool:
    """Whether a term is a rank cut short, which counts only before a name: « col. », « cdt »."""
    return term.status is TermStatus.ABBREVIATION and (term.text.endswith(".") or term.text.islower())


_OPENING_WORDS: Final = _words(
    """
        le la les l un une des du de d ce cet cette ces c il elle on ils elles je nous vous si s en y au aux à et mais
        or ou où quand lorsque dans pour par avec sans sur sous après avant depuis selon son sa ses leur leurs
        the a an this that these those he she it they we you if in on at for with without after before when
        but and his her its their
    """
)


def _stands_before_name(atoms: Atoms, last: int, term: Term) -> bool:
    end = atoms.spans[last][1]
    stop = len(term.text) - len(term.text.rstrip("."))
    gap, initial = atoms.text[end : end + stop + 1], atoms.text[end + stop + 1 : end + stop + 2]
    if not (gap in (" ", "\xa0", ". ", ".\xa0") and len(gap) == stop + 1 and initial.isupper()):
        return False
    # « devant le *col.* Si elle ne passe pas … »: no name begins like this, so that a sentence has ended.
    return last + 1 >= len(atoms.words) or atoms.words[last + 1] not in _OPENING_WORDS


def is_before_name(atoms: Atoms, last: int) -> bool:
    """Whether a name may follow: a capital after a space."""
    return atoms.joined(last + 1) and atoms.gap(last + 1) == " " and atoms.surface(last + 1)[0].isupper()


_PLAIN_JOINTS: Final = str.maketrans("-\u2010\u2011’\xa0", "   ' ")


def _is_capitals(atoms: Atoms, index: int) -> bool:
    return 0 <= index < len(atoms.words) and len(atoms.words[index]) > 1 and atoms.surface(index).isupper()


_DETERMINERS: Final = {
    "fr": _words(
        """
        le la les l un une des du ce cet cette ces son sa ses leur leurs notre nos votre vos mon
        ma mes au aux chaque plusieurs quelques aucun aucune deux trois quatre cinq six sept
        huit neuf dix premier première nouvelle nouveau dernière dernier
        """
    ),
    "en": _words(
        """
        the a an this these those its their his her our your my no any each every several some
        many few two three four five six seven eight nine ten first new last another
        """
    ),
}
_PREPOSITIONS: Final = {
    "fr": _words("de d à par en sans contre avec sous après avant pour sur"),
    "en": _words("of in by with from on for after before during against under without into"),
}
# Before these stands a verb and no noun.
_SUBJECTS: Final = {
    "fr": _words("je j tu il elle on ils elles ne n se s me m te t qui y"),
    "en": _words(
        "i you he she it we they who will would can could may might must should shall cannot didn don doesn"
    ),
}
# « une opinion plus tranchée »: an adjective that is no term.
_DEGREES: Final = {
    "fr": _words("plus moins très trop si aussi assez"),
    "en": _words("very too"),
}
# « il a blessé », « la police sera armée »: no noun follows these that looks like a participle.
_AUXILIARIES: Final = _words("a ont avait avaient aurait auraient aura auront ait aient ayant été")
_ENGLISH_AUXILIARIES: Final = _words("was were is are been be being has have had got get")
_ARTICLES: Final = _words(
    "le la les l un une des ce cette ces son sa ses leur leurs chaque plusieurs deux trois"
)
_BEING: Final = frozenset(conjugate("être"))
_PARTICIPLE_ENDINGS: Final = ("é", "ée", "és", "ées")
# Adjectives that are nouns as well, as all participles are.
_ADJECTIVES_AND_NOUNS: Final = frozenset(
    form
    for word in ("militaire", "civil", "humanitaire", "paramilitaire", "combattant")
    for form in agreements(word)
)
# What may stand before such a noun, besides determiners and prepositions: nothing, or what all nouns may have.
_BEFORE_SUBSTANTIVE: Final = _words(
    """
        et ou ni comme que selon entre parmi chez vers envers dont où six autres autre anciens ancien ancienne
        anciennes jeunes jeune nouveaux nouvelles nouveau nouvelle premiers premières premier première derniers
        dernières dernier dernière nombreux nombreuses seuls seules seul seule simple simples haut hauts vieux
        grands grand certains certaines certain mille cent cents vingt trente quarante cinquante soixante onze
        douze treize quatorze quinze seize millions milliers
    """
) | {""}


def _may_be_adjective(word: str) -> bool:
    return word.endswith(_PARTICIPLE_ENDINGS) or word in _ADJECTIVES_AND_NOUNS


# Object pronouns and articles at once: « les bombarder », « les bombardes ».
_CLITICS: Final = _words("le la les l leur")


def agreement(
    part: PartOfSpeech, atoms: Atoms, first: int, last: int, language: Language, *, may_be_verb: bool = False
) -> int:
    """Say how well the neighbours suit a noun or a verb: 1 well, 0 they do not tell, -1 not at all.

    « il *frappe* », but « une *frappe* ».  `may_be_verb` says of an English noun that it is in the singular and
    counted, so that no article before it is rare.
    """
    if part is not PartOfSpeech.NOUN and part is not PartOfSpeech.VERB:
        return 0
    before, word, code = atoms.before(first), atoms.words[first], language.code
    if before in _DEGREES[code]:
        return -1
    if part is PartOfSpeech.NOUN:
        # « sont portés disparus » is a term all the same.
        auxiliary = before in _AUXILIARIES or (first == last and before in _BEING)
        if before in _SUBJECTS[code] or (auxiliary and word.endswith(_PARTICIPLE_ENDINGS)):
            return -1
        if code == "en" and before == "to" and first == last and may_be_verb:
            return -1  # "people tend to *rebel*"
        if (
            code == "en"
            and first == last
            and word.endswith("ed")
            and (before in _ENGLISH_AUXILIARIES or has_object(atoms, last))
        ):
            return -1  # "he was *wounded* in the thigh", "a bomb *wounded* three"
        suits = before in _DETERMINERS[code] or before in _PREPOSITIONS[code]
        if (
            code == "fr"
            and first == last
            and before
            and not suits
            and atoms.after(last) in _ARTICLES
            and not word.endswith("s")
        ):
            return -1  # « le préfet *redoute* une explosion »
        if code == "fr" and first == last and not suits and _may_be_adjective(word):
            # « une trentaine *blessées* », « des autorités *militaires* »
            # After a comma « *appelé* le Havre » is a participle and « *appelés* et volontaires » are men.
            alone = (
                before in _BEFORE_SUBSTANTIVE if before or word.endswith("s") else atoms.opens_sentence(first)
            )
            return 0 if alone or before.isdigit() else -1
        return int(suits)
    if code == "fr" and before in _REFLEXIVE_ONLY:
        return -1  # « les malheurs s'*abattent* »; a pronominal verb has a pattern of its own
    if before in _SUBJECTS[code] or (code == "en" and before == "to"):
        return 1
    if before in _DETERMINERS[code] or before.isdigit():
        participle = word.endswith("ed") if code == "en" else word.endswith(("er", "ir", "re", "nt", "ait"))
        return 0 if participle and (code == "en" or before in _CLITICS) else -1
    if (
        code == "fr"
        and before in ("de", "d", "pour", "par", "sans", "à")
        and not word.endswith(("er", "ir", "re"))
    ):
        return -1
    if not before or before in _PREPOSITIONS[code]:
        return 0
    return int(atoms.after(last) in _DETERMINERS[code])


def has_object(atoms: Atoms, last: int) -> bool:
    """Whether a determiner follows an English word, which shows that it is a verb."""
    return atoms.after(last) in _DETERMINERS["en"]


_ADVERBS: Final = {
    "fr": _words(
        """
        pas plus jamais point guère alors ensuite également aussi déjà encore enfin ainsi bien
        mal toujours tous toutes tout peu hier aujourd hui désormais depuis presque
        """
    ),
    "en": _words("not never also again already still then now later finally all it them him her both"),
}
_ADJECTIVES: Final = {
    "fr": _words(
        """
        lourd lourds lourde lourdes léger légers russe russes turc turcs turque turques grec
        grecs court longue long longs grand grands grande grandes petit petits petite petites
        nouveau nouveaux nouvelle nouvelles mixte mixtes libre libres arabe arabes jeune jeunes
        vieux simple simples double doubles suicide rapide rapides massif moderne modernes
        proche proches syriens kurdes kurde houthi houthis houthies et
        """
    ),
    "en": _words(
        """
        heavy light long short large small new old massive major deadly joint guided modern
        fresh US U S UK French Dutch Greek Iraqi Israeli Yemeni Houthi precision and
        """
    ),
}
_ADJECTIVE_ENDINGS: Final = {
    "fr": tuple(
        _words(
            """
            é ée és ées ien ienne iens iennes ain aine ains aines ais aise aises ois oise oises ique
            iques al ale ales aux if ive ifs ives ant ante ants antes ent ents aire aires able ables
            ible ibles eur eurs eux euse euses el elle els elles ier ière iers ières is ise
            """
        )
    ),
    "en": tuple(_words("ed ing al ic ive ous ary an ese ish able ible ern ent ant ar")),
}


def may_stand_inside(word: str, surface: str, language: Language, *, verb: bool) -> bool:
    """Whether a word may part the words of a term: an adverb those of a verb, an adjective those of a noun.

    >>> may_stand_inside("iranien", "iranien", FRENCH, verb=False)
    True
    """
    code = language.code
    if verb:
        return word in _ADVERBS[code] or word.endswith("ment" if code == "fr" else "ly")
    return surface in _ADJECTIVES[code] or (len(word) > 3 and word.endswith(_ADJECTIVE_ENDINGS[code]))


GOVERNED: Final = {
    "fr": _words("de d du des à au aux sur"),
    "en": _words("of to at on for against from with"),
}
"""What a verb takes before its object, which is not part of its term: « s'emparer *de* », "fire *at*"."""
REFLEXIVES: Final = _words("se s me m te t nous vous")
_REFLEXIVE_ONLY: Final = frozenset(("se", "s"))
_BEFORE_PARTICIPLE: Final = _BEING | _words("y en ne n pas plus jamais a avoir ayant")
# « s'est déjà presque entièrement emparé » is as far apart as news puts them.
_FARTHEST_PRONOUN: Final = 4


def reflexive_start(atoms: Atoms, verb: int) -> int | None:
    """Return the atom of the pronoun that makes the verb pronominal, or `None` where it has none.

    >>> reflexive_start(Atoms("ils se sont vite emparés"), 4)
    """
    for index in range(verb - 1, max(-1, verb - 2 - _FARTHEST_PRONOUN), -1):
        if not atoms.joined(index + 1):
            return None
        word = atoms.words[index]
        if word in REFLEXIVES:
            return index
        if not (word in _BEFORE_PARTICIPLE or may_stand_inside(word, word, FRENCH, verb=True)):
            return None
    return None
