"""The languages of a text and its translation: said, or guessed of the text, and whether it is in them."""

from __future__ import annotations

from bilingual.document import Document
from bilingual.errors import DocumentError
from bilingual.languages import HEAD, Language, as_language, guess_language, language_pair


def languages_of(
    source: Language | str | None, target: Language | str | None, document: Document
) -> tuple[Language, Language]:
    """Return the languages of a text and its translation, of which either or both may be left open."""
    ours, theirs = (None if language is None else as_language(language) for language in (source, target))
    return language_pair(ours, theirs, document.text)


def refuse_other_language(document: Document, source: Language, target: Language) -> None:
    """Raise `DocumentError` where a document is plainly in another language than `source`."""
    guess = guess_language(document.text[:HEAD])
    if guess is None or guess.code == source.code:
        return
    swap = f"--from {guess.code} --to {source.code if guess.code == target.code else target.code}"
    raise DocumentError(
        f"this text is in {guess.name}, not in {source.name}", place=document.name, remedy=f"try {swap}"
    )


def refuse_other_languages(
    source: Document, target: Document, source_language: Language, target_language: Language
) -> None:
    """Raise `DocumentError` where one of two texts is plainly in another language than it should be."""
    expected = (source_language, target_language)
    found = [guess_language(document.text[:HEAD]) for document in (source, target)]
    if found == [target_language, source_language]:
        raise DocumentError(
            f"{source.name} is in {target_language.name} and {target.name} in {source_language.name}",
            remedy=f"name them the other way round, or say --from {target_language.code} --to {source_language.code}",
        )
    for document, language, guess in zip((source, target), expected, found, strict=True):
        if guess is not None and guess != language:
            raise DocumentError(
                f"this text is in {guess.name}, not in {language.name}",
                place=document.name,
                remedy=f"give a text in {source_language.name} and its translation into {target_language.name}",
            )
