"""What in a sentence may be asked for: terms first, then words whose reading and meaning are sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from bilingual.casing import key as folded
from bilingual.exercises.context import shown_by
from bilingual.exercises.forms import Form, Forms, agrees
from bilingual.exercises.inflection import fits_after, plural_of
from bilingual.exercises.levels import frequency
from bilingual.exercises.material import Sentence, content_words
from bilingual.glossary.compliance import Compliance, Use
from bilingual.glossary.model import ConceptEntry, GrammaticalNumber, PartOfSpeech, Term, TermStatus
from bilingual.languages import FRENCH, Language
from bilingual.lexicon import Lexicon
from bilingual.lexicon.words import fold
from bilingual.spans import Span

_SHORTEST = 4  # letters of a word worth asking for
_LIGHT = frozenset(
    """avoir être faire pouvoir devoir aller falloir dire mettre prendre
    be have do make get go say let put take""".split()
)
"""Verbs too general to be told from their translation."""
_IN_PHRASES = frozenset("abord près loin face jusque juste".split())
_BEFORE_PHRASE = frozenset("à au aux en par d' d’ sous".split())
_AFTER_PHRASE = frozenset("de d' d’ du des".split())
"""« d’abord », « au prix de », « à cause de »: a word of such a phrase has no meaning of its own to be given."""
CALENDAR = frozenset(
    """lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre
    octobre novembre décembre""".split()
)
_BACK = 0.03
"""Probability in the lexicon from which the meaning leads back to the word that is asked for."""


class GapKind(Enum):
    """What a gap asks for."""

    TERM = "term"
    WORD = "word"
    VERB = "verb"
    FUNCTION = "function"


@dataclass(frozen=True, slots=True)
class Gap:
    """A place in a sentence that may be left blank.

    Args:
        kind: what it asks for.
        sentence: where.
        span: in the source text.
        tokens: their indices in the sentence.
        surface: what stands there.
        meaning: in the reader's language.
        citation: the term or lemma.
        form: the reading of a word that is no term.
        entry: the concept of a term.
        term: which of its terms.
        plural: whether a noun stands in the plural; `None` where that is not known, or it is no noun.
        also: other answers that are right.
        zipf: frequency of the rarest word asked for.
    """

    kind: GapKind
    sentence: Sentence
    span: Span
    tokens: range
    surface: str
    meaning: str
    citation: str
    form: Form | None = None
    entry: ConceptEntry | None = None
    term: Term | None = None
    plural: bool | None = None
    also: tuple[str, ...] = ()
    zipf: float = 0.0

    @property
    def before(self) -> str:
        """The word before it, or nothing."""
        return self.sentence.words[self.tokens.start - 1] if self.tokens.start else ""

    @property
    def is_before_name(self) -> bool:
        """Whether a name follows: « le capitaine Duval »."""
        after = self.sentence.words[self.tokens.stop : self.tokens.stop + 1]
        return bool(after) and after[0][:1].isupper() and self.surface[:1].islower()

    @property
    def stem(self) -> str:
        """The sentence with a gap in it."""
        return self.sentence.with_gap(self.span)

    def named(self, words: frozenset[str]) -> bool:
        """Whether it is one of some words, which are in plain small letters, or one of some concepts."""
        concept = self.entry.id if self.entry else ""
        return bool({folded(self.surface), folded(self.citation), concept} & words)


def gaps_of(sentence: Sentence) -> Iterator[Gap]:
    """Yield what may be asked for in a sentence."""
    of_terms = [gap for found in sentence.bead.terms if (gap := _term_gap(sentence, found)) is not None]
    yield from of_terms
    covered = {index for found in sentence.bead.terms for index in sentence.inside(found.match.span)}
    for index, form in content_words(sentence):
        if index not in covered and (gap := _word_gap(sentence, index, form)) is not None:
            yield gap
    for index in range(len(sentence.tokens)):
        if index not in covered and (gap := _function_gap(sentence, index)) is not None:
            yield gap


def _term_gap(sentence: Sentence, found: Compliance) -> Gap | None:
    match, entry = found.match, found.match.entry
    tokens = sentence.inside(match.span)
    surface = sentence.surface(match.span)
    written = surface.split(" ")
    # Adjectives inside a term, and a term that shares a word with another, leave no gap to fill.
    if not tokens or len(written) != len(match.term.text.split(" ")) or sentence.gives_away(tokens):
        return None
    if match.term.status is TermStatus.ABBREVIATION or surface[:1].isupper():
        return None
    plural = _number(surface, match.term, entry, sentence)
    form = sentence.reading(tokens.start) if len(tokens) == 1 else None
    meaning = _meaning(found, bool(plural), form, sentence)
    if meaning is None or folded(meaning) == folded(surface):
        return None  # « missile » is “missile”: that asks for nothing
    if match.term.part_of_speech is PartOfSpeech.VERB and form is None:
        return None
    before = sentence.words[tokens.start - 1] if tokens.start else ""
    return Gap(
        GapKind.TERM, sentence, match.span, tokens, surface, meaning, match.term.text, form, entry, match.term,
        plural, _synonyms(match.term, entry, plural, before, surface, sentence),
        frequency(match.term.text, sentence.language),
    )  # fmt: skip


def _meaning(found: Compliance, plural: bool, form: Form | None, sentence: Sentence) -> str | None:
    """Return how the translation renders a term, or else the preferred equivalent of a preferred term.

    An admitted term may be narrower than the preferred one: « base » beside « base militaire ».
    """
    entry, language = found.match.entry, sentence.target_language
    noun = found.match.term.part_of_speech is PartOfSpeech.NOUN
    if found.use is Use.USED and found.span is not None and found.term is not None:
        if noun:
            return (plural_of(found.term, entry, language) if plural else None) or found.term.text
        infinitive = form is not None and form.tag == "W"
        return found.term.text if infinitive else sentence.target_surface(found.span)
    if found.match.term.status is not TermStatus.PREFERRED:
        return None
    preferred = entry.terms_in(language, TermStatus.PREFERRED)[0]
    return (plural_of(preferred, entry, language) if plural and noun else None) or preferred.text


def _number(surface: str, term: Term, entry: ConceptEntry, sentence: Sentence) -> bool | None:
    if term.part_of_speech is not PartOfSpeech.NOUN:
        return None
    written = folded(surface)
    plural = plural_of(term, entry, sentence.language)
    if term.number is GrammaticalNumber.PLURAL or (plural and written == folded(plural) != folded(term.text)):
        return True
    return False if written == folded(term.text) else None


def _synonyms(
    term: Term, entry: ConceptEntry, plural: bool | None, before: str, surface: str, sentence: Sentence
) -> tuple[str, ...]:
    """Return the other approved terms that fit where a noun stands: its gender and number, and its first sound."""
    if plural is None:
        return ()
    language = sentence.language
    others = (
        other
        for status in (TermStatus.PREFERRED, TermStatus.ADMITTED)
        for other in entry.terms_in(language, status)
        if other.part_of_speech is PartOfSpeech.NOUN and other.gender in (term.gender, None)
    )
    found = []
    for other in others:
        singular = other.text if other.number is not GrammaticalNumber.PLURAL else None
        text = plural_of(other, entry, language) if plural else singular
        if not text or folded(text) == folded(surface) or _narrowed_otherwise(text, surface):
            continue
        if fits_after(before, text, surface, language):
            found.append(text)
    return tuple(dict.fromkeys(found))


def _narrowed_otherwise(one: str, other: str) -> bool:
    """Whether a term is narrower than another, or the two narrow the same words in two ways.

    « Compagnie d'infanterie » is no company of engineers, and « à longue portée » is not « à courte portée ».
    """
    ours, theirs = set(folded(one).split()), set(folded(other).split())
    return ours > theirs or (len(ours & theirs) > 1 and bool(ours - theirs) and bool(theirs - ours))


def _word_gap(sentence: Sentence, index: int, form: Form) -> Gap | None:
    token, language = sentence.tokens[index], sentence.language
    tokens = range(index, index + 1)
    if (
        len(token.text) < _SHORTEST
        or form.lemma in _LIGHT | CALENDAR | _IN_PHRASES
        or sentence.gives_away(tokens)
    ):
        return None
    before, after = sentence.words[index - 1 : index], sentence.words[index + 1 : index + 2]
    if _BEFORE_PHRASE.issuperset(before) and _AFTER_PHRASE.issuperset(after) and before and after:
        return None
    meaning = sentence.meaning(tokens)
    if not meaning or folded(meaning) == folded(token.text) or not _leads_back(meaning, form, sentence):
        return None
    if form.part in "nv" and not _same_kind(form, meaning, sentence.target_language):
        return None  # « des comptes », “accountability”: what is meant is not in the word
    verb = form.part == "v" and form.tag[:1] not in "WG"
    return Gap(
        GapKind.VERB if verb else GapKind.WORD, sentence, token.span, tokens, token.text, meaning, form.lemma, form,
        zipf=frequency(form.lemma, language),
    )  # fmt: skip


def _same_kind(form: Form, meaning: str, target: Language) -> bool:
    """Whether the last word of a meaning may be of the same part of speech, and a noun of the same number."""
    readings = Forms.open(target).readings(meaning.split()[-1])
    return not readings or any(
        each.part == form.part and (form.part == "v" or agrees(f"-{form.tag[1]}", f"-{each.tag[1]}"))
        for each in readings
    )


def _leads_back(meaning: str, form: Form, sentence: Sentence) -> bool:
    """Whether somebody who is given the meaning may be expected to find the word."""
    lexicon = Lexicon.open()
    return any(
        lexicon.probability(word, each, sentence.target_language) >= _BACK
        for each in meaning.split()
        for word in (form.text, form.lemma)
    )


# Grammatical words that their translation tells from each other. « à », « de », « en », « dans », « par », « pour » and
# “of”, “in”, “to” are not among them: too often two of them are right.
_FUNCTION_WORDS = {
    "fr": {
        "preposition": "contre selon pendant depuis sans vers entre sous avec malgré après avant devant derrière",
        "conjunction": "mais donc lorsque tandis quand",
        "adverb": "aussi encore déjà jamais toujours souvent enfin ainsi ensuite désormais",
        "negation": "pas plus jamais rien",
    },
    "en": {
        "preposition": "against according during since without towards between under with despite after before behind",
        "conjunction": "but so when while although because",
        "adverb": "also still already never always often finally then",
    },
}


_NEGATIONS = {"pas": ("not",), "plus": ("longer",), "jamais": ("never",), "rien": ("nothing",)}


def _function_gap(sentence: Sentence, index: int) -> Gap | None:
    word, tokens = sentence.words[index], range(index, index + 1)
    class_of = function_class(word, sentence)
    if class_of is None or not word.islower() or sentence.gives_away(tokens):
        return None
    if sentence.words.count(word) > 1:
        return None
    meaning = sentence.meaning(tokens)
    lexicon = Lexicon.open()
    if not meaning or " " in meaning or not meaning.isalpha():
        return None
    # « Pas » is “no” in some translations, but nobody who reads “no” would think of it.
    if word in _NEGATIONS and meaning.lower() not in _NEGATIONS[word]:
        return None
    # The meaning must say this word rather than any other.
    likeliest = lexicon.translations(meaning, 1, sentence.target_language)
    if not likeliest or likeliest[0][0] != fold(word, sentence.language):
        return None
    return Gap(
        GapKind.FUNCTION, sentence, sentence.tokens[index].span, tokens, word, meaning.lower(), word,
        zipf=frequency(word, sentence.language),
    )  # fmt: skip


def function_class(word: str, sentence: Sentence) -> tuple[str, ...] | None:
    """Return the grammatical words of the same class as one, itself among them; `None` for any other word."""
    for name, words in _FUNCTION_WORDS[sentence.language.code].items():
        found = tuple(words.split())
        if word in found and (name != "negation" or _negated(sentence, word)):
            return found
    return None


def _negated(sentence: Sentence, word: str) -> bool:
    """Whether a word stands after a verb with « ne », where « plus » is “no longer” and no comparison."""
    index = sentence.words.index(word)
    return any(before.lower() in ("ne", "n’", "n'") for before in sentence.words[max(0, index - 4) : index])


def agreement(gap: Gap) -> str:
    """Return the gender and number of the noun in a gap, as a tag, or the tag of another word.

    A distractor of the same gender and number agrees with whatever shows them. Where the noun itself has no mark of
    its number (« trois mois »), the word before it tells.
    """
    if gap.term is not None and gap.plural is not None:
        return gender_of(gap.term, gap.sentence.language) + ("p" if gap.plural else "s")
    tag = gap.form.tag if gap.form else "--"
    shown = (
        shown_by(gap.before)
        if gap.sentence.language == FRENCH and gap.form and gap.form.part == "n"
        else None
    )
    if shown is None:
        return tag
    return "".join(other if own == "-" else own for own, other in zip(tag, shown, strict=True))


def gender_of(term: Term, language: Language) -> str:
    """Return the gender of a noun of the termbase, `m` or `f`; `-` in English, and where nothing tells.

    A person's name for both sexes counts as masculine, the gender of its plain form.
    """
    if language != FRENCH:
        return "-"
    if term.gender is not None:
        return term.gender.value[0]
    head = term.text.replace("’", "'").split(" ")[0]
    return next((form.tag[0] for form in Forms.open(language).readings(head) if form.part == "n"), "-")
