"""What the recipe does to text: cleaning, keeping evaluation sentences out, inventing names and numbers."""

import doctest
import importlib
import random
import re
from pathlib import Path
from types import ModuleType

import pytest

RECIPE = Path(__file__).parents[2] / "models" / "recipe"


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch):
    """Import a module of the recipe, whose scripts stand beside each other and are no package."""
    monkeypatch.syspath_prepend(str(RECIPE))

    def imported(name: str) -> ModuleType:
        module = importlib.import_module(name)
        # A helper of other tests that is called alike would be taken instead, if it was there first.
        assert Path(str(module.__file__)).parent == RECIPE
        return module

    return imported


@pytest.mark.parametrize("name", ["augmentation", "corpora", "normalization"])
def test_doctests(recipe, name: str) -> None:
    assert doctest.testmod(recipe(name)).failed == 0


def test_near_duplicates_of_evaluation_sentences_are_held_out(recipe) -> None:
    sentence = "Les troupes russes ont bombardé la ville de Kharkiv pendant toute la nuit de mardi."
    held_out = recipe("corpora").HeldOut([sentence, "Merci."])
    assert held_out.contains(
        "les troupes russes ont bombarde la ville de Kharkiv pendant toute la nuit de mardi"
    )
    assert held_out.contains("Hier, " + sentence.replace("mardi", "jeudi"))
    assert not held_out.contains("Les troupes russes ont quitté la région de Kherson dans la nuit de lundi.")
    assert not held_out.contains("Merci.")


@pytest.mark.parametrize(
    ("french", "english", "sound"),
    [
        ("La guerre est finie.", "The war is over.", True),
        (
            "Oui, bien sûr, naturellement, évidemment.",
            "Yes, of course it is, naturally, evidently, " * 4,
            False,
        ),
        ("12 345 678 / 90", "12 345 678 / 90", False),
        ("Voir https://exemple.fr", "See https://example.org", False),
    ],
)
def test_unsound_pairs_are_dropped(recipe, french: str, english: str, sound: bool) -> None:
    assert recipe("corpora").is_sound((french, english)) is sound


def inventor(augmentation: ModuleType):
    return augmentation.Inventor(RECIPE / "augmentation", random.Random(7))


def test_renaming_changes_both_sides_alike(recipe) -> None:
    augmentation = recipe("augmentation")
    pair = ("Hier soir, Dupont a vendu 37 000 billets.", "Last night Dupont sold 37,000 tickets.")
    french, english = augmentation.rename(pair, inventor(augmentation))
    name = re.search(r"soir, (.*) a vendu", french)[1]
    assert name != "Dupont"
    assert english.startswith(f"Last night {name} sold ")
    digits = re.findall(r"\d", french)
    assert digits == re.findall(r"\d", english)
    assert augmentation.rename(("Il pleut.", "It is raining."), inventor(augmentation)) is None


def test_every_template_can_be_filled(recipe) -> None:
    augmentation = recipe("augmentation")
    lines = (RECIPE / "augmentation" / "templates.tsv").read_text(encoding="utf-8").splitlines()
    templates = [tuple(line.split("\t")) for line in lines]
    assert all(len(template) == 2 for template in templates)
    filled = list(augmentation.fill_templates(templates, inventor(augmentation), len(templates)))
    assert not [text for pair in filled for text in pair if "{" in text or "  " in text]


def test_the_manifest_names_origin_and_licence_of_every_corpus(recipe) -> None:
    manifest = recipe("corpora").read_manifest(RECIPE / "corpora.toml")
    assert len({corpus.name for corpus in manifest}) == len(manifest)
    for corpus in manifest:
        assert corpus.origin
        assert corpus.licence
        assert corpus.weight.keys() == {"main", "anneal"}
