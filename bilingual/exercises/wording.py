"""What an exercise says to its learner, in the language they read by."""

from __future__ import annotations

from collections.abc import Iterable

from bilingual.languages import FRENCH, Language

_LANGUAGES = {
    "en": {"en": "English", "fr": "French"},
    "fr": {"en": "anglais", "fr": "français"},
}
_QUOTES = {"en": "“{}”", "fr": "«\N{NARROW NO-BREAK SPACE}{}\N{NARROW NO-BREAK SPACE}»"}
_TASKS = {
    "en": {
        "cloze": "Fill the gap with the {language} for {meaning}.",
        "form": "Fill the gap with the right form of {word} ({meaning}).",
        "choice": "Which fills the gap: the {language} for {meaning}?",
        "match": "Match each term with its translation.",
        "order": "Put the pieces in order.",
        "translate": "Translate into {language}.",
        "false-friend": "What does {word} mean here?",
        "rank": "Which {country} rank is the same as {word}{force}?",
        "code": "What is the NATO code of the rank {word}{force}?",
    },
    "fr": {
        "cloze": "Complétez avec l’équivalent {language} de {meaning}.",
        "form": "Complétez avec la bonne forme de {word} ({meaning}).",
        "choice": "Quel est l’équivalent {language} de {meaning}\u202f?",
        "match": "Reliez chaque terme à sa traduction.",
        "order": "Remettez les morceaux dans l’ordre.",
        "translate": "Traduisez en {language}.",
        "false-friend": "Que veut dire {word} dans cette phrase\u202f?",
        "rank": "Quel grade {country} correspond à {word}{force}\u202f?",
        "code": "Quel est le code OTAN du grade {word}{force}\u202f?",
    },
}
_FORCES = {
    "en": {"army": " of the French army", "navy": " of the French navy", "air": " of the French air force"},
    "fr": {"army": " (armée de terre)", "navy": " (marine)", "air": " (armée de l’air)"},
}
_COUNTRIES = {
    "en": {"UK": "British", "US": "American", "": "English"},
    "fr": {"UK": "britannique", "US": "américain", "": "français"},
}


def task(name: str, reader: Language, **words: str) -> str:
    """Return a task in the reader's language.

    Args:
        name: of the task.
        reader: the language the learner reads by.
        words: `meaning`, to be quoted; `word`, quoted already; `language`, `force` and `country`, to be named.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> task("cloze", ENGLISH, language="fr", meaning="air strikes")
    'Fill the gap with the French for “air strikes”.'
    """
    return _TASKS[reader.code][name].format_map(
        {
            key: _LANGUAGES[reader.code][value]
            if key == "language"
            else _FORCES[reader.code].get(value, "")
            if key == "force"
            else _COUNTRIES[reader.code][value]
            if key == "country"
            else quote(value, reader)
            if key == "meaning"
            else value
            for key, value in words.items()
        }
    )


def quote(text: str, reader: Language) -> str:
    """Quote words inside a sentence of the reader's language."""
    return _QUOTES[reader.code].format(text)


# Of each part of a worksheet its title and what is to be done; `{language}` is the language that is learnt.
_PARTS = {
    "en": {
        "cloze": ("Fill the gaps", "Write the missing {language} words."),
        "choice": ("Choose", "Which word fills the gap? Tick it."),
        "match": ("Match", "Write beside each number the letter of its translation."),
        "order": ("Put in order", "Rebuild the sentence from its pieces."),
        "translate": ("Translate", "Translate the sentences."),
        "false-friend": ("False friends", "What does the word mean in this sentence? Tick it."),
        "rank": ("Ranks", "Tick the right answer."),
    },
    "fr": {
        "cloze": ("Textes à trous", "Écrivez les mots qui manquent, en {language}."),
        "choice": ("Choix multiple", "Quel mot convient\u202f? Cochez-le."),
        "match": ("Correspondances", "Écrivez à côté de chaque numéro la lettre de sa traduction."),
        "order": ("Remise en ordre", "Reconstituez la phrase."),
        "translate": ("Traduction", "Traduisez les phrases."),
        "false-friend": (
            "Faux amis",
            "Que veut dire le mot dans cette phrase\u202f? Cochez la bonne réponse.",
        ),
        "rank": ("Grades", "Cochez la bonne réponse."),
    },
}
_LABELS = {
    "en": {"name": "Name", "date": "Date", "key": "Key", "also": "also", "into": "into {language}"},
    "fr": {"name": "Nom", "date": "Date", "key": "Corrigé", "also": "aussi", "into": "en {language}"},
}


def words(kind: str, reader: Language, source: Language) -> tuple[str, str]:
    """Return the title and the instruction of a part of a worksheet.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> words("cloze", FRENCH, ENGLISH)
    ('Textes à trous', 'Écrivez les mots qui manquent, en anglais.')
    """
    title, instruction = _PARTS[reader.code][kind]
    return title, instruction.format(language=_LANGUAGES[reader.code][source.code])


def labelled(name: str, reader: Language) -> str:
    """Return a short word with its colon, before which French has a space that does not break.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> labelled("also", ENGLISH), labelled("also", FRENCH)
    ('also:', 'aussi\\xa0:')
    """
    return label(name, reader) + colon(reader)


def semicolons(parts: Iterable[str], reader: Language) -> str:
    """Join with semicolons, before which French has a space that does not break.

    >>> from bilingual.languages import ENGLISH, FRENCH
    >>> semicolons(["a", "b"], ENGLISH), semicolons(["a", "b"], FRENCH)
    ('a; b', 'a\\xa0; b')
    """
    return ("\N{NO-BREAK SPACE}; " if reader == FRENCH else "; ").join(parts)


def colon(reader: Language) -> str:
    """Return a colon, before which French has a space that does not break."""
    return "\N{NO-BREAK SPACE}:" if reader == FRENCH else ":"


def label(name: str, reader: Language, language: Language | None = None) -> str:
    """Return a short word of a worksheet: `name`, `date`, `key`, `also`, or `into` with a language."""
    return _LABELS[reader.code][name].format(
        language=_LANGUAGES[reader.code][language.code] if language else ""
    )
