"""Whether the wrong options of a thousand generated choices are wrong, and fit their gap as far as agreement shows.

    python tests/benchmarks/exercises.py [--number 1000] [--ud UD_DIR] [--show]

Exercises are made of the articles in `examples` and of the texts in `tests/cases/alignment`, each with its
translation by a person, from seed after seed until there are enough different ones. Then every distractor is looked
at again, by other means than it was chosen by where there are any:

* accepted: it is, plain letters compared, an accepted answer, or stands elsewhere in the sentence;
* synonym: it shares a concept of the termbase with the answer, or a translation that the lexicon gives both with a
  probability of 0.05, or it translates the meaning that is shown;
* part, gender, number: of its head, by the table of word forms, go with none of the readings of the answer's head;
* sound: it begins with a vowel where the answer does not, after a word that would be elided before one;
* form: of a verb, it is not in the answer's tense and person.

With --ud also how often the reading of a word in its sentence, by which gaps are chosen, is that of a treebank.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bilingual import align
from bilingual.casing import key as folded
from bilingual.exercises.context import reading
from bilingual.exercises.forms import Form, Forms, agrees
from bilingual.exercises.generation import make_exercises
from bilingual.exercises.items import GAP, Exercise
from bilingual.glossary.termbase import military_termbase
from bilingual.languages import ENGLISH, FRENCH
from bilingual.lexicon import Lexicon
from bilingual.pipeline.model import ParallelText

REPOSITORY = Path(__file__).resolve().parents[2]
CHECKS = ("accepted", "synonym", "part", "gender or number", "sound", "form")
ELIDED = {"l'", "d'", "qu'", "n'", "s'", "j'"}
FULL = {"le", "la", "de", "du", "au", "ce", "ma", "sa", "que", "ne", "se", "je"}
NAMES = {"n": "nouns", "v": "verbs", "a": "adjectives", "r": "adverbs", "": "grammatical words"}
UD_PARTS = {"n": "NOUN", "v": "VERB", "a": "ADJ", "r": "ADV"}


def texts() -> Iterator[ParallelText]:
    for folder in (REPOSITORY / "examples", REPOSITORY / "tests/cases/alignment"):
        for french in sorted(folder.glob("*.fr.txt")):
            yield align(french, french.with_name(french.name.replace(".fr.", ".en.")))


def choices(number: int) -> Iterator[Exercise]:
    """Different choices, from seed after seed."""
    seen: set[tuple[str, frozenset[str]]] = set()
    found = list(texts())
    for seed in range(1000):
        for text in found:
            for exercise in make_exercises(text, kinds=["choice"], number=40, rng=random.Random(seed)):
                asked = exercise.stem, frozenset(exercise.options)
                if asked not in seen:
                    seen.add(asked)
                    yield exercise
                    if len(seen) == number:
                        return


def faults(exercise: Exercise, distractor: str) -> Iterator[str]:
    """What is wrong with a distractor."""
    answer, before = exercise.answer, words_before(exercise)
    plain = folded(distractor)
    if plain in {folded(key) for key in exercise.key}:
        yield "accepted"
    if synonyms(exercise, distractor):
        yield "synonym"
    part = part_of(exercise)
    ours, theirs = (
        [form for form in head_readings(text, part) if form.part == part] for text in (distractor, answer)
    )
    if part and not ours and head_readings(distractor, part):
        yield "part"
    elif part in ("n", "a") and ours and theirs:
        if not any(agrees(one.tag, two.tag) for one in ours for two in theirs):
            yield "gender or number"
    elif (
        part == "v" and " " not in answer and not {form.tag for form in ours} & {form.tag for form in theirs}
    ):
        yield "form"
    vowel = folded(distractor)[0] in "aeiou"
    if (before in ELIDED and not vowel) or (before in FULL and vowel):
        yield "sound"


def words_before(exercise: Exercise) -> str:
    before = exercise.stem.partition(GAP)[0].lower().replace("’", "'")
    return before[-2:] if before.endswith("'") else (before.split() or [""])[-1]


def synonyms(exercise: Exercise, distractor: str) -> bool:
    base, lexicon = military_termbase(), Lexicon.open()
    ids = [{e.id for e in base.find(t.replace("’", "'"), FRENCH)} for t in (distractor, exercise.answer)]
    if ids[0] & ids[1] or exercise.concept in ids[0]:
        return True
    if " " in distractor or " " in exercise.answer:
        return False
    ours, theirs = (
        {word for word, p in lexicon.translations(each, 10, FRENCH) if p >= 0.05} - ENGLISH.function_words
        for each in (distractor, exercise.answer)
    )
    return bool(ours & theirs) or lexicon.probability(exercise.meaning, distractor, FRENCH) >= 0.05


def part_of(exercise: Exercise) -> str:
    """The part of speech that the exercise's headword names; nothing for a grammatical word."""
    named = {
        " v.": "v",
        " n.": "n",
        " n. m.": "n",
        " n. f.": "n",
        " n. m./f.": "n",
        " adj.": "a",
        " adv.": "r",
    }
    return next((part for ending, part in named.items() if exercise.headword.endswith(ending)), "")


def head_readings(text: str, part: str) -> tuple[Form, ...]:
    """Readings of the head of a French term: its first word that may be one."""
    forms = Forms.open(FRENCH)
    readings = [forms.readings(word) for word in text.replace("’", "'").split(" ")]
    fitting = (found for found in readings if any(form.part == part for form in found))
    return next(fitting, readings[0])


def treebank(path: Path) -> str:
    right, total, agreeing, nouns = Counter[str](), Counter[str](), 0, 0
    sentence: list[list[str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                sentence.append(columns)
        elif not line:
            words = [columns[1] for columns in sentence]
            for index, columns in enumerate(sentence):
                form = reading(words, index, FRENCH)
                if form is None:
                    continue
                features = dict(each.split("=") for each in columns[5].split("|") if "=" in each)
                total[form.part] += 1
                as_adjective = form.tag.startswith("K") and columns[3] == "ADJ"
                right[form.part] += columns[3] in (UD_PARTS[form.part], "AUX") or as_adjective
                if form.part == "n" == columns[3][0].lower():
                    gender = {"Masc": "m", "Fem": "f"}.get(features.get("Gender", ""), "-")
                    number = {"Sing": "s", "Plur": "p"}.get(features.get("Number", ""), "-")
                    nouns += 1
                    agreeing += agrees(form.tag, gender + number)
            sentence = []
    parts = ", ".join(f"{part} {right[part] / total[part]:.3f} of {total[part]}" for part in "nvar")
    return f"{path.stem}: {parts}; gender and number of nouns {agreeing / nouns:.4f}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--number", type=int, default=1000)
    parser.add_argument("--ud", type=Path, help="a directory of CoNLL-U files")
    parser.add_argument("--show", action="store_true", help="print what is at fault")
    options = parser.parse_args()
    found: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    distractors = 0
    start = time.perf_counter()
    made = list(choices(options.number))
    seconds = time.perf_counter() - start
    for exercise in made:
        kind = "terms" if exercise.concept else NAMES[part_of(exercise)]
        kinds[kind] += 1
        for distractor in exercise.distractors:
            distractors += 1
            for fault in faults(exercise, distractor):
                found[fault] += 1
                if options.show:
                    print(f"{fault}: {distractor} for {exercise.answer} in {exercise.stem}")
    print(f"{len(made)} choices ({', '.join(f'{n} {kind}' for kind, n in kinds.most_common())}), ", end="")
    print(f"{distractors} distractors, {seconds / len(made) * 1000:.0f} ms a choice")
    for check in CHECKS:
        print(f"  {check:18} {found[check]:5}  {found[check] / distractors:.4f}")
    for path in sorted(options.ud.glob("*.conllu")) if options.ud else ():
        print(treebank(path))


if __name__ == "__main__":
    main()
