"""What a document says besides the text, in the language of whoever reads it: that of the translation."""

from __future__ import annotations

from dataclasses import dataclass

from bilingual.languages import Language


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language; `{…}` is filled in by whoever shows them.

    Args:
        code: of the language they are in.
        names: of the languages, as heads of columns.
        missing: what stands where a language has no counterpart.
        row: one, and several.
        term: one, and several.
        doubtful: how many rows are.
        once: what is said of a term that the translation puts otherwise once.
        times: the same, several times.
        thousands: what stands between groups of three digits.
        doubts: over what is doubtful, in a terminal.
        legend: of the sign for a term that the translation puts otherwise.
        more: what is left out of a list.
        translations: over translations that stand at the end.
        ask: which keys go on where translations are hidden.
    """

    code: str
    names: dict[str, str]
    missing: dict[str, str]
    machine: str
    row: tuple[str, str]
    term: tuple[str, str]
    doubtful: str
    skip: str
    view: str
    hide: str
    show: str
    theme: tuple[str, str, str]
    contents: str
    terms: str
    meaning: str
    uses: str
    once: str
    times: str
    otherwise: str
    wrong: str
    further: str
    hint: str
    made: str
    thousands: str
    doubts: str
    legend: str
    more: str
    translations: str
    ask: str

    @property
    def colon(self) -> str:
        """A colon, before which French has a space that does not break."""
        return "\u00a0:" if self.code == "fr" else ":"

    def count(self, number: int, noun: tuple[str, str]) -> str:
        """Say how many there are.

        >>> labels_of("fr").count(1200, labels_of("fr").row)
        '1\\u202f200 lignes'
        """
        # French says « 0 ligne », English "0 rows".
        one = number == 1 or (number == 0 and self.code == "fr")
        return f"{self.figure(number)} {noun[0] if one else noun[1]}"

    def figure(self, number: int) -> str:
        """Write a number."""
        return f"{number:,}".replace(",", self.thousands)

    def amiss(self, number: int) -> str:
        """Say how often the translation puts a term otherwise."""
        return self.once if number == 1 else self.times.format(number=self.figure(number))


_ENGLISH = Labels(
    code="en",
    names={"fr": "French", "en": "English"},
    missing={"fr": "not in the French", "en": "not in the English"},
    machine="machine translation by {name}",
    row=("row", "rows"),
    term=("term", "terms"),
    doubtful="{number} doubtful",
    skip="Skip to the text",
    view="Languages and view",
    hide="Hide English",
    show="Show translation",
    theme=("Theme: auto", "Theme: light", "Theme: dark"),
    contents="Contents",
    terms="Terms",
    meaning="Meaning",
    uses="Uses",
    once="The translation puts it otherwise once.",
    times="The translation puts it otherwise {number} times.",
    otherwise="The translation puts it otherwise here.",
    wrong="Wrong for this term, though often seen.",
    further="next",
    hint="Point at a word, or tap it, to see its counterpart; with the keyboard, Tab goes to a word, the arrow keys "
    "go on from there. A numbered word is a term: point, tap or press Enter. Esc closes.",
    made="‼ marks what should not be trusted, and says why. Made with bilingual {version}; this page makes no request "
    "to anywhere.",
    thousands=",",
    doubts="Doubtful",
    legend="the translation puts it otherwise, at least once",
    more="and {number} more",
    translations="Translations",
    ask="Enter shows the translation, n goes on without it, a shows all the rest, q quits",
)
_FRENCH = Labels(
    code="fr",
    names={"fr": "Français", "en": "Anglais"},
    missing={"fr": "absent du texte français", "en": "absent du texte anglais"},
    machine="traduction automatique par {name}",
    row=("ligne", "lignes"),
    term=("terme", "termes"),
    doubtful="{number} à vérifier",
    skip="Aller au texte",
    view="Langues et affichage",
    hide="Masquer le français",
    show="Afficher la traduction",
    theme=("Thème\u00a0: auto", "Thème\u00a0: clair", "Thème\u00a0: sombre"),
    contents="Sommaire",
    terms="Termes",
    meaning="Sens",
    uses="Emplois",
    once="La traduction le rend autrement une fois.",
    times="La traduction le rend autrement {number} fois.",
    otherwise="La traduction le rend autrement ici.",
    wrong="Fautif pour ce terme, quoique fréquent.",
    further="suivant",
    hint="Survolez ou touchez un mot pour voir son équivalent\u202f; au clavier, Tab mène à un mot et les flèches aux "
    "suivants. Un mot numéroté est un terme\u00a0: survolez-le, touchez-le ou appuyez sur Entrée. Échap referme.",
    made="‼ signale ce qui est sujet à caution et dit pourquoi. Page faite avec bilingual {version}\u202f; elle "
    "n’envoie aucune requête.",
    thousands="\u202f",
    doubts="À vérifier",
    legend="la traduction le rend autrement, au moins une fois",
    more="et {number} de plus",
    translations="Traductions",
    ask="Entrée montre la traduction, n passe à la suite, a montre tout le reste, q quitte",
)
_LABELS = {labels.code: labels for labels in (_ENGLISH, _FRENCH)}


def labels_of(reader: Language | str) -> Labels:
    """Return the words for a reader; English where there are none in their language."""
    return _LABELS.get(reader if isinstance(reader, str) else reader.code, _ENGLISH)
