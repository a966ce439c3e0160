"""The whole recipe on a handful of sentences: corpora in, a package out that stock Argos Translate installs
and runs."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the train extra")
pytest.importorskip("eflomal", reason="training needs the train extra")
pytest.importorskip("scipy", reason="training needs the train extra")

pytestmark = pytest.mark.slow

RECIPE = Path(__file__).parents[2] / "models" / "recipe"
PAIRS = [
    ("Le président a parlé hier soir.", "The president spoke last night."),
    ("Les soldats ont quitté la ville.", "The soldiers have left the town."),
    ("La guerre est finie.", "The war is over."),
    ("« Nous sommes prêts », dit le général.", '"We are ready," the general says.'),
    ("Les combats ont repris dans le nord du pays.", "Fighting has resumed in the north of the country."),
    ("Le gouvernement a refusé de répondre.", "The government declined to answer."),
    ("Trois avions ont été abattus.", "Three aircraft were shot down."),
    ("Elle attend sa sœur à la gare.", "She is waiting for her sister at the station."),
]
HELD_OUT = ("Les soldats ont quitté la ville.", "The soldiers have left the town.")
MANIFEST = """
[[corpus]]
name = "news"
file = "news.tsv"
origin = "this test"
licence = "MIT"
weight = {{ main = {weight} }}
[[corpus]]
name = "renamed"
origin = "this test"
licence = "MIT"
weight = {{ main = 1.0 }}
[[corpus]]
name = "templates"
origin = "this test"
licence = "MIT"
weight = {{ main = 1.0 }}
"""
STOCK_ARGOS = """
import json, sys
from argostranslate import package, translate
package.install_from_path(sys.argv[1])
installed = package.get_installed_packages()[0]
pieces = installed.tokenizer.encode("« Nous sommes prêts », dit le général…")
print(json.dumps([installed.from_code, installed.to_code, installed.tokenizer.decode(pieces)]))
"""


def recipe(script: str, *arguments: object, **environment: str) -> str:
    """Run one script of the recipe and return what it prints."""
    done = subprocess.run(
        [sys.executable, RECIPE / f"{script}.py", *map(str, arguments)],
        capture_output=True, text=True, env=os.environ | environment, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with corpora, encoded data, a checkpoint of half a minute and its package."""
    folder = tmp_path_factory.mktemp("recipe")
    (folder / "news.tsv").write_text("".join(f"{fr}\t{en}\n" for fr, en in PAIRS), encoding="utf-8")
    (folder / "corpora.toml").write_text(MANIFEST.format(weight=40), encoding="utf-8")
    (folder / "dev.fr").write_text(HELD_OUT[0] + "\n", encoding="utf-8")
    (folder / "dev.en").write_text(HELD_OUT[1] + "\n", encoding="utf-8")
    manifest = ("--manifest", folder / "corpora.toml")
    recipe(
        "prepare", folder, "--corpora", folder, "--evaluation", folder, *manifest,
        "--vocabulary-size", 900, "--templates", 400,
    )  # fmt: skip
    recipe("links", folder / "train.npz", "--embeddings", folder / "embeddings.npy")
    recipe(
        "train", folder / "model.pt", "--data", folder / "train.npz", *manifest,
        "--embeddings", folder / "embeddings.npy", "--minutes", 0.4, "--decay", 0.5, "--warmup", 10,
        "--parts", 2, "--part-rows", 4, "--encoder-layers", 2, "--decoder-layers", 1,
        "--vocabulary", folder / "sentencepiece.model",
    )  # fmt: skip
    package = folder / "fr_en.argosmodel"
    recipe("package", folder / "model.pt", folder / "sentencepiece.model", package, "--version", "0.0")
    return folder


def test_evaluation_sentences_are_kept_out_of_training(work: Path) -> None:
    np = pytest.importorskip("numpy")
    spm = pytest.importorskip("sentencepiece")
    processor = spm.SentencePieceProcessor(model_file=str(work / "sentencepiece.model"))
    data = np.load(work / "train.npz")
    bounds = zip(data["src_off"][:-1], data["src_off"][1:], strict=True)
    texts = {processor.decode(data["src"][a:b].tolist()) for a, b in bounds}
    assert "La guerre est finie." in texts
    assert HELD_OUT[0] not in texts


def test_the_package_is_complete(work: Path) -> None:
    with zipfile.ZipFile(work / "fr_en.argosmodel") as archive:
        names = {Path(name).name for name in archive.namelist()}
        roots = {name.split("/")[0] for name in archive.namelist()}
        metadata = json.loads(archive.read("translate-fr_en-0_0/metadata.json"))
    assert names >= {
        "metadata.json",
        "README.md",
        "LICENCES.md",
        "sentencepiece.model",
        "model.bin",
        "config.json",
    }
    assert len(roots) == 1
    assert (metadata["from_code"], metadata["to_code"], metadata["package_version"]) == ("fr", "en", "0.0")
    assert metadata["bilingual"]["wishes"] is True, "it was trained with wishes in its sources"


def test_stock_argos_translate_installs_it_and_its_normaliser_travels_with_it(work: Path) -> None:
    home = work / "argos"
    variables = {
        "ARGOS_PACKAGES_DIR": str(home / "packages"),
        "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", STOCK_ARGOS, work / "fr_en.argosmodel"],
        capture_output=True, text=True, env=os.environ | variables, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == ["fr", "en", '"Nous sommes prêts", dit le général...']


def test_it_translates_what_it_has_learnt(work: Path) -> None:
    (work / "seen.tsv").write_text(
        "".join(f"{fr}\t{en}\n" for fr, en in PAIRS if fr != HELD_OUT[0]), encoding="utf-8"
    )
    report = recipe("evaluate", work / "fr_en.argosmodel", "--sets", work / "seen.tsv", "--threads", 1)
    chrf = float(report.split("chrF ")[1].split(",")[0])
    assert chrf > 30, report


def train_on(work: Path, *options: object) -> str:
    """Go on for a moment from the package of the fixture, into again.pt."""
    return recipe(
        "train", work / "again.pt", "--data", work / "train.npz", "--from-package", work / "fr_en.argosmodel",
        "--development", work / "dev-dev.npz", "--minutes", 0.05, "--report", 0.01, "--rate", 0.01,
        "--manifest", work / "corpora.toml", "--parts", 1, "--part-rows", 2, *options,
    )  # fmt: skip


def test_the_other_direction_starts_from_a_package_and_says_what_it_is(work: Path) -> None:
    train_on(work, "--direction", "en-fr")
    package = work / "en_fr.argosmodel"
    recipe("package", work / "again.pt", work / "sentencepiece.model", package, "--version", "0.0")
    with zipfile.ZipFile(package) as archive:
        metadata = json.loads(archive.read("translate-en_fr-0_0/metadata.json"))
    assert (metadata["from_name"], metadata["to_name"]) == ("English", "French")
    assert metadata["training"]["pieces_seen"] < 50_000  # not those of the package it started from


def test_a_run_is_mixed_with_the_package_that_it_went_on_from(work: Path) -> None:
    train_on(work)
    weights = set()
    for share in (0, 0.6, 1):
        package = work / f"mixed-{share}.argosmodel"
        recipe(
            "package", work / "again.pt", work / "sentencepiece.model", package, "--version", "0.0",
            "--mix", work / "fr_en.argosmodel", "--share", share,
        )  # fmt: skip
        with zipfile.ZipFile(package) as archive:
            weights.add(archive.read("translate-fr_en-0_0/model/model.bin"))
    assert len(weights) == 3, "the old ones, the new ones, and those between"


def test_training_goes_on_from_a_package(work: Path) -> None:
    report = train_on(work)
    # A fresh network of 900 pieces would stand at ln 900 = 6.8.
    losses = [
        float(line.split("train ")[1].split(",")[0]) for line in report.splitlines() if "train " in line
    ]
    assert losses
    assert losses[0] < 5.0
