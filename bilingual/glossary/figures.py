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
# Different cues that make a passage one of their field, for words that need company anyway and for sport, whose
# reports are made of such words; and for the other words in other fields, since a market under fire or a vote
# on tanks has three or four cues, and its tanks are tanks.
FEWEST_CUES: Final = 3
_FEWEST_IN_OTHER_FIELDS: Final = 5

# Left out is what reports of war use too: « étape », « opposition », « défilé », "penalty", "final".
_FRENCH_SPORT: Final = """
    match championnat footballeur football rugby rugbyman tennis handball basket cycliste cyclisme judo natation
    athlétisme sprint sprinteur marathon tournoi finale finaliste qualification sélectionneur entraîneur arbitre
    supporter buteur dribble penalty ballon corner maillot prolongation gradin vestiaire joueur joueuse
    championne podium olympique raquette skieur slalom échappée pelouse passeur lucarne club coéquipier
"""
_FRENCH_OTHERS: Final = """
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
_ENGLISH_SPORT: Final = """
    match championship footballer football soccer rugby tennis cricket basketball baseball hockey cyclist
    sprinter marathon tournament finalist semifinal coach referee umpire striker goalkeeper midfielder
    quarterback touchdown playoff jersey halftime league player podium olympic racket skier innings wicket
    teammate goalscorer supporter
"""
_ENGLISH_OTHERS: Final = """
    amendment senator electoral voter ballot candidate candidacy pollster congressman backbencher unionist
    picket taxation fiscal lobbyist primaries caucus

    carnival confetti majorette fairground funfair festival concert singer choir tourist costume cinema film
    actor actress album comedian comedy dancer orchestra musician song

    recipe cuisine sauce salad restaurant flour butter sugar dessert pastry tomato cheese flavour flavor menu

    shareholder competitor consumer marketing customer shopper advertising advertiser startup retailer
"""


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

    def cues_near(self, place: int, *, needs_company: bool) -> int:
        """Count the different cues in the passage around a place.

        Returns:
            Their number, or 0 where they are too few to make a figure of speech of a word there.

        Args:
            place: where the word stands.
            needs_company: whether the word asks for context that it does not have in its sentence.
        """
        first = bisect_left(self._places, place - PASSAGE)
        near = set(self._cues[first : bisect_right(self._places, place + PASSAGE)])
        enough = len(near) >= (FEWEST_CUES if needs_company else _FEWEST_IN_OTHER_FIELDS)
        return len(near) if enough or sum(sport for _, sport in near) >= FEWEST_CUES else 0


# To each form of a cue, the cue and whether it is of sport.
_CUES: Final[dict[str, dict[str, tuple[str, bool]]]] = {}


def _cues(language: Language) -> dict[str, tuple[str, bool]]:
    # Made at the first text: importing does no work.
    if language.code not in _CUES:
        is_french = language.code == FRENCH.code
        plurals = french.plurals if is_french else english.plurals
        sport, others = (_FRENCH_SPORT, _FRENCH_OTHERS) if is_french else (_ENGLISH_SPORT, _ENGLISH_OTHERS)
        _CUES[language.code] = {
            form: (cue, words is sport)
            for words in (others, sport)
            for cue in words.split()
            for form in (cue, *plurals(cue))
        }
    return _CUES[language.code]
