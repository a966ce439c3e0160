"""What the reader says, in the language of whoever reads: that of the translation. One table, from English to French.

A message is known by its English wording, which stands where it is said; `{…}` is filled in. Names of files and what
libraries say of failures stay as they are.
"""

from __future__ import annotations

from functools import cache

from bilingual.languages import FRENCH, Language
from bilingual.typography import typeset_french

_FRENCH = {
    # Moving.
    "there is nowhere to go back to": "il n'y a pas d'endroit où revenir",
    "‘{where}’: give a percentage as 40% or the number of a sentence up to {last}": (
        "{where} : donnez un pourcentage comme 40%, ou un numéro de phrase jusqu'à {last}"
    ),
    "there is no heading further on": "il n'y a plus de titre après",
    "there is no heading before": "il n'y a pas de titre avant",
    "going on from the beginning": "on reprend au début",
    "going on from the end": "on reprend à la fin",
    "going on at {percent} %": "reprise à {percent}\u00a0%",
    "going on at {percent} %: the text has been edited since": "reprise à {percent}\u00a0% : le texte a changé depuis",
    "bookmark set": "signet posé",
    "bookmark removed": "signet retiré",
    "this text has no headings": "ce texte n'a pas de titres",
    "there is no bookmark; m sets one": "il n'y a pas de signet ; m en pose un",
    "Contents": "Sommaire",
    "Bookmarks": "Signets",
    "Go to a percentage (40%) or a sentence (1 to {last}):": (
        "Aller à un pourcentage (40%) ou à une phrase (1 à {last}) :"
    ),
    "Search in both languages (accents do not matter):": "Chercher dans les deux langues (sans souci des accents) :",
    "nothing was searched for yet": "on n'a encore rien cherché",
    "‘{query}’ is not in the text": "« {query} » n'est pas dans le texte",
    "‘{query}’ is not in the text, as far as it is translated": (
        "« {query} » n'est pas dans le texte, pour ce qui en est traduit"
    ),
    "{number} of {total} sentences with ‘{query}’": "phrase {number} sur {total} avec « {query} »",
    # What is shown.
    "both languages": "les deux langues",
    "the source alone; Enter reveals a translation": "l'original seul ; Entrée montre une traduction",
    "each translation under its sentence": "chaque traduction sous sa phrase",
    "the translation alone": "la traduction seule",
    "only the translation is shown": "seule la traduction est affichée",
    "nothing is hidden here: only the view of one language hides (v)": (
        "rien n'est caché ici : seul l'affichage d'une langue cache (v)"
    ),
    "the colours are those of your terminal": "les couleurs sont celles de votre terminal",
    "translating … ": "traduction … ",
    "no translation: {error}": "pas de traduction : {error}",
    # Words and terms.
    "this is the last one": "c'est le dernier",
    "this is the first one": "c'est le premier",
    "there is no word here": "il n'y a pas de mot ici",
    "there is no new word further on": "il n'y a plus de mot nouveau après",
    "there is no new word before": "il n'y a pas de mot nouveau avant",
    "go to a word first": "allez d'abord à un mot",
    "there is no translation here yet": "il n'y a pas encore de traduction ici",
    "no word across is linked with this one": "aucun mot d'en face n'est lié à celui-ci",
    "there is no term further on": "il n'y a plus de terme après",
    "there is no term before": "il n'y a pas de terme avant",
    "there is no term in this text": "il n'y a pas de terme dans ce texte",
    "still looking for the terms of this text; try again in a moment": (
        "les termes de ce texte ne sont pas encore tous trouvés ; réessayez dans un instant"
    ),
    "Terms: {number}": "Termes : {number}",
    "Terms: {number}, still looking": "Termes : {number}, recherche en cours",
    "still looking for other places of the word": "recherche des autres occurrences en cours",
    "this is the only place of the word, as far as the text is translated": (
        "c'est la seule occurrence du mot, pour ce qui est traduit"
    ),
    "that place is not shown in this view": "cet endroit ne se voit pas dans cet affichage",
    "nothing is doubtful": "rien n'est douteux",
    "nothing is doubtful in what is translated so far": "rien n'est douteux dans ce qui est traduit",
    "this is not translated yet": "ce n'est pas encore traduit",
    "nothing here is doubtful, as far as can be told": "rien de douteux ici, autant qu'on puisse voir",
    # The panel.
    "looking it up …": "recherche …",
    "French": "français",
    "English": "anglais",
    "a form of {lemmas}": "forme de {lemmas}",
    "also a form of {lemmas}": "aussi forme de {lemmas}",
    " or ": " ou ",
    "known": "connu",
    "grammatical word": "mot grammatical",
    "nothing is known of it": "on n'en sait rien",
    "From your reading: ": "Dans vos lectures : ",
    "In this text once more ": "Encore une fois dans ce texte ",
    "In this text {number} times more ": "Encore {number} fois dans ce texte ",
    " to go there": " pour y aller",
    "≠ the translation says ‘{said}’, which is wrong here": "≠ la traduction dit « {said} », ce qui est faux ici",
    "≠ the translation puts it otherwise": "≠ la traduction le rend autrement",
    "Sentence {number} of {total}": "Phrase {number} sur {total}",
    "not translated yet": "pas encore traduite",
    "no terms; → goes to its words": "pas de terme ; → mène aux mots",
    # Keeping.
    "nothing is known of ‘{lemma}’ that a card could ask": (
        "on ne sait rien de « {lemma} » qu'une carte puisse demander"
    ),
    "‘{lemma}’ is in your deck now": "« {lemma} » est maintenant dans vos cartes",
    "‘{lemma}’ is in your deck already": "« {lemma} » est déjà dans vos cartes",
    "the term ‘{lemma}’ is in your deck now": "le terme « {lemma} » est maintenant dans vos cartes",
    "the term ‘{lemma}’ is in your deck already": "le terme « {lemma} » est déjà dans vos cartes",
    "the sentence is in your deck now": "la phrase est maintenant dans vos cartes",
    "the sentence is in your deck already": "la phrase est déjà dans vos cartes",
    "‘{lemma}’ is marked as known already": "« {lemma} » est déjà marqué comme connu",
    "‘{lemma}’ is known: it is not offered any more": "« {lemma} » est connu : il ne sera plus proposé",
    "‘{word}’ is a grammatical word; the same key again keeps it all the same": (
        "« {word} » est un mot grammatical ; la même touche encore une fois le garde quand même"
    ),
    "there is no translation here that a card could ask": "il n'y a pas ici de traduction qu'une carte puisse demander",
    "copied, if your terminal allows it": "copié, si votre terminal le permet",
    "undone: {done}": "annulé : {done}",
    "there is nothing to undo": "il n'y a rien à annuler",
    # Mending.
    "rows merged": "lignes réunies",
    "row split": "ligne coupée",
    "this row cannot be split": "cette ligne ne peut pas être coupée",
    "Split: the first of the two rows ends with (source / translation)": (
        "Couper : la première des deux lignes finit par (original / traduction)"
    ),
    "everything": "tout",
    "nothing": "rien",
    "Enter: split so   Esc: leave it": "Entrée : couper ainsi   Échap : laisser",
    "{done}; z takes it back, Ctrl-S writes it to a reading pack": (
        "{done} ; z annule, Ctrl-S l'écrit dans un dossier de lecture"
    ),
    "{path} exists. Overwrite it?": "{path} existe. Le remplacer ?",
    "Write the reading pack to:": "Écrire le dossier de lecture dans :",
    "No, leave it as it is": "Non, le laisser tel quel",
    "Yes, overwrite it": "Oui, le remplacer",
    "Enter: choose   Esc: leave it": "Entrée : choisir   Échap : laisser",
    "not written: {trouble}": "pas écrit : {trouble}",
    "translating the rest before writing … ": "traduction du reste avant d'écrire … ",
    "translating the rest before writing: {percent} % … ": "traduction du reste avant d'écrire : {percent}\u00a0% … ",
    "written to {path}": "écrit dans {path}",
    "{done}; written to {path}": "{done} ; écrit dans {path}",
    "Rows were merged or split.": "Des lignes ont été réunies ou coupées.",
    "Write them to a reading pack, then quit": "Les écrire dans un dossier de lecture, puis quitter",
    "Quit without": "Quitter sans écrire",
    "Go on reading": "Continuer à lire",
    "Enter: choose   Esc: go on": "Entrée : choisir   Échap : continuer",
    # Help and dialogs.
    "Keys": "Touches",
    "Enter: go there   Esc: back to the text": "Entrée : y aller   Échap : retour au texte",
    "↓ ↑ scroll   Esc: back to the text": "↓ ↑ défiler   Échap : retour au texte",
    "no key": "sans touche",
    "* a term, ≠ one that the translation puts otherwise, ‼ a sentence not to be trusted, ◆ a bookmark.": (
        "* un terme, ≠ un terme que la traduction rend autrement, ‼ une phrase sujette à caution, ◆ un signet."
    ),
    "Ctrl-P lists everything that can be done. The mouse works, too.": (
        "Ctrl-P donne la liste de tout ce qu'on peut faire. La souris marche aussi."
    ),
    "Other keys: {path}, under [reader.keys], as page_down = {example}": (
        "Autres touches : {path}, sous [reader.keys], par exemple page_down = {example}"
    ),
    # Keys, as they are engraved.
    "Space": "Espace", "Enter": "Entrée", "Esc": "Échap", "Home": "Début", "End": "Fin", "Del": "Suppr",
    "Ins": "Inser", "PgUp": "Pg préc", "PgDn": "Pg suiv", "Backspace": "Retour", "Shift-": "Maj-",
    # The foot of the window.
    "Words": "Mots", "Term": "Terme", "Search": "Chercher", "Save": "Garder", "View": "Affichage",
    "Explain": "Expliquer", "Page": "Page", "Why ‼": "Pourquoi ‼", "Light": "Clair", "Reveal": "Montrer",
    "New word": "Mot nouveau", "Across": "En face", "Known": "Connu", "Elsewhere": "Ailleurs", "Leave": "Sortir",
    "Undo": "Annuler", "Help": "Aide", "Quit": "Quitter",
    # What can be done, and the groups of it.
    "Moving": "Se déplacer", "What is shown": "Ce qui est affiché", "Terms and doubts": "Termes et doutes",
    "Keeping": "Garder", "Mending the alignment": "Corriger l'alignement", "Other": "Autres",
    "next sentence": "phrase suivante", "previous sentence": "phrase précédente",
    "a page on": "une page plus loin", "a page back": "une page en arrière",
    "half a page on": "une demi-page plus loin", "half a page back": "une demi-page en arrière",
    "scroll a line on": "défiler d'une ligne", "scroll a line back": "défiler d'une ligne en arrière",
    "the beginning": "le début", "the end": "la fin",
    "next heading": "titre suivant", "previous heading": "titre précédent",
    "table of contents": "sommaire",
    "go to a percentage or a sentence’s number": "aller à un pourcentage ou à un numéro de phrase",
    "back to where you jumped from": "revenir d'où l'on a sauté",
    "search in both languages": "chercher dans les deux langues",
    "next place found": "occurrence suivante", "previous place found": "occurrence précédente",
    "set or remove a bookmark": "poser ou retirer un signet", "all bookmarks": "tous les signets",
    "next view": "affichage suivant", "the source only": "l'original seul",
    "the translation only": "la traduction seule",
    "show or hide the sentence’s translation, where it is hidden": (
        "montrer ou cacher la traduction de la phrase, là où elle est cachée"
    ),
    "hide again what was revealed": "recacher ce qui a été montré",
    "show or hide the panel that explains": "ouvrir ou fermer le volet qui explique",
    "scroll the panel on": "défiler le volet", "scroll the panel back": "défiler le volet en arrière",
    "dark or light": "sombre ou clair",
    "next word": "mot suivant", "previous word": "mot précédent",
    "next word that is worth a look: no grammar word, and none you know": (
        "mot suivant qui mérite un regard : ni mot grammatical, ni mot connu"
    ),
    "the one before": "le précédent",
    "the word across, in the other language": "le mot d'en face, dans l'autre langue",
    "next place of the word in this text": "occurrence suivante du mot dans ce texte",
    "previous place of the word": "occurrence précédente du mot",
    "leave the words; close the panel": "quitter les mots ; fermer le volet",
    "next term": "terme suivant", "previous term": "terme précédent",
    "all terms of the text": "tous les termes du texte",
    "why a sentence is marked ‼": "pourquoi une phrase est marquée ‼",
    "next sentence marked ‼": "phrase suivante marquée ‼",
    "keep the word or term you are at, else the sentence, in your deck": (
        "garder dans vos cartes le mot ou le terme où vous êtes, sinon la phrase"
    ),
    "keep the sentence in your deck": "garder la phrase dans vos cartes",
    "mark the word as known": "marquer le mot comme connu",
    "undo: what was saved, marked or mended": "annuler : ce qui a été gardé, marqué ou corrigé",
    "copy the sentence and its translation": "copier la phrase et sa traduction",
    "make one of this row and the next": "réunir cette ligne et la suivante",
    "make two of this row": "couper cette ligne en deux",
    "write the reading pack": "écrire le dossier de lecture",
    "this help": "cette aide",
    "quit; you go on here the next time": "quitter ; vous reprendrez ici la prochaine fois",
}  # fmt: skip


class Messages:
    """Says things in the language of a reader.

    Args:
        reader: that language.

    >>> from bilingual.languages import ENGLISH
    >>> Messages(ENGLISH)("Sentence {number} of {total}", number=3, total=9)
    'Sentence 3 of 9'
    >>> Messages(FRENCH)("Sentence {number} of {total}", number=3, total=9)
    'Phrase 3 sur 9'
    """

    __slots__ = ("_french",)

    def __init__(self, reader: Language) -> None:
        self._french = reader == FRENCH

    def __call__(self, english: str, **values: object) -> str:
        """Return a message, given in English, in the reader's language."""
        template = _french(english) if self._french else english
        return template.format_map(values) if values else template


@cache
def _french(english: str) -> str:
    text = _FRENCH[english]
    # Guillemets are set with the spaces that do not break, as the other marks are.
    text = text.replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»")
    return typeset_french(text).text
