"""The embedded package, run for real, and the parts of the engine that need no model."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bilingual.errors import ModelError
from bilingual.languages import ENGLISH, FRENCH
from bilingual.spans import Span
from bilingual.translation.engine import ArgosTranslator, DecodingOptions
from bilingual.translation.packages import PackageInfo, PackageOrigin, embedded_packages, find_package
from bilingual.translation.parts import parts_of
from bilingual.translation.tokenizer import SentencePieceTokenizer
from bilingual.translation.translator import Request, Translation, Wish

SENTENCES = [
    "Bonjour.",
    "Deux avions de chasse « Rafale » ont frappé un dépôt de munitions à l’aube, a dit le général.",
    "",
    "Il pleut…",
]


@pytest.fixture(scope="module")
def package() -> PackageInfo:
    return next(p for p in embedded_packages() if (p.source_code, p.target_code) == ("fr", "en"))


@pytest.fixture(scope="module")
def translator(package: PackageInfo, tmp_path_factory: pytest.TempPathFactory) -> ArgosTranslator:
    return ArgosTranslator(package, cache=tmp_path_factory.mktemp("unpacked"))


def test_it_says_of_terms_and_rare_words_what_it_is_told(translator: ArgosTranslator) -> None:
    assert translator.takes_wishes
    sentence = "Le drone de reconnaissance est rentré hier."
    wish = Wish(Span(3, 26), "spy plane")
    told = next(translator.translate([Request(sentence, (wish,))]))
    assert "spy plane" in told.text
    assert "spy plane" not in next(translator.translate([sentence])).text
    assert "swarm" in next(translator.translate(["Nous avons vu un essaim."])).text
    assert any(link.source.of(sentence) == "drone de reconnaissance" for link in told.links)


def test_sentences_come_back_in_order_one_for_one(translator: ArgosTranslator) -> None:
    texts = [t.text for t in translator.translate(SENTENCES * 3)]
    assert len(texts) == 12
    assert texts[:4] == texts[4:8] == texts[8:]
    assert texts[2] == ""
    assert all(text and text == text.strip() for text in texts[:2])


def test_batches_do_not_change_a_translation(translator: ArgosTranslator) -> None:
    alone = next(translator.translate([SENTENCES[1]]))
    among = list(translator.translate(["Il pleut."] * 30 + [SENTENCES[1]]))[-1]
    assert alone.text == among.text


def test_scores_are_probabilities_and_links_lie_in_both_texts(translator: ArgosTranslator) -> None:
    translation = next(translator.translate([SENTENCES[1]]))
    assert translation.score is not None
    assert 0 < translation.score <= 1
    assert translation.text not in [other.text for other in translation.alternatives]
    assert all(other.score is not None and 0 < other.score <= 1 for other in translation.alternatives)
    assert bool(translation.links) == translator.package.gives_word_links()
    for link in translation.links:
        assert link.source.of(SENTENCES[1]).strip() and link.target.of(translation.text).strip()


def test_a_sentence_too_long_for_the_model_is_translated_to_its_end(translator: ArgosTranslator) -> None:
    sentence = "Le premier régiment est arrivé, " * 60 + "et le dernier est parti avec 7 413 hommes."
    assert "413" in next(translator.translate([sentence])).text


@pytest.mark.parametrize(
    "text", ["x" * 5000, "\u0301" * 500, "🚀🚀 ☢", "日本語", "\x00\x1b[31m", "_ _ <unk> ▁ </s>"]
)
def test_odd_input_neither_fails_nor_hangs(translator: ArgosTranslator, text: str) -> None:
    assert isinstance(next(translator.translate([text])).text, str)


@pytest.mark.parametrize("run", ["x" * 200_000, "0123456789abcdef" * 4, "." * 61])
def test_a_run_that_is_no_word_is_copied(translator: ArgosTranslator, run: str) -> None:
    assert next(translator.translate([run])) == Translation(run)
    sentence = f"Il pleut sur {run} et sur Paris."
    translation = next(translator.translate([sentence]))
    assert f" {run} " in translation.text
    assert "Paris" in translation.text
    assert all(link.source.of(sentence).strip() and len(link.source) < 60 for link in translation.links)


def test_the_model_is_given_addresses_but_no_embedded_data(translator: ArgosTranslator) -> None:
    tokenizer = translator._load()[1]
    address = "https://example.org/" + "a-b/" * 20
    assert all(p.copied is None for p in parts_of(f"Voir {address}", tokenizer, ()))
    assert [p.copied for p in parts_of(address * 30, tokenizer, ())] == [address * 30]


def test_identity_follows_options(package: PackageInfo) -> None:
    greedy = DecodingOptions(beam_size=1, alternatives=0)
    assert ArgosTranslator(package).identity != ArgosTranslator(package, options=greedy).identity


def test_the_package_says_how_it_wants_to_be_decoded(package: PackageInfo) -> None:
    wants = {"decoding": {"beam_size": 2, "alternatives": 1, "length_penalty": 1, "sampling": "x"}}
    asking = PackageInfo(package.path, "n", "fr", "en", "1", "f", PackageOrigin.GIVEN, {"bilingual": wants})
    assert DecodingOptions.for_package(asking) == DecodingOptions(
        beam_size=2, length_penalty=1.0, alternatives=1
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"beam_size": 1}, (1, 0)),
        ({"beam_size": 2}, (2, 1)),
        ({"beam_size": 0, "alternatives": -4}, (1, 0)),
        ({"alternatives": 9}, (4, 3)),
    ],
)
def test_a_package_may_ask_for_a_narrow_beam(
    package: PackageInfo, wanted: dict[str, int], expected: tuple[int, int]
) -> None:
    metadata = {"bilingual": {"decoding": wanted}}
    asking = PackageInfo(package.path, "n", "fr", "en", "1", "f", PackageOrigin.GIVEN, metadata)
    options = DecodingOptions.for_package(asking)
    assert (options.beam_size, options.alternatives) == expected


def test_a_damaged_model_is_one_clear_error(package: PackageInfo, tmp_path: Path) -> None:
    with zipfile.ZipFile(package.path) as archive:
        archive.extractall(tmp_path)
    directory = next(tmp_path.iterdir())
    weights = directory / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes()[:5000])
    damaged = ArgosTranslator(find_package(FRENCH, ENGLISH, directory))
    with pytest.raises(ModelError, match=r"cannot be loaded.*install it again"):
        next(damaged.translate(["Bonjour."]))


def test_a_cache_that_cannot_be_written_does_not_matter(package: PackageInfo, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    translator = ArgosTranslator(package, cache=tmp_path / "file" / "packages")
    assert next(translator.translate(["Bonjour."])).text


class _Teller:
    """An engine that answers `told` where it is told of a spy plane, and else that the drone saw Dassault."""

    def __init__(self, tokenizer: SentencePieceTokenizer, told: str) -> None:
        self._tokenizer = tokenizer
        self._told = told
        self.asked: list[str] = []

    def translate_batch(self, sentences: list[list[str]], **options: object) -> list[_Future]:
        self.asked += ("".join(pieces) for pieces in sentences)
        texts = [self._told if "spy" in pieces else "The drone saw Dassault." for pieces in self.asked]
        made = texts[-len(sentences) :]
        return [_Future([list(self._tokenizer.encode(text).pieces)]) for text in made]


class _Future:
    def __init__(self, hypotheses: list[list[str]]) -> None:
        self.hypotheses, self.scores, self.attention = hypotheses, [-0.5], [[]]

    def result(self) -> _Future:
        return self


@pytest.mark.parametrize("told", ["The spy plane planes saw Dassault.", "The spy plane saw Dasssault."])
def test_what_is_said_twice_or_misspelt_is_asked_again_without_being_told(
    package: PackageInfo, translator: ArgosTranslator, told: str
) -> None:
    tokenizer = translator._load()[1]
    assert isinstance(tokenizer, SentencePieceTokenizer)
    engine = _Teller(tokenizer, told)
    teller = ArgosTranslator(package)
    teller._loaded = engine, tokenizer
    wishes = Wish(Span(3, 8), "spy plane"), Wish(Span(9, 13), "beheld")
    (made,) = teller.translate([Request("Le drone a vu Dassault.", wishes)])
    assert made.text == "The drone saw Dassault."
    first, second = engine.asked
    assert "spy" in first
    assert "spy" not in second


def test_what_is_sound_is_not_asked_again(package: PackageInfo, translator: ArgosTranslator) -> None:
    tokenizer = translator._load()[1]
    assert isinstance(tokenizer, SentencePieceTokenizer)
    engine = _Teller(tokenizer, "The spy plane saw Dassault.")
    teller = ArgosTranslator(package)
    teller._loaded = engine, tokenizer
    (made,) = teller.translate([Request("Le drone a vu Dassault.", (Wish(Span(3, 8), "spy plane"),))])
    assert made.text == "The spy plane saw Dassault."
    assert len(engine.asked) == 1


def test_pieces_know_where_they_come_from(translator: ArgosTranslator) -> None:
    tokenizer = translator._load()[1]
    assert isinstance(tokenizer, SentencePieceTokenizer)
    sentence = "L’œil  « était »… dans la tombe."
    pieces = tokenizer.encode(sentence)
    assert len(pieces.pieces) == len(pieces.spans)
    assert list(pieces.spans) == sorted(pieces.spans)
    words = {span.of(sentence) for span in pieces.spans}
    assert {"dans", "la"} <= words
    assert not any(" " in word.strip() for word in words if "«" not in word and "»" not in word)
