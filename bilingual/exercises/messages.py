"""Everything that practising says to its learner, in one table: English and French, by the language they read by.

What an exercise itself asks, and what stands on a worksheet, is in `wording`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from bilingual.languages import FRENCH, Language
from bilingual.typography import typeset_french

_ONE = ".one"  # what the name of a message for a single thing ends in
_MESSAGES = {
    # What an answer is worth.
    "no-answer": ("No answer.", "Pas de réponse."),
    "too-long": (
        "Not right: much longer than what was asked for.",
        "Ce n'est pas cela : c'est bien plus long que ce qui est demandé.",
    ),
    "right": ("Right.", "C'est juste."),
    "all-right": ("All right.", "Tout est juste."),
    "right-but-text": ("Right; the text has {answer}.", "C'est juste ; le texte dit {answer}."),
    "slips": ("Right, but mind {slips}: {accepted}.", "C'est juste, mais attention {slips} : {accepted}."),
    "slips-but-text": (
        "Right, but mind {slips}: {accepted}; the text has {answer}.",
        "C'est juste, mais attention {slips} : {accepted} ; le texte dit {answer}.",
    ),
    "slip-article": ("the article, which stands there already", "à l'article, qui y est déjà"),
    "slip-accents": ("the accents", "aux accents"),
    "slip-capitals": ("the capitals", "aux majuscules"),
    "slip-apostrophe": ("the apostrophe", "à l'apostrophe"),
    "slip-spaces": ("the spaces", "aux espaces"),
    "slip-hyphen": ("the hyphen", "au trait d'union"),
    "slip-spelling": ("the spelling", "à l'orthographe"),
    "and": (" and ", " et "),
    "not-right": ("Not right: {answer}.", "Ce n'est pas cela : {answer}."),
    "no-option": (
        "{given} is none of the options (1 to {last}, a to {letter}, or the words): {answer}.",
        "{given} n'est pas parmi les choix (1 à {last}, a à {letter}, ou les mots) : {answer}.",
    ),
    "other-form": (
        "Nearly: the right word in another form; here it is {accepted}.",
        "Presque : c'est le bon mot, mais sous une autre forme ; ici, {accepted}.",
    ),
    "typing-error": (
        "Nearly: a typing error, {given} → {accepted}.",
        "Presque : une faute de frappe, {given} → {accepted}.",
    ),
    "can-mean": (
        "Nearly: {given} can mean {meaning}, too; the text has {answer}.",
        "Presque : {given} peut aussi rendre {meaning} ; le texte dit {answer}.",
    ),
    "pair": ("{left} is {right}", "{left} se traduit par {right}"),
    "pairs-right": ("{hits} of {total} right; {wrong}.", "{hits} sur {total} ; {wrong}."),
    "pieces-missing": ("Not all pieces are there: {missing}.", "Il manque des morceaux : {missing}."),
    "other-order": ("Another order than the text's.", "Ce n'est pas l'ordre du texte."),
    # What a free translation is worth.
    "not-translated": (
        "That is the sentence itself; translate it into {language}.",
        "C'est la phrase elle-même ; traduisez-la en {language}.",
    ),
    "too-far": ("Too far from the translations that are known", "Trop loin des traductions connues"),
    "not-quite": ("Not quite", "Pas tout à fait"),
    "partly": ("Partly; compare it with the known translation", "En partie ; comparez avec la traduction connue"),
    "look-again": ("Good, but look again", "Bien, mais relisez"),
    "good": (
        "Good: nothing seems to be missing; compare it with the known translation",
        "Bien : rien ne semble manquer ; comparez avec la traduction connue",
    ),
    "not-rendered": ("nothing seems to render {words}", "rien ne semble rendre {words}"),
    "word-order": (
        "the words stand in another order than in the known translation",
        "les mots ne sont pas dans l'ordre de la traduction connue",
    ),
    "term": ("{term} is {right}", "{term} se traduit par {right}"),
    "term-or": ("{term} is {right} (or {others})", "{term} se traduit par {right} (ou {others})"),
    # Answers that are none.
    "type-option": ("Type a number from 1 to {last}, or the words.", "Tapez un numéro de 1 à {last}, ou les mots."),
    "type-pairs": (
        "Type {number} pairs of a number and a letter up to {letter}: 1a 2b …",
        "Tapez {number} paires, un numéro et une lettre jusqu'à {letter} : 1a 2b …",
    ),
    "type-order": (
        "Type each number from 1 to {last} once, or the sentence.",
        "Tapez une fois chaque numéro de 1 à {last}, ou la phrase.",
    ),
    # Hints.
    "hint-word": ("It begins with {start} and has {size}.", "La réponse commence par {start} et compte {size}."),
    "hint-sentence": ("It begins with {start}.", "La réponse commence par {start}."),
    "hint-not": ("It is not {option}.", "Ce n'est pas {option}."),
    "letters.one": ("1 letter", "1 lettre"),
    "letters": ("{number} letters", "{number} lettres"),
    "words.one": ("1 word", "1 mot"),
    "words": ("{number} words", "{number} mots"),
    "no-hint": ("No further hint; :a shows the answer.", "Plus d'indice ; :a montre la réponse."),
    # What is asked.
    "kind-cloze": ("gap", "texte à trous"),
    "kind-choice": ("choice", "choix"),
    "kind-match": ("pairs", "paires"),
    "kind-order": ("order", "remise en ordre"),
    "kind-translate": ("translation", "traduction"),
    "kind-false-friend": ("false friend", "faux ami"),
    "kind-rank": ("rank", "grade"),
    "how-choice": ("its number, or the words", "son numéro, ou les mots"),
    "how-match": ("pairs, such as 1b 2a", "des paires, comme 1b 2a"),
    "how-order": (
        "the numbers in order, such as 2 1 3, or the sentence",
        "les numéros dans l'ordre, comme 2 1 3, ou la phrase",
    ),
    "position": ("{number} of {total}", "{number} sur {total}"),
    "once-more": ("once more", "encore une fois"),
    "to-go": ("{number} to go", "encore {number}"),
    # Below an answer.
    "accepted": ("Counted as right.", "Comptée comme juste."),
    "this-is-it": ("This is the answer:", "Voici la réponse :"),
    "answer-is": ("The answer is {answer}.", "La réponse est {answer}."),
    "label-yours": ("yours", "vous"),
    "label-right": ("right", "juste"),
    "label-known": ("known", "modèle"),
    "again": ("Again {when}.", "À revoir {when}."),
    # At the end.
    "sum-none-answered": ("Nothing answered yet", "Pas encore de réponse"),
    "sum-all.one": ("Right the first time", "Juste du premier coup"),
    "sum-all": ("All {number} right the first time", "Tout juste du premier coup : {number} sur {number}"),
    "sum-some": ("{right} of {number} right the first time", "{right} sur {number} du premier coup"),
    "sum-none.one": ("Not yet: one to practise", "Pas encore : à travailler"),
    "sum-none": (
        "None of {number} right the first time: these are the ones to practise",
        "Aucune sur {number} du premier coup : ce sont celles à travailler",
    ),
    "sum-nearly.one": ("1 nearly", "1 presque juste"),
    "sum-nearly": ("{number} nearly", "{number} presque justes"),
    "sum-mended.one": ("1 right the next time", "1 juste ensuite"),
    "sum-mended": ("{number} right the next time", "{number} justes ensuite"),
    "sum-skipped.one": ("1 left out", "1 laissée de côté"),
    "sum-skipped": ("{number} left out", "{number} laissées de côté"),
    "sum-left": ("{number} still to come", "encore {number} à faire"),
    "read-again": ("To read again", "À relire"),
    "more": ("and {number} more", "et {number} de plus"),
    "same-command": ("The same command goes on from here.", "La même commande reprend ici."),
    # Commands, and what comes of them.
    "command-hint": ("? hint", "? indice"),
    "command-answer": (":a answer", ":a réponse"),
    "command-skip": (":s leave out", ":s laisser de côté"),
    "command-undo": (":u take back", ":u annuler"),
    "command-ok": (":ok I was right", ":ok c'était juste"),
    "command-quit": (":q go on later", ":q continuer plus tard"),
    "type-answer": (
        "Type an answer, ? for a hint, or :a for the answer.",
        "Tapez une réponse, ou bien ? pour un indice, :a pour la réponse.",
    ),
    "no-command": (
        "{command} is no command and no answer; :h lists the commands.",
        "{command} n'est ni une commande ni une réponse ; :h montre les commandes.",
    ),
    "taken-back": ("Taken back.", "C'est annulé."),
    "nothing-back": ("There is nothing to take back.", "Il n'y a rien à annuler."),
    "nothing-accept": (
        "There is no answer that could be counted as right.",
        "Il n'y a pas de réponse à compter comme juste.",
    ),
    # Heads of sessions, and the deck.
    "exercises.one": ("1 exercise", "1 exercice"),
    "exercises": ("{number} exercises", "{number} exercices"),
    "languages": ("{one} and {other}", "{one} et {other}"),
    "seed": ("seed {number}", "tirage {number} (--seed)"),
    "going-on": ("going on at {number} of {total}", "reprise à {number} sur {total}"),
    "anew": ("--new begins anew", "--new recommence"),
    "cards-due.one": ("1 card is due", "1 carte à revoir"),
    "cards-due": ("{number} cards are due", "{number} cartes à revoir"),
    "cards-now": ("{number} now", "{number} maintenant"),
    "due-now.one": ("1 card is due now: bilingual review", "1 carte à revoir maintenant : bilingual review"),
    "due-now": (
        "{number} cards are due now: bilingual review",
        "{number} cartes à revoir maintenant : bilingual review",
    ),
    "deck-empty": ("The deck is empty.", "Le paquet de cartes est vide."),
    "next-due": ("Next due {when}.", "Prochaine révision {when}."),
    "when-now": ("now", "maintenant"),
    "when-minutes": ("in {number} min", "dans {number} min"),
    "when-hours": ("in {number} h", "dans {number} h"),
    "when-tomorrow": ("tomorrow", "demain"),
    "when-days": ("in {number} days", "dans {number} jours"),
    "when-months": ("in {number} months", "dans {number} mois"),
    "when-years": ("in {number} years", "dans {number} ans"),
    "language-fr": ("French", "français"),
    "language-en": ("English", "anglais"),
}  # fmt: skip
COMMANDS = ("hint", "answer", "skip", "undo", "ok", "quit")
"""What can be typed besides answers: the names of their messages, without `command-`."""


def message(name: str, reader: Language, **values: object) -> str:
    """Return a message in the language that the learner reads by.

    Args:
        name: of the message.
        reader: that language.
        values: what its braces stand for; words in it that are quoted, are quoted already.

    >>> from bilingual.languages import ENGLISH
    >>> message("position", ENGLISH, number=3, total=12), message("position", FRENCH, number=3, total=12)
    ('3 of 12', '3 sur 12')
    """
    return _template(name, reader.code).format_map(values)


def counted(name: str, number: int, reader: Language, **values: object) -> str:
    """Return a message of which there is another for a single thing.

    >>> from bilingual.languages import ENGLISH
    >>> counted("words", 1, ENGLISH), counted("words", 1, FRENCH), counted("words", 2, FRENCH)
    ('1 word', '1 mot', '2 mots')
    """
    return message(name + _ONE if number == 1 else name, reader, number=number, **values)


def quoted(text: str, reader: Language) -> str:
    """Quote words of either language inside a message.

    >>> from bilingual.languages import ENGLISH
    >>> quoted("dépôt", ENGLISH), quoted("depot", FRENCH)
    ('‘dépôt’', '«\\xa0depot\\xa0»')
    """
    return f"«\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}»" if reader == FRENCH else f"‘{text}’"


def all_quoted(texts: Iterable[str], reader: Language) -> str:
    """Quote several, with commas between them."""
    return ", ".join(quoted(text, reader) for text in texts)


def commands(reader: Language) -> tuple[str, ...]:
    """Return what can be typed besides answers, each with what it does."""
    return tuple(message(f"command-{name}", reader) for name in COMMANDS)


@cache
def _template(name: str, code: str) -> str:
    english, french = _MESSAGES[name]
    return typeset_french(french).text if code == FRENCH.code else english
