"""Print an article sentence by sentence with its translation, and the military terms met in it."""

from pathlib import Path

import bilingual

ARTICLE = Path(__file__).parent / "frappes-aeriennes.fr.txt"

text = bilingual.read(ARTICLE)
for bead in text.beads:
    print(bead.source)
    print(f"    {bead.target}")
    for flag in bead.flags:
        print(f"    (doubtful: {flag.reason})")

print()
for concept in dict.fromkeys(found.match.entry for found in text.terms):
    print(
        f"{concept.preferred(bilingual.FRENCH)}: {concept.preferred(bilingual.ENGLISH)}. {concept.definition_en}"
    )
