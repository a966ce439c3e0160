"""What an exercise says to its learner, in the language they read by."""

from __future__ import annotations

from bilingual.languages import Language

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
        "rank": "Which rank is the same as {word} {force}?",
        "code": "What is the NATO code of the rank {word} {force}?",
    },
    "fr": {
        "cloze": "Complétez avec l’équivalent {language} de {meaning}.",
        "form": "Complétez avec la bonne forme de {word} ({meaning}).",
        "choice": "Quel est l’équivalent {language} de {meaning} ?",
        "match": "Reliez chaque terme à sa traduction.",
        "order": "Remettez les morceaux dans l’ordre.",
        "translate": "Traduisez en {language}.",
        "false-friend": "Que veut dire {word} dans cette phrase ?",
        "rank": "Quel grade correspond à {word} {force} ?",
        "code": "Quel est le code OTAN du grade {word} {force} ?",
    },
}
_FORCES = {
    "en": {"army": "of the French army", "navy": "of the French navy", "air": "of the French air force"},
    "fr": {"army": "(armée de terre)", "navy": "(marine)", "air": "(armée de l’air)"},
}


def task(name: str, reader: Language, **words: str) -> str:
    """Return a task in the reader's language.

    Args:
        name: of the task.
        reader: the language the learner reads by.
        words: `meaning`, to be quoted; `word`, quoted already; `language` and `force`, to be named.

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
            else quote(value, reader)
            if key == "meaning"
            else value
            for key, value in words.items()
        }
    )


def quote(text: str, reader: Language) -> str:
    """Quote words inside a sentence of the reader's language."""
    return _QUOTES[reader.code].format(text)
