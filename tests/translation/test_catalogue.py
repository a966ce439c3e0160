"""The Argos index: read with tolerance, kept for later, never trusted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package_server import PackageServer, Served, isolate, serving

from bilingual.errors import ModelError
from bilingual.translation.catalogue import (
    OFFICIAL_INDEX,
    Catalogue,
    CatalogueEntry,
    fetch_catalogue,
    index_url,
    is_web_address,
    kept_catalogue,
    parse_catalogue,
)
from bilingual.translation.transport import Patience

QUICK = Patience(timeout=0.3, attempts=1, pause=0.0)
NOW = datetime(2025, 1, 1, tzinfo=UTC)
LINK = "https://packages.example/translate-fr_en.argosmodel"


def entry(version: str = "1.9", **more: object) -> dict[str, object]:
    return {"from_code": "fr", "to_code": "en", "package_version": version, "links": [LINK], **more}


def parse(*entries: object) -> Catalogue:
    return parse_catalogue(json.dumps(entries).encode(), "index.json", NOW)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    isolate(monkeypatch, tmp_path)
    return tmp_path


@pytest.fixture
def server(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageServer]:
    with serving() as running:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", running.url)
        yield running


def test_the_newest_version_wins_by_number() -> None:
    catalogue = parse(entry("1.9"), entry("1.10"), entry("1.2"))
    newest = catalogue.newest("fr", "en")
    assert newest is not None
    assert newest.name == "translate-fr_en 1.10"
    assert catalogue.pairs() == (newest,)
    assert catalogue.newest("en", "fr") is None


@pytest.mark.parametrize(
    "bad",
    [
        None,
        7,
        "text",
        [],
        {},
        entry(type="sbd"),
        entry(links=[]),
        entry(links="https://x.example/a"),
        entry(links=["ipfs://QmX", 3, None]),
        entry(links=["file:///etc/passwd"]),
        entry(from_code="../fr"),
        entry(to_code=None),
        entry(version="1/9"),
        entry(version="\x1b[31m1.9"),
        entry(version=""),
    ],
)
def test_a_bad_entry_is_left_out_and_the_good_one_stays(bad: object) -> None:
    catalogue = parse(bad, entry())
    assert [found.version for found in catalogue.entries] == ["1.9"]


def test_links_that_http_cannot_fetch_are_left_out() -> None:
    catalogue = parse(entry(links=["ipfs://Qm", LINK, LINK, "http://a b/"]))
    assert catalogue.entries[0].links == (LINK,)


def test_a_checksum_is_taken_where_it_is_one() -> None:
    checksums = [parse(entry(sha256=given)).entries[0].sha256 for given in ("AB" * 32, "ab", 3, None)]
    assert checksums == ["ab" * 32, None, None, None]


@pytest.mark.parametrize("raw", [b"", b"<html>", b"{}", b"\xff\xfe\x00", b"[" * 100_000, b"3"])
def test_what_is_no_index_is_said_to_be_none(raw: bytes) -> None:
    with pytest.raises(ModelError, match=r"https://x\.example: this is not a package index"):
        parse_catalogue(raw, "https://x.example", NOW)


json_values = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.text(max_size=8))
keys = st.sampled_from(["from_code", "to_code", "package_version", "links", "type", "sha256"])
entries = st.dictionaries(keys, json_values | st.just("fr") | st.just([LINK]))


@settings(max_examples=50, deadline=None)
@given(st.lists(entries | json_values, max_size=4))
def test_no_index_makes_the_reader_fail(index: list[Any]) -> None:
    for found in parse(*index).entries:
        assert found.name.isprintable()
        assert found.links


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=30).map("http://".__add__) | st.text(max_size=30))
def test_addresses_are_judged_without_failing(text: str) -> None:
    assert not is_web_address(text) or text.isascii()


def test_an_entry_checks_its_invariants() -> None:
    for values in (("f", "en", "1", (LINK,)), ("fr", "en", "/", (LINK,)), ("fr", "en", "1", ())):
        with pytest.raises(ValueError, match="no "):
            CatalogueEntry(*values)


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, OFFICIAL_INDEX + "index.json"),
        ({"ARGOS_PACKAGE_INDEX": "https://m.example/a/"}, "https://m.example/a/index.json"),
        ({"BILINGUAL_PACKAGE_INDEX": "https://m.example/i.json"}, "https://m.example/i.json"),
    ],
)
def test_the_address_comes_from_the_settings(home: Path, environment: dict[str, str], url: str) -> None:
    assert index_url({"HOME": str(home), "XDG_CONFIG_HOME": str(home), **environment}) == url


def test_the_address_comes_from_the_settings_file_of_argos_translate(home: Path) -> None:
    (home / "argos-translate").mkdir()
    settings = home / "argos-translate" / "settings.json"
    settings.write_text('{"ARGOS_PACKAGE_INDEX": "https://s.example/"}')
    environment = {"XDG_CONFIG_HOME": str(home)}
    assert index_url(environment) == "https://s.example/index.json"
    settings.write_text("[not settings")
    assert index_url(environment) == OFFICIAL_INDEX + "index.json"
    with pytest.raises(ModelError, match="no web address"):
        index_url({"ARGOS_PACKAGE_INDEX": "/etc"})


def test_a_fetched_index_is_kept(server: PackageServer) -> None:
    assert kept_catalogue() is None
    server.offer(entry())
    fetched = fetch_catalogue(QUICK)
    kept = kept_catalogue()
    assert kept is not None
    assert kept.entries == fetched.entries
    assert len(server.requests) == 1


def test_the_newer_of_two_copies_counts(server: PackageServer, home: Path) -> None:
    server.offer(entry("1.9"))
    fetch_catalogue(QUICK)
    argos = home / "xdg_data_home" / "argos-translate" / "index.json"
    argos.parent.mkdir(parents=True)
    argos.write_text(json.dumps([entry("2.0")]))
    for age, version in ((-1000, "1.9"), (1000, "2.0")):
        moment = datetime.now().timestamp() + age
        os.utime(argos, (moment, moment))
        kept = kept_catalogue()
        assert kept is not None
        assert kept.entries[0].version == version
    argos.write_text("garbage")
    kept = kept_catalogue()
    assert kept is not None
    assert kept.entries[0].version == "1.9"


def test_an_answer_that_is_no_index_is_not_kept(server: PackageServer) -> None:
    server.files["/index.json"] = Served(b"<html>", type="text/plain")
    with pytest.raises(ModelError, match="not JSON"):
        fetch_catalogue(QUICK)
    assert kept_catalogue() is None
