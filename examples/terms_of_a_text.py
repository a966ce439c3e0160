"""Count the military terms of a text; no translation, no model."""

from collections import Counter
from pathlib import Path

import bilingual

ARTICLE = Path(__file__).parent / "drones-brouillage.fr.txt"

document = bilingual.read_document(ARTICLE)
matches = bilingual.match_terms(document.text, bilingual.military_termbase(), bilingual.FRENCH)
for term, count in Counter(match.lemma for match in matches).most_common(10):
    entry = next(match.entry for match in matches if match.lemma == term)
    print(f"{count:3}  {term}: {', '.join(entry.equivalents(bilingual.ENGLISH))}")
