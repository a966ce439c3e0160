"""Where words of war are figures of speech: in sport, politics, feasts, kitchens and trade.

« Le *capitaine* des Bleus a trouvé la *cible* d'un *missile* »: French newspapers borrow from the army, and no
context of one sentence tells, since the sentence is full of such words.  What tells is the field of the whole
passage.  The cues are words that belong to one field, that its reports use all the time, and that reports of
war hardly ever do; they are general vocabulary, and none was taken from an annotated text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from bilingual.glossary import english, french
from bilingual.languages import FRENCH, Language

# Code points on either side of a term: about as much as a reader sees of an article at a glance.
PASSAGE: Final = 800
# Different cues that make a passage one of their field.  A report of an attack on a concert or on a stadium has
# one or two, and says more of arms than of either.
FEWEST_CUES: Final = 3

# Left out is what reports of war use too: « étape », « opposition », « défilé », "penalty", "final".
_FRENCH: Final = """
    match championnat footballeur football rugby rugbyman tennis handball basket cycliste cyclisme judo natation
    athlétisme sprint sprinteur marathon tournoi finale finaliste qualification sélectionneur entraîneur arbitre
    supporter buteur dribble penalty ballon corner maillot prolongation gradin vestiaire joueur joueuse
    championne podium olympique raquette skieur slalom échappée pelouse passeur lucarne club coéquipier

    amendement député sénateur électoral électrice électeur scrutin candidat candidature meeting sondage
    législatives municipales législative syndicat syndical syndicaliste grève gréviste hémicycle parlementaire
    patronat fiscal fiscalité impôt taxe budgétaire retraites motion censure

    carnaval confetti majorette fanfare forain foraine manège spectacle festival concert chanteur chanteuse
    chorale touriste déguisement déguisé cinéma film acteur actrice album comédien comédienne comédie danseur
    danseuse orchestre musicien chanson cavalcade kermesse artifice festivité

    recette cuisine cuisinier cuisinière cuisson sauce salade restaurant poêle farine beurre sucre dessert
    gâteau pâtissier pâtisserie tomate fromage gastronomie gastronomique saveur apéritif menu assiette

    actionnaire boursier concurrence consommateur marketing clientèle magasin publicité publicitaire vendeur
    commerçant boutique soldes client
"""
_ENGLISH: Final = """
    match championship footballer football soccer rugby tennis cricket basketball baseball hockey cyclist
    sprinter marathon tournament finalist semifinal coach referee umpire striker goalkeeper midfielder
    quarterback touchdown playoff jersey halftime league player podium olympic racket skier innings wicket
    teammate goalscorer supporter

    amendment senator electoral voter ballot candidate candidacy pollster congressman backbencher unionist
    picket taxation fiscal lobbyist primaries caucus

    carnival confetti majorette fairground funfair festival concert singer choir tourist costume cinema film
    actor actress album comedian comedy dancer orchestra musician song

    recipe cuisine sauce salad restaurant flour butter sugar dessert pastry tomato cheese flavour flavor menu

    shareholder competitor consumer marketing customer shopper advertising advertiser startup retailer
"""


def _forms(words: str, language: Language) -> dict[str, str]:
    """Return the cue to each of its forms."""
    plurals = french.plurals if language.code == FRENCH.code else english.plurals
    return {form: cue for cue in words.split() for form in (cue, *plurals(cue))}


class Passages:
    """The fields that the passages of a text belong to.

    Args:
        words: the folded words of the text.
        spans: where they stand.
        language: of the text.
    """

    def __init__(self, words: Sequence[str], spans: Sequence[tuple[int, int]], language: Language) -> None:
        cues = _cues(language)
        found = [(start, cues[word]) for word, (start, _) in zip(words, spans, strict=True) if word in cues]
        self._places = [place for place, _ in found]
        self._cues = [cue for _, cue in found]

    def __bool__(self) -> bool:
        """Whether any passage may be one of figures of speech."""
        return len(set(self._cues)) >= FEWEST_CUES

    def cues_near(self, place: int) -> int:
        """Count the different cues in the passage around a place."""
        first = bisect_left(self._places, place - PASSAGE)
        return len(set(self._cues[first : bisect_right(self._places, place + PASSAGE)]))


_CUES: Final[dict[str, dict[str, str]]] = {}


def _cues(language: Language) -> dict[str, str]:
    # Made at the first text: importing does no work.
    if language.code not in _CUES:
        _CUES[language.code] = _forms(_FRENCH if language.code == FRENCH.code else _ENGLISH, language)
    return _CUES[language.code]
