"""Pairs that teach the model to copy names and to carry numbers over.

Two sources. *Templates*: hand-written sentence pairs whose slots are filled with invented names, places,
numbers, dates and times. *Renaming*: real pairs in which a name that stands on both sides is exchanged for an
invented one, and a number for another, on both sides alike; the rest of the sentence stays real. Times are
written on the 24-hour clock in English (14 h 30 → 14:30): the figures stay the same, which a reader and a
checker can both follow.
"""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

Pair = tuple[str, str]
"""French, English."""

MONTHS = {
    "janvier": "January", "février": "February", "mars": "March", "avril": "April", "mai": "May",
    "juin": "June", "juillet": "July", "août": "August", "septembre": "September",
    "octobre": "October", "novembre": "November", "décembre": "December",
}  # fmt: skip
WEEKDAYS = {
    "lundi": "Monday", "mardi": "Tuesday", "mercredi": "Wednesday", "jeudi": "Thursday", "vendredi": "Friday",
    "samedi": "Saturday", "dimanche": "Sunday",
}  # fmt: skip
QUARTERS = {"premier": "first", "deuxième": "second", "troisième": "third", "quatrième": "fourth"}
CENTURIES = {
    "XII": "12th", "XIII": "13th", "XIV": "14th", "XV": "15th", "XVI": "16th", "XVII": "17th",
    "XVIII": "18th", "XIX": "19th", "XX": "20th", "XXI": "21st",
}  # fmt: skip
PARTICLES = "de ", "von ", "von der ", "van ", "ben ", "bin ", "al-", "el-", "da ", "O'"
THOUSANDS_SEPARATORS = (" ", "\u00a0", "\u202f", "")
"""French writes 1 200 with any of three spaces, and often without one."""


def english_ordinal(number: int) -> str:
    """1 → 1st, 12 → 12th, 23 → 23rd.

    >>> [english_ordinal(n) for n in (1, 2, 3, 11, 112, 121)]
    ['1st', '2nd', '3rd', '11th', '112th', '121st']
    """
    suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


class Inventor:
    """Makes up names, places and figures, each as a French and an English string."""

    def __init__(self, folder: Path, random_generator: random.Random) -> None:
        self.random = random_generator
        lists = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
        self.first_names: list[str] = lists["first_names"].split()
        self._syllables = {
            kind: [
                {part: table[part].split() for part in ("start", "middle", "end")} for table in lists[kind]
            ]
            for kind in ("surnames", "towns")
        }
        with (folder / "places.tsv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t"))
        self.places: dict[str, list[Pair]] = {}
        for row in rows:
            self.places.setdefault(row["kind"], []).append((row["french"], row["english"]))

    def _compose(self, kind: str) -> str:
        parts = self.random.choice(self._syllables[kind])
        middles = self.random.choices(parts["middle"], k=self.random.choice((0, 1, 1, 1, 2)))
        name = self.random.choice(parts["start"]) + "".join(middles) + self.random.choice(parts["end"])
        # "Al-ri" and "Saint-mar" are capitalised after the hyphen too.
        head, hyphen, tail = name.partition("-")
        return head + hyphen + tail[:1].upper() + tail[1:] if hyphen and len(head) > 1 else name

    def surname(self) -> str:
        """An invented surname, now and then a double one."""
        name = self._compose("surnames")
        return f"{name}-{self._compose('surnames')}" if self.random.random() < 0.04 else name

    def town(self) -> str:
        """An invented town."""
        return self._compose("towns")

    def person(self) -> str:
        """First name and surname, sometimes with a particle."""
        particle = self.random.choice(PARTICLES) if self.random.random() < 0.08 else ""
        return f"{self.random.choice(self.first_names)} {particle}{self.surname()}"

    def acronym(self) -> str:
        """Two to five capitals: OTAN has a translation, an invented one has none."""
        return "".join(self.random.choices("ABCDEFGHILMNOPRSTUV", k=self.random.choice((2, 3, 3, 4, 4, 5))))

    def designation(self) -> str:
        """A type name such as T-72, Kh-101, AF447 or A400M: known prefixes and invented ones."""
        known = self.random.choice("T F M Kh Su MiG A S AN BM PzH HQ R Mk FN Tu Il".split())
        letters = known if self.random.random() < 0.5 else self.acronym()
        figures = str(self.random.randint(1, 10 ** self.random.choice((1, 2, 3))))
        return (
            letters
            + self.random.choice(("-", "-", ""))
            + figures
            + self.random.choice(("", "", "", "M", "B"))
        )

    def number(self, low: int = 2, high: int = 999_999) -> Pair:
        """An integer, small ones more often: French ``37 000`` (any of its spaces), English ``37,000``."""
        value = round(low * (high / low) ** self.random.random())
        if value > 2000 and self.random.random() < 0.5:
            value = round(value, -len(str(value)) + 2)
        english = f"{value:,}"
        separator = (
            self.random.choice(THOUSANDS_SEPARATORS)
            if value < 10_000
            else self.random.choice(THOUSANDS_SEPARATORS[:3])
        )
        return english.replace(",", separator), english

    def decimal(self, high: float = 150.0) -> Pair:
        """``3,5`` and ``3.5``."""
        value = self.random.uniform(0.1, self.random.choice((10.0, high)))
        english = f"{value:.{self.random.choice((1, 1, 1, 2))}f}"
        return english.replace(".", ","), english

    def date(self) -> Pair:
        """``1er mars 2019`` and ``1 March 2019``; with the year or without."""
        day, (french, english) = self.random.randint(1, 28), self.random.choice(list(MONTHS.items()))
        year = f" {self.random.randint(1900, 2035)}" if self.random.random() < 0.6 else ""
        return f"{'1er' if day == 1 else day} {french}{year}", f"{day} {english}{year}"

    def time(self) -> Pair:
        """``14 h 30``, ``14h30`` or ``14 h`` and ``14:30``, ``14:00``."""
        hour, minute = self.random.randint(0, 23), self.random.choice((0, 0, *range(60)))
        gap = self.random.choice(("", " ", "\u00a0"))
        french = (
            f"{hour}{gap}h{gap}{minute:02d}"
            if minute
            else f"{hour}{gap}{self.random.choice(('h', 'heures')) if gap else 'h'}"
        )
        return french, f"{hour}:{minute:02d}"

    def draw(self, kind: str) -> Pair:
        """French and English of one slot of a template; names are the same in both."""
        choose, between = self.random.choice, self.random.randint
        match kind:
            case "person" | "surname" | "town" | "acronym" | "designation":
                return (getattr(self, kind)(),) * 2
            case "number" | "decimal" | "date" | "time":
                return getattr(self, kind)()
            case "city" if self.random.random() < 0.25:
                return (self.town(),) * 2
            case "city" | "country" | "organisation":
                return choose(self.places[kind])
            case "weekday" | "month" | "quarter" | "roman":
                tables = {"weekday": WEEKDAYS, "month": MONTHS, "quarter": QUARTERS, "roman": CENTURIES}
                return choose(list(tables[kind].items()))
            case "lowdecimal":
                return self.decimal(9.0)
            case "ordinal" | "smallordinal":
                number = between(2, 160 if kind == "ordinal" else 12)
                return f"{number}{choose(('e', 'e', 'ème'))}", english_ordinal(number)
            case "year" | "age" | "small":
                low, high = {"year": (1900, 2035), "age": (18, 95), "small": (2, 120)}[kind]
                return (str(between(low, high)),) * 2
        raise KeyError(f"templates.tsv: no slot {kind}")


class Slots(dict[str, str]):
    """Values of a template's slots, invented when first asked for.

    `person` and `person2` are two values of one kind; `city_en` is the English of `city`; `city_c` begins with a
    capital; `in_city` and `of_city` are the French with its preposition.
    """

    def __init__(self, inventor: Inventor) -> None:
        super().__init__()
        self._inventor = inventor

    def __missing__(self, slot: str) -> str:
        if slot.endswith("_c"):
            self[slot] = _capital(self[slot.removesuffix("_c")])
        elif slot.startswith("of_"):
            self[slot] = contract("de", self[slot[3:]])
        elif slot.startswith("in_"):
            place = self[slot[3:]]
            self[slot] = in_country(place) if slot.startswith("in_country") else contract("à", place)
        else:
            name = slot.removesuffix("_en")
            self[name], self[f"{name}_en"] = self._inventor.draw(name.rstrip("23"))
        return self[slot]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def contract(preposition: str, name: str) -> str:
    """Put *à* or *de* before a name: elision and contraction.

    >>> contract("à", "Le Caire"), contract("de", "Alep"), contract("de", "les Pays-Bas")
    ('au Caire', "d'Alep", 'des Pays-Bas')
    """
    for article, contracted in (("le ", {"à": "au ", "de": "du "}), ("les ", {"à": "aux ", "de": "des "})):
        if name.lower().startswith(article):
            return contracted[preposition] + name[len(article) :]
    if preposition == "de" and name[0] in "AEÉIOUÎÔ":
        return "d'" + name
    return f"{preposition} {name}"


def in_country(country: str) -> str:
    """*la Russie* → *en Russie*; *l'Irak* → *en Irak*; *le Mali* → *au Mali*.

    >>> [in_country(c) for c in ("la Russie", "l'Irak", "le Mali", "les États-Unis")]
    ['en Russie', 'en Irak', 'au Mali', 'aux États-Unis']
    """
    feminine = re.sub(r"^(la |l')", "en ", country)
    return feminine if feminine != country else contract("à", country)


def fill_templates(templates: Iterable[Pair], inventor: Inventor, count: int) -> Iterator[Pair]:
    """`count` filled templates, each template as often as any other."""
    templates = list(templates)
    for number in range(count):
        french, english = templates[number % len(templates)]
        values = Slots(inventor)
        yield _capital(french.format_map(values)), _capital(english.format_map(values))


NAME = re.compile(r"(?<=[a-zà-ÿ,;] )(?<!\bl[ae] )(?<!\bles )(?<!\b[ad]u )[A-ZÀ-Þ][\w-]*[a-zà-ÿ]{2}\b")
"""A capitalised word inside a sentence, without an article: *la Bourse* and *le Sénat* are no names to
exchange."""
FRENCH_NUMBER = re.compile(
    r"(?<![\w,.])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|(?<![\w,.])\d+(?:,\d+)?(?![\w]|[.,]\d)"
)
NOT_A_NAME = frozenset({"English", "French", "Monsieur", "Madame", "Internet", "Parlement", "Canada"})


def rename(pair: Pair, inventor: Inventor) -> Pair | None:
    """Exchange up to three names and all safe numbers, the same on both sides; None if there is nothing to
    exchange.

    A name counts only if it stands on both sides letter for letter exactly once, and a number only if its
    English form does, so that a pair never comes out with its sides disagreeing. Years (1900–2035) stay
    years.
    """
    french, english = pair
    changes: list[tuple[str, str, str, str]] = []
    for match in list(dict.fromkeys(NAME.findall(french)))[:3]:
        if (
            match in NOT_A_NAME
            or french.count(match) != 1
            or len(re.findall(rf"\b{re.escape(match)}\b", english)) != 1
        ):
            continue
        invented = inventor.surname() if inventor.random.random() < 0.6 else inventor.town()
        # d' and l' stand before vowels only.
        if french[: french.index(match)].endswith("'") and invented[0] not in "AEIOUÉ":
            continue
        changes.append((match, invented, match, invented))
    for source in dict.fromkeys(FRENCH_NUMBER.findall(french)):
        target = (
            re.sub(r"[ \u00a0\u202f]", ",", source) if re.search(r"\s", source) else source.replace(",", ".")
        )
        if french.count(source) != 1 or english.count(target) != 1 or len(re.sub(r"\D", "", source)) < 2:
            continue
        if re.fullmatch(r"(19|20)\d\d", source):
            year = str(inventor.random.randint(1900, 2035))
            changes.append((source, year, target, year))
        elif re.search(r"\D", source):
            new_source, new_target = inventor.decimal() if "," in source else inventor.number(1000)
            changes.append((source, new_source, target, new_target))
        else:
            value = str(inventor.random.randint(10 ** (len(source) - 1), 10 ** len(source) - 1))
            changes.append((source, value, target, value))
    if not changes:
        return None
    for old_source, new_source, old_target, new_target in changes:
        french, english = french.replace(old_source, new_source), english.replace(old_target, new_target)
    return french, english


def vary_case(pair: Pair, random_generator: random.Random) -> Pair | None:
    """Headlines and messages: all capitals, all lower-case, or no full stop. None for pairs it does not
    suit."""
    french, english = pair
    choice = random_generator.random()
    if choice < 0.3:
        return french.upper(), english.upper()
    if choice < 0.5:
        return french.lower(), english.lower()
    if french.endswith(".") and english.endswith("."):
        return french[:-1].rstrip(), english[:-1].rstrip()
    return None
