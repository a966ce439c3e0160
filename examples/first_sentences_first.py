"""Show a text while it is being translated: beads come in order, each as soon as it is ready."""

from itertools import islice
from pathlib import Path

import bilingual

ARTICLE = Path(__file__).parent / "patrouille-navale.fr.txt"

package = bilingual.find_package(bilingual.FRENCH, bilingual.ENGLISH)
reading = bilingual.Reading(bilingual.read_document(ARTICLE), bilingual.ArgosTranslator(package))
for bead in islice(reading, 5):
    print(f"{bead.source}\n    {bead.target}\n")
reading.close()
print(f"{len(reading.so_far())} beads by {reading.engine.package}; the rest was not translated.")
