"""Where words of war are figures of speech: in sport, politics, feasts, kitchens and trade.

« Le *capitaine* des Bleus a trouvé la *cible* d'un *missile* »: French newspapers borrow from the army, and no
context of one sentence tells, since the sentence is full of such words.  What tells is the field of the whole
passage.  The cues are words that belong to one field, that its reports use all the time, and that reports of
war hardly ever do; they are general vocabulary of their fields.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from bilingual.glossary import english, french
from bilingual.glossary.candidates import Candidate
from bilingual.glossary.model import EntryFlag, TermStatus
from bilingual.languages import FRENCH, Language

# Code points on either side of a term: about as much as a reader sees of an article at a glance.
PASSAGE: Final = 800
# Different cues that make figures of speech of the words that other fields borrow; of the others in sport, whose
# reports are full of them; and in other fields, since a market under fire or a vote on tanks has three or four
# cues, and its tanks are tanks.
FEWEST_CUES: Final = 2
_FEWEST_IN_SPORT: Final = 3
_FEWEST_IN_OTHER_FIELDS: Final = 5

# What speaks for war and against it in a passage, in quarters of a term of several words.
_SOLID: Final = 4
_SINGLE: Final = 1
_CUE: Final = 4

_PARAGRAPH: Final = re.compile(r"\n\s*\n")

# Left out is what reports of war use too: « étape », « opposition », « défilé », "penalty", "final".
_FRENCH_SPORT: Final = """
    match championnat footballeur football rugby rugbyman tennis handball basket cycliste cyclisme judo natation
    escrime pénalité talonneur ouvreur équipier coureur grimpeur sabreur pentathlon athlète
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
    commerçant boutique soldes client enseigne fournisseur marge rayon bourse inflation entreprise salarié
    investisseur banque filiale rachat vignoble distribution startup

    avocat avocate avocats plaidoirie magistrat magistrate cassation prévenu plaignant jurisprudence litige
    riverain soignant soignante notaire huissier prescription audience

    chercheur chercheuse molécule anticorps vaccin vaccination immunologue immunologie bactérie microbe
    globule symptôme épidémie cancer génome laboratoire urgences thérapie université lycéen étudiant

    subvention mécénat édile réélection projection jury écran roman romancier écrivain violon refrain
    exposition vélo touristique plage autoroute reboisement
"""
_ENGLISH_SPORT: Final = """
    match championship footballer football soccer rugby tennis cricket basketball baseball hockey cyclist
    sprinter marathon tournament finalist semifinal coach referee umpire striker goalkeeper midfielder
    tackle winger goalless
    quarterback touchdown playoff jersey halftime league player podium olympic racket skier innings wicket
    teammate goalscorer supporter
"""
_ENGLISH_OTHERS: Final = """
    amendment senator electoral voter ballot candidate candidacy pollster congressman backbencher unionist
    picket taxation fiscal lobbyist primaries caucus

    carnival confetti majorette fairground funfair festival concert singer choir tourist costume cinema film
    actor actress album comedian comedy dancer orchestra musician song

    recipe cuisine sauce salad restaurant flour butter sugar dessert pastry tomato cheese flavour flavor menu

    barrister plaintiff defendant litigation solicitor courtroom

    immunologist molecule antibody vaccine vaccination bacteria microbe cancer genome laboratory postgraduate
    mice tissue therapy symptom university

    councillor pensioner constituency hustings leaflet bypass pothole librarian library chef

    shareholder competitor consumer marketing customer shopper advertising advertiser startup retailer
"""


class Passages:
    """The fields that the passages of a text belong to.

    Args:
        words: the folded words of the text.
        spans: where they stand.
        language: of the text.
        text: for its paragraphs; it is one without it.
    """

    def __init__(
        self, words: Sequence[str], spans: Sequence[tuple[int, int]], language: Language, text: str = ""
    ) -> None:
        cues = _cues(language)
        # Both ends stand for the ends of the text.
        breaks = [found.end() for found in _PARAGRAPH.finditer(text)]
        self._paragraphs = [0, *breaks, (spans[-1][1] if spans else 0) + 1]
        found = [(start, cues[word]) for word, (start, _) in zip(words, spans, strict=True) if word in cues]
        self._places = [place for place, _ in found]
        self._cues = [cue for _, cue in found]

    def __bool__(self) -> bool:
        """Whether any passage may be one of figures of speech."""
        return len(set(self._cues)) >= FEWEST_CUES

    def cues_near(self, place: int, *, borrowed: bool) -> int:
        """Count the different cues in the passage around a place.

        Returns:
            Their number, or 0 where they are too few to make a figure of speech of a word there.

        Args:
            place: where the word stands.
            borrowed: whether other fields often borrow it.
        """
        first = bisect_left(self._places, place - PASSAGE)
        near = set(self._cues[first : bisect_right(self._places, place + PASSAGE)])
        enough = len(near) >= (FEWEST_CUES if borrowed else _FEWEST_IN_OTHER_FIELDS)
        return len(near) if enough or sum(sport for _, sport in near) >= _FEWEST_IN_SPORT else 0

    def paragraph(self, place: int) -> tuple[int, int]:
        """Return where the paragraph of a place begins and ends, a passage away at the farthest."""
        after = bisect_right(self._paragraphs, place)
        start, end = self._paragraphs[after - 1], self._paragraphs[min(after, len(self._paragraphs) - 1)]
        return max(start, place - PASSAGE), min(end, place + PASSAGE)

    def cues_between(self, start: int, end: int) -> int:
        """Count the different cues between two places."""
        first = bisect_left(self._places, start)
        return len(set(self._cues[first : bisect_left(self._places, end)]))


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


def without_figures(candidates: list[Candidate], passages: Passages) -> list[Candidate]:
    """Take out words of war in passages that show more of sport, politics … than of war.

    For war speak, once each, its terms that no other field borrows: one of several words as much as one cue,
    one of a single word a quarter.  A paragraph that has either is judged alone: the news of a week changes its
    field with each.
    """
    plain = sorted(
        (c.start, c.entry.id, _SINGLE if c.term.needs_context else _SOLID)
        for c in candidates
        if c.unambiguous and EntryFlag.FIGURATIVE not in c.entry.flags
    )
    places = [place for place, _, _ in plain]

    def weight_between(start: int, end: int, candidate: Candidate) -> int:
        near = plain[bisect_left(places, start) : bisect_left(places, end)]
        weights = {concept: weight for _, concept, weight in sorted(near, key=itemgetter(2))}
        weights.pop(candidate.entry.id, None)
        return sum(weights.values())

    def is_figure(candidate: Candidate) -> bool:
        borrowed = EntryFlag.FIGURATIVE in candidate.entry.flags
        if candidate.term.status is TermStatus.ABBREVIATION or not (borrowed or candidate.term.needs_context):
            return False
        cues = passages.cues_near(candidate.start, borrowed=borrowed)
        if not cues:
            return False
        start, end = passages.paragraph(candidate.start)
        own_cues, own = passages.cues_between(start, end), weight_between(start, end, candidate)
        if own_cues or own >= _SOLID:
            return _CUE * own_cues > own
        place = candidate.start
        return _CUE * cues > weight_between(place - PASSAGE, place + PASSAGE + 1, candidate)

    figures = [candidate for candidate in candidates if is_figure(candidate)]
    if not figures:
        return candidates
    # Nor is a part of one a term: « une guerre d'*usure* ».
    taken = {place for figure in figures for place in range(figure.first, figure.last + 1)}
    gone = set(map(id, figures))
    return [c for c in candidates if id(c) not in gone and not (c.first in taken and c.last in taken)]
