"""Facts of French and English that the stages need, and a guess at which of the two a text is in.

Every list here holds what a printed text holds, in lower case and without the final full stop;
the rules that use them are in `sentences` and `tokens`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from bilingual.errors import LanguageError, expect


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _abbreviations(text: str) -> frozenset[str]:
    """The words as given, with a capital, and in capitals; a single letter as given, for `s.` is no `S.`"""
    words = text.split()
    return frozenset(words) | {
        f for word in words if len(word) > 1 for f in (word.capitalize(), word.upper())
    }


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its ISO 639-1 code, with the facts that the stages ask for.

    Two languages are equal when their codes and names are: the word lists take no part in it, so
    that a language is a cheap dictionary key. Abbreviations are kept without their last full stop.

    Args:
        code: ISO 639-1 code, `fr`.
        name: its English name, for messages.
        titles: abbreviations that stand before a name: `M`, `gén`.
        forward: abbreviations that point forward, to a name or to what follows: `cf`, `éd`, `av`.
        numbered: abbreviations before a number, often ordinary words too: `art`, `vol`, `p`.
        finals: abbreviations that may well be the last word of a sentence: `etc`, `av. J.-C`.
        labels: nouns after which a single letter is a label and no initial: `plan B.`
        openers: words that, capitalised inside running text, nearly always open a sentence.
        articles: openers that names and titles of works begin with too: `Le Monde`.
        works: nouns that the title of a work or the name of a thing follows: `film`, `journal`.
        calendar: capitalised words that continue a sentence after an abbreviation: `8 a.m. Tuesday`.
        title_case: whether titles capitalise most words, so that a capital inside a sentence tells little.
        function_words: the commonest grammatical words, by which a text gives its language away.
        elisions: what an apostrophe may cut from the word after it, without the apostrophe.
        fused: words with an apostrophe, or with a hyphen before what looks like a pronoun.
        enclitics: pronouns that a hyphen hangs on a verb, without the hyphen: `il` in `a-t-il`.
        decimal: the decimal mark.
        grouping: what may stand between groups of three digits.
    """

    code: str
    name: str
    titles: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    forward: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    numbered: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    finals: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    labels: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    openers: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    articles: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    works: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    calendar: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    title_case: bool = field(default=False, repr=False, compare=False)
    function_words: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    elisions: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    fused: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    enclitics: frozenset[str] = field(default=frozenset(), repr=False, compare=False)
    decimal: str = field(default=".", repr=False, compare=False)
    grouping: str = field(default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]{2}", self.code):
            raise ValueError(f"a language code has two lower-case letters, not {self.code!r}")


FRENCH = Language(
    code="fr",
    name="French",
    titles=_abbreviations(
        """M MM Mme Mmes Mlle Mlles Me Mes Mgr Mr Mrs dr drs Pr prof St Ste Vve R.P S.A S.A.R S.E S.M
        gal gén col lcl lt-col lt-cl lieut-col cdt cne cpt capt lt ltt slt s-lt sgt sgt-chef sergt
        adj adjt adj-chef adc adt cpl cal-chef caporal-chef cch mdl maj amal vam ev1 brig préf proc sén dép"""
    ),
    forward=_abbreviations(
        """cf conf env éd éds eds coll dir trad réf réfs ref rép av ap apr bd bld blvd boul rte imp
        c-à-d c.-à-d
        c.à.d i.e e.g p.ex approx ca circ quest résol dép vs angl ital lat anc hôp qq batt
        escad blind inf cav rég div comp sect parl gouv minist départ univ assoc intern
        nat adm admin commiss"""
    ),
    numbered=_abbreviations(
        """p pp art al alin chap ch fig tab tabl pl vol t n no nos nº n° nn num vers v ff fol tél tel fax
        janv févr fév avr juil sept oct nov déc dec doc ex rem"""
    ),
    finals=_abbreviations(
        """etc suiv sq sqq ss hab adv fém masc sing plur litt auj ibid id op.cit inc ltd cie sté ets jr
        p.-s n.d.l.r ndlr h.t ttc s apr.j.-c av.j.-c ex p.ex"""
    ),
    labels=_words(
        """plan vitamine vitamines groupe hépatite catégorie classe type point annexe division ligue série
        serie bloc zone lettre option phase partie section batterie lot site hangar bâtiment réseau
        équipe quai porte"""
    ),
    openers=_words(
        """il elle ils elles on je j nous vous c ce cela ceci ça cet cette ces celui celle ceux celles
        celle-ci celui-ci ceux-ci celles-ci en dans pour par selon suivant après avant depuis lors lorsque
        lorsqu quand comme mais or car donc ainsi si s qu puisque puisqu tandis pendant durant dès afin
        parce chez avec sans sous sur vers contre entre malgré outre hormis parmi aucun aucune chaque
        plusieurs certains certaines quelques quelle quelles quel quels comment pourquoi combien est-ce
        que qui où notamment toutefois cependant pourtant néanmoins ensuite enfin puis alors aussi
        aujourd'hui hier demain désormais d'abord autre autres leur leurs mon ma mes ton ta tes ses notre
        nos votre vos quant grâce au aux deux trois quatre cinq n ne y t voici voilà tout toute tous toutes
        seul seule seuls seules rien jamais toujours voir voire peu beaucoup et ni à tu environ
        six sept huit neuf dix onze douze quinze vingt trente d'après jusqu jusque quoique même moins soit
        ici là parfois souvent longtemps bientôt auparavant autrefois naguère finalement également
        seulement actuellement initialement généralement malheureusement heureusement certes oui non
        étant ayant faute face peut-être né née situé située fondé fondée créé créée surtout excepté
        sauf pourvu quiconque quelqu'un nul nulle tel telle presque tantôt sitôt vu"""
    ),
    articles=_words("le la les l un une des du de d son sa"),
    works=_words(
        """album albums article articles ballet bande chaîne chanson chansons collection comédie compagnie
        conte disque documentaire émission essai épisode exposition western feuilleton fiction film films
        groupe
        hebdomadaire intitulé intitulée intitulés intitulées jeu journal journaux label livre livres
        localité magazine mensuel morceau navire nouvelle nommé nommée œuvre opéra ouvrage parti périodique
        pièce poème programme quotidien recueil restaurant revue roman romans rubrique série single
        surnommé surnommée tableau théâtre titre titres titré titrée tome trilogie appelé appelée dit dite
        telles tels tel telle baptisé baptisée site slogan cinéma café bar hôtel association mouvement"""
    ),
    function_words=_words(
        """le la les l un une des du de d et à au aux en dans sur pour par avec sans sous chez vers entre
        contre depuis pendant après avant que qu qui quoi dont où ce cet cette ces c il elle ils elles on
        je j tu nous vous se s ne n pas plus moins très aussi mais ou donc car ni si est sont était étaient
        a ont avait avaient été être avoir fut sera seront fait son sa ses leur leurs mon ma mes notre nos
        votre vos lui y comme tout tous toute toutes même autre autres deux selon lors ainsi cela celui
        celle ceux celles jusqu lorsque puis encore afin alors peut doit lequel laquelle
        lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles"""
    ),
    elisions=_words("l d j m n s t c ç qu jusqu lorsqu puisqu quoiqu quelqu presqu entr"),
    fused=_words(
        """aujourd'hui presqu'île presqu'îles prud'homme prud'hommes prud'homal prud'homale prud'homales
        prud'homaux prud'homie quelqu'un quelqu'une entr'ouvert entr'ouverte entr'ouvrir entr'aide
        grand'mère grand'mères grand'père grand'rue grand'place c'est-à-dire va-t-en-guerre rendez-vous
        chef-d'œuvre chefs-d'œuvre chef-d'oeuvre chefs-d'oeuvre main-d'œuvre main-d'oeuvre hors-d'œuvre
        hors-d'oeuvre n'djamena là-dessus on-dit sot-l'y-laisse"""
    ),
    enclitics=_words("je tu il elle on nous vous ils elles ce moi toi lui leur le la les y en"),
    decimal=",",
    grouping="\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE} .",
)

ENGLISH = Language(
    code="en",
    name="English",
    titles=_abbreviations(
        """Mr Mrs Ms Messrs Mme dr drs prof Rev Fr Hon pres gov Sen Rep Reps Sens amb atty supt
        gen lt col lt-col ltc ltg maj bg brig cpt capt cmdr cdr lcdr comdr adm vadm radm ens sgt sfc msgt
        ssgt gysgt cpl pfc pvt spc wo cwo insp det St Ste Mt Ft H.M.S R.Adm V.Adm"""
    ),
    forward=_abbreviations("cf ca viz vs e.g i.e eg ie al approx incl esp eds trans ref"),
    numbered=_abbreviations(
        """No nos p pp art arts ch chap fig figs vol vols v sec para paras pt refs app apps ed r circa
        jan feb mar apr jun jul aug sep sept oct nov dec op"""
    )
    | {"no"},
    finals=_abbreviations(
        """etc a.m p.m u.s u.k u.n u.s.a e.u d.c b.c a.d b.c.e c.e inc ltd corp co bros plc llc jr sr
        esq ph.d m.d b.a m.a n.y l.a calif conn ariz fla ave blvd rd ibid dept est hr hrs mins lbs oz
        mon tue tues wed thu thur thurs fri"""
    )
    | _words("Ph.D a.m p.m"),
    labels=_words(
        "plan vitamin group hepatitis category class type point annex division league series block grade"
    ),
    openers=_words(
        """he she it they we you i this that these those there here in on at for from by with without under
        after before since when while where why how what who which whose if but and or so because although
        though however therefore moreover meanwhile then thus yet as during until unless despite according
        some many most several few each every all both another other its his her their our my your not two
        three today yesterday tomorrow now also even only just perhaps is are was were do does did has have
        had can could would should let please officials no one"""
    ),
    articles=_words("the a an"),
    calendar=_words(
        """monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december gmt utc est edt cet cest pst pdt local zulu"""
    ),
    title_case=True,
    function_words=_words(
        """the a an and or but nor of to in on at by for from with without into onto over under between
        about against after before during since until while when where which who whom whose what that this
        these those there here he she it they we you i his her its our their your my him them us me be is
        are was were been being am has have had do does did will would shall should can could may might
        must not no than then as if because so such some any all more most other only also both each very
        said been up out off"""
    ),
    fused=_words("o'clock ma'am hors-d'oeuvre ne'er e'er"),
    decimal=".",
    grouping=",",
)

_LANGUAGES = {language.code: language for language in (FRENCH, ENGLISH)}


def language_of(code: str) -> Language:
    """Return the language of an ISO 639-1 code.

    Raises:
        LanguageError: for a code that is not known; the message names those that are.
        WrongTypeError: for what is no code.

    >>> language_of("fr").name
    'French'
    """
    expect(code, str, "a language is FRENCH, ENGLISH, or a code such as 'fr'")
    try:
        return _LANGUAGES[code.lower()]
    except KeyError:
        raise LanguageError(f"no language {code!r}: the known ones are {', '.join(_LANGUAGES)}") from None


def as_language(language: Language | str) -> Language:
    """Return a language given as itself or by its ISO 639-1 code.

    Raises:
        LanguageError: for a code that is not known.
        WrongTypeError: for what is neither.

    >>> as_language("en") is as_language(ENGLISH) is ENGLISH
    True
    """
    return language if isinstance(language, Language) else language_of(language)


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


HEAD = 20_000
"""Characters of a text of which its language is guessed."""


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


def other_language(language: Language) -> Language:
    """Return English for French and French for English.

    >>> other_language(FRENCH).name
    'English'
    """
    return ENGLISH if language == FRENCH else FRENCH


def language_pair(
    source: Language | None = None, target: Language | None = None, text: str = ""
) -> tuple[Language, Language]:
    """Complete a pair of languages: what is said, the other one of the two, or what the text is in.

    Args:
        source: language of the text, where it is said.
        target: language to read it in, likewise.
        text: the text, of whose beginning the language is guessed where neither is said; French if in doubt.

    Raises:
        LanguageError: both are the same.

    >>> [each.name for each in language_pair(text="The carrier left port on Tuesday. It is in the gulf.")]
    ['English', 'French']
    """
    other = {FRENCH.code: ENGLISH, ENGLISH.code: FRENCH}
    if source is None:
        source = (other.get(target.code) if target else guess_language(text[:HEAD])) or FRENCH
    target = target or other.get(source.code, ENGLISH)
    if source == target:
        raise LanguageError(f"the text and its translation are both in {source.name}")
    return source, target
