"""Facts of French and English that the stages need, and a guess at which of the two a text is in.

Every list here holds what a printed text holds, in lower case and without the final full stop;
the rules that use them are in `sentences` and `tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code, with the facts that the stages ask for.

    Two languages are equal when their codes and names are: the word lists take no part in it, so
    that a language is a cheap dictionary key.

    Args:
        code: ISO 639-1 code, `fr`.
        name: its English name, for messages.
        titles: abbreviations that stand before a name and never end a sentence: `mm`, `dr`.
        references: abbreviations that point forward, to a number or a name: `art`, `p`, `cf`. They
            end a sentence only when a word follows that can do nothing but open one.
        finals: abbreviations that may well be the last word of a sentence: `etc`, `av. j.-c`.
        labels: nouns after which a single letter is a label and no initial: `plan B.`
        openers: words that, capitalised inside running text, nearly always open a sentence.
        articles: openers that names and titles of works begin with too: `Le Monde`.
        calendar: capitalised words that continue a sentence after an abbreviation: `8 a.m. Tuesday`.
        function_words: the commonest grammatical words, by which a text gives its language away.
        elisions: what an apostrophe may cut from the word after it, without the apostrophe.
        fused: words with an apostrophe or a clitic's hyphen that are one word nonetheless.
        contractions: what an apostrophe cuts from the word *before* it: `n't`, `'s`.
        enclitics: pronouns that a hyphen hangs on a verb, without the hyphen: `il`, `-t-il`.
        quotes: pairs of opening and closing marks, outermost first.
        decimal: the decimal mark.
        grouping: what may stand between groups of three digits.
    """

    code: str
    name: str
    titles: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    references: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    finals: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    labels: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    openers: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    articles: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    calendar: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    function_words: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    elisions: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    fused: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    contractions: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    enclitics: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    quotes: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)
    decimal: str = field(default=".", repr=False, compare=False)
    grouping: str = field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]{2}", self.code):
            raise ValueError(f"a language code has two lower-case letters, not {self.code!r}")


FRENCH = Language(
    code="fr",
    name="French",
    titles=_words(
        """m mm mme mmes mlle mlles me mes mgr dr drs pr prs st ste vve
        gal gén gen général col lcl lt-col lt-cl lieut-col cdt cne cpt cap capt lt ltt slt s-lt ens
        sgt adj adjt adj-chef adc adt cpl cal-chef cch clc mdl maj amal am vam cam cv cf cc lv ev1 ev2
        brig sold mal préf proc prés sén dép min amb rp r.p s.a s.a.r s.e s.m prof"""
    ),
    references=_words(
        """p pp art al alin chap ch fig tab tabl vol t tom n no nos nº n° nn num réf réfs ref cf conf v vs
        env éd ed éds eds coll dir trad ill pl rem rép tél tel fax av bd bld boul pl r rte imp fg all
        ex approx ca circ c-à-d c.-à-d c.à.d i.e e.g p.ex quest résol rés dimin dossier janv févr fév
        avr juil sept oct nov déc lun mer jeu ven sam dim"""
    ),
    finals=_words(
        """etc j.-c j.c jc s apr.j.-c suiv sq sqq ss hab adv fém masc sing plur litt fam fig auj ibid
        id op.cit al inc ltd cie sté ets jr p.-s n.d.l.r ndlr h.t ttc éd"""
    ),
    labels=_words(
        """plan vitamine vitamines groupe hépatite catégorie classe type point annexe division ligue série
        serie bloc zone lettre option phase partie section compagnie batterie lot site hangar bâtiment
        réseau film équipe quai porte"""
    ),
    openers=_words(
        """il elle ils elles on je j tu nous vous ce c cela ceci ça cet cette ces celui celle ceux celles
        celle-ci celui-ci ceux-ci celles-ci en dans pour par selon suivant après avant depuis lors lorsque
        lorsqu quand comme mais or car donc ainsi si s qu puisque puisqu tandis pendant durant dès afin
        parce chez avec sans sous sur vers contre entre malgré outre hormis parmi aucun aucune chaque
        plusieurs certains certaines quelques quelle quelles quel quels comment pourquoi combien est-ce
        qu'est-ce que qui où notamment toutefois cependant pourtant néanmoins ensuite enfin puis alors
        aussi aujourd'hui aujourd’hui hier demain désormais d'abord d’abord autre autres leur leurs mon ma
        mes ton ta tes ses notre nos votre vos cinq quant grâce à au aux deux trois quatre n ne y t
        environ voici voilà tout toute tous toutes seul seule seuls seules personne rien jamais toujours
        voir voire peu beaucoup trop et ni"""
    ),
    articles=_words("le la les l un une des du de d son sa"),
    function_words=_words(
        """le la les l un une des du de d et à au aux en dans sur pour par avec sans sous chez vers entre
        contre depuis pendant après avant que qu qui quoi dont où ce cet cette ces c il elle ils elles on
        je j tu nous vous se s ne n pas plus moins très aussi mais ou donc car ni si est sont était étaient
        a ont avait avaient été être avoir fut sera seront fait son sa ses leur leurs mon ma mes notre nos
        votre vos lui y comme tout tous toute toutes même autre autres deux selon lors ainsi cela celui
        celle ceux celles jusqu lorsque puis encore afin alors peut doit"""
    ),
    elisions=_words("l d j m n s t c ç qu jusqu lorsqu puisqu quoiqu quelqu presqu entr"),
    fused=_words(
        """aujourd'hui presqu'île presqu'îles prud'homme prud'hommes prud'homal prud'homale prud'homales
        prud'homaux prud'homie quelqu'un quelqu'une entr'ouvert entr'ouverte entr'ouvrir entr'aide
        d'abord-là grand'mère grand'mères grand'père grand'rue grand'place chef-d'œuvre chefs-d'œuvre
        chef-d'oeuvre chefs-d'oeuvre main-d'œuvre main-d'oeuvre hors-d'œuvre hors-d'oeuvre
        c'est-à-dire va-t-en-guerre rendez-vous au-delà"""
    ),
    enclitics=_words("je tu il elle on nous vous ils elles ce moi toi lui leur leurs le la les y en m t"),
    quotes=(("«", "»"), ("“", "”"), ("‹", "›"), ("‘", "’")),
    decimal=",",
    grouping="\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} .",
)

ENGLISH = Language(
    code="en",
    name="English",
    titles=_words(
        """mr mrs ms messrs mme dr drs prof rev fr hon pres gov sen rep reps sens amb atty supt
        gen lt col lt-col ltc ltg maj mg bg brig cpt capt cmdr cdr lcdr comdr adm vadm radm ens sgt sfc msgt
        ssgt gysgt cpl pfc pvt spc wo cwo insp det st ste mt ft u.s.s h.m.s hms uss"""
    ),
    references=_words(
        """no nos p pp art arts ch chap fig figs vol vols cf ca c approx vs v viz e.g i.e eg ie al sec para
        paras pt ref refs app apps ed eds trans r circa esp incl jan feb mar apr jun jul aug sep sept oct nov
        dec mon tue tues wed thu thur thurs fri op"""
    ),
    finals=_words(
        """etc a.m p.m am pm u.s u.k u.n u.s.a e.u d.c b.c a.d b.c.e c.e inc ltd corp co bros plc llc jr sr
        esq ph.d m.d b.a m.a n.y l.a calif mass conn va ala ariz fla ga ill wash ave blvd rd ibid et.al
        dept est in. ft. hr hrs min mins lb lbs oz mph kph gmt"""
    ),
    labels=_words("plan vitamin group hepatitis category class type point annex division league series block grade"),
    openers=_words(
        """he she it they we you i i'm i’m i've i’ve it's it’s he's he’s she's she’s that's that’s there's
        there’s this that these those there here in on at for from by with without under after before since
        when while where why how what who which whose if but and or so because although though however
        therefore moreover meanwhile then thus yet as during until unless despite according some many most
        several few each every all both another other its his her their our my your no not one two three
        today yesterday tomorrow now also even only just perhaps is are was were do does did has have had
        can could would should will let please"""
    ),
    articles=_words("the a an"),
    calendar=_words(
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december gmt utc est edt cet cest pst pdt local zulu"""
    ),
    function_words=_words(
        """the a an and or but nor of to in on at by for from with without into onto over under between
        about against after before during since until while when where which who whom whose what that this
        these those there here he she it they we you i his her its their our your my him them us me be is
        are was were been being am has have had do does did will would shall should can could may might
        must not no than then as if because so such some any all more most other only also both each very
        said been up out off"""
    ),
    fused=_words("o'clock ma'am d'état hors-d'oeuvre"),
    contractions=_words("n't 's 're 've 'll 'd 'm"),
    quotes=(("“", "”"), ("‘", "’")),
    decimal=".",
    grouping=",",
)

_LANGUAGES = {language.code: language for language in (FRENCH, ENGLISH)}


def language_of(code: str) -> Language:
    """Return the language of an ISO 639-1 code.

    Raises:
        ValueError: for a code that is not known; the message names those that are.

    >>> language_of("fr").name
    'French'
    """
    try:
        return _LANGUAGES[code.lower()]
    except KeyError:
        raise ValueError(f"no language {code!r}: the known ones are {', '.join(_LANGUAGES)}") from None


# Words that prove nothing: they are in both lists, or are everyday words of a neighbouring language too
# (Spanish and Italian `de la que`, Dutch `de`, German `in`, Portuguese `a`).
_UNTELLING = (FRENCH.function_words & ENGLISH.function_words) | _words(
    "a an de la un une en que se es me as on or l d n s c i y y o ou si sa son ni no in is was so also am do"
)
_FRENCH_VOTES = FRENCH.function_words - _UNTELLING
_ENGLISH_VOTES = ENGLISH.function_words - _UNTELLING
_WORD = re.compile(r"[^\W\d_]+")
# A letter or pair of letters that only one of the two languages writes in its own words.
_FRENCH_SPELLING = re.compile(r"[àâçèêîôùûœ]|[a-z]é|aux$")
# Enough for any text: 2,000 words settle the matter, and a book need not be read to its end.
_WORDS_READ = 2000
# Measured on sentences of UD French-GSD dev and of a French–English news set: with three votes at least and
# a lead of two to one no French sentence is taken for English, and two English sentences always suffice.
_FEWEST_VOTES = 3
_LEAD = 2.0
# Grammatical words that vote make up about 30 % of running French or English and 2–6 % of Spanish, German …
_SMALLEST_SHARE = 0.12


def guess_language(text: str) -> Language | None:
    """Say whether a text is French or English; None when it is too short, in neither, or could be either.

    Each telling grammatical word is a vote, and so is an accent that English does not write; quotations
    and names of the other language weigh little against the sentence they stand in.

    >>> guess_language("Le porte-avions a appareillé mardi pour la Méditerranée.").code
    'fr'
    >>> guess_language("The carrier left port on Tuesday. It is heading for the gulf.").code
    'en'
    >>> guess_language("1 200 – 3,5 – OTAN") is None
    True
    """
    words = [match[0].lower() for match in islice(_WORD.finditer(text), _WORDS_READ)]
    french = _count(words, _FRENCH_VOTES)
    english = _count(words, _ENGLISH_VOTES)
    spelling = sum(1 for word in words if _FRENCH_SPELLING.search(word))
    if english >= _FEWEST_VOTES and english >= _LEAD * (french + spelling / 2) and _enough(english, words):
        return ENGLISH
    # An accent alone is not French: it must come with grammatical words.
    votes = french + min(spelling, french)
    if votes >= _FEWEST_VOTES and votes >= _LEAD * english and _enough(french, words):
        return FRENCH
    return None


def _count(words: Iterable[str], votes: frozenset[str]) -> int:
    return sum(1 for word in words if word in votes)


def _enough(votes: int, words: list[str]) -> bool:
    return votes >= _SMALLEST_SHARE * len(words)
