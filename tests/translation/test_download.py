"""Downloads from a real server on the loopback that behaves well, or badly in all the ways that it knows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from package_server import PackageServer, Served, isolate, package_bytes, serving

from bilingual.errors import ModelError
from bilingual.translation.download import Progress, download, fetch
from bilingual.translation.transport import Patience

QUICK = Patience(timeout=0.3, attempts=2, pause=0.0)
ARCHIVE = package_bytes(padding=300_000)


class Recorder:
    def __init__(self) -> None:
        self.steps: list[Progress] = []
        self.notices: list[str] = []

    def progress(self, progress: Progress) -> None:
        self.steps.append(progress)

    def notice(self, message: str) -> None:
        self.notices.append(message)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[PackageServer]:
    isolate(monkeypatch, tmp_path)
    with serving() as running:
        yield running


@pytest.fixture
def destination(tmp_path: Path) -> Path:
    return tmp_path / "downloads" / "package.argosmodel"


def accept(path: Path) -> None:
    if path.read_bytes() != ARCHIVE:
        raise ModelError("not the archive", place=str(path))


def get(server: PackageServer, destination: Path, *names: str, listener: Recorder | None = None) -> str:
    links = [server.url + name for name in names]
    return download(links, destination, accept, patience=QUICK, listener=listener or Recorder())


def left_over(destination: Path) -> list[str]:
    return sorted(path.name for path in destination.parent.iterdir())


def test_a_file_arrives_whole_and_is_reported_on(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE)
    recorder = Recorder()
    assert get(server, destination, "a", listener=recorder) == server.url + "a"
    assert destination.read_bytes() == ARCHIVE
    assert left_over(destination) == [destination.name]
    last = recorder.steps[-1]
    assert (last.received, last.total) == (len(ARCHIVE), len(ARCHIVE))
    assert last.speed > 0
    assert recorder.notices == []


def test_a_broken_connection_goes_on_where_it_stopped(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, cut=100_000, faults=1)
    recorder = Recorder()
    get(server, destination, "a", listener=recorder)
    assert destination.read_bytes() == ARCHIVE
    assert server.ranges("/a") == [None, "bytes=100000-"]
    assert any("going on at 100.0 kB" in notice for notice in recorder.notices)


def test_a_later_run_goes_on_where_the_first_stopped(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, cut=100_000, faults=1)
    with pytest.raises(ModelError, match=r"broke off at 100\.0 kB of 30.\.. kB"):
        download([server.url + "a"], destination, accept, patience=Patience(0.3, attempts=1))
    assert not destination.exists()
    get(server, destination, "a")
    assert server.ranges("/a") == [None, "bytes=100000-"]


def test_a_file_that_has_changed_is_fetched_anew(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(b"PK\x03\x04" + b"old" * 9_999, etag='"old"', cut=9_000)
    with pytest.raises(ModelError):
        get(server, destination, "a")
    server.files["/a"] = Served(ARCHIVE, etag='"new"')
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_a_server_without_validators_is_asked_for_all_of_it(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, etag=None, cut=100_000, faults=1)
    get(server, destination, "a")
    assert server.ranges("/a") == [None, None]


def test_a_weak_etag_is_no_ground_to_go_on(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, etag='W/"one"', cut=100_000, faults=1)
    get(server, destination, "a")
    assert server.ranges("/a") == [None, None]


def test_a_server_that_ignores_ranges_is_read_from_the_start(
    server: PackageServer, destination: Path
) -> None:
    server.files["/a"] = Served(ARCHIVE, ranges=False, cut=100_000, faults=1)
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_a_range_from_elsewhere_is_not_appended(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, cut=100_000, faults=1, shift=7)
    with pytest.raises(ModelError, match="sends bytes from 100007 on instead of 100000"):
        get(server, destination, "a")
    server.files["/a"] = Served(ARCHIVE)
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_a_part_that_was_whole_needs_no_more_bytes(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE)
    destination.parent.mkdir()
    destination.with_name(destination.name + ".part").write_bytes(ARCHIVE)
    note = {"link": server.url + "a", "validator": '"one"'}
    destination.with_name(destination.name + ".part.json").write_text(json.dumps(note))
    get(server, destination, "a")
    assert server.ranges("/a") == [f"bytes={len(ARCHIVE)}-"]
    assert destination.read_bytes() == ARCHIVE


@pytest.mark.parametrize("note", ["", "[]", "{}", '{"link": 1}', '{"link": "LINK", "validator": "a\\nb"}'])
def test_a_damaged_note_means_starting_anew(server: PackageServer, destination: Path, note: str) -> None:
    server.files["/a"] = Served(ARCHIVE)
    destination.parent.mkdir()
    destination.with_name(destination.name + ".part").write_bytes(b"what")
    note = note.replace("LINK", server.url + "a")
    destination.with_name(destination.name + ".part.json").write_text(note)
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_bytes_that_were_damaged_on_the_disk_are_fetched_again(
    server: PackageServer, destination: Path
) -> None:
    server.files["/a"] = Served(ARCHIVE, cut=100_000, faults=2)
    with pytest.raises(ModelError):
        download([server.url + "a"], destination, accept, patience=Patience(0.3, attempts=1))
    part = destination.with_name(destination.name + ".part")
    part.write_bytes(b"PK\x03\x04" + bytes(99_996))
    server.files["/a"] = Served(ARCHIVE)
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_a_stalled_server_is_given_up(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, stall=50_000)
    with pytest.raises(ModelError, match=r"nothing came for 0\.3 seconds.*models install FILE"):
        get(server, destination, "a")


def test_a_link_that_is_gone_is_not_asked_twice(server: PackageServer, destination: Path) -> None:
    server.files["/b"] = Served(ARCHIVE)
    recorder = Recorder()
    assert get(server, destination, "a", "b", listener=recorder) == server.url + "b"
    assert server.ranges("/a") == [None]
    assert any("404 Not Found; trying" in notice for notice in recorder.notices)


def test_a_server_in_trouble_is_asked_again(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, status=503, faults=1)
    get(server, destination, "a")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("served", "reason"),
    [
        (Served(status=500), "500 Internal Server Error"),
        (Served(status=403), "403 Forbidden"),
        (Served(b"<html>Log in!</html>", type="text/html; charset=utf-8"), "a web page.*login"),
        (Served(b"garbage" * 99), "no .argosmodel archive"),
        (Served(ARCHIVE, headers={"Content-Encoding": "gzip"}), "another encoding"),
        (Served(ARCHIVE[:-1_000]), "not the archive"),
        (Served(ARCHIVE, claim=len(ARCHIVE) + 10, ranges=False), "broke off at"),
        (Served(ARCHIVE, claim=len(ARCHIVE) - 10), "not the archive"),
        (Served(ARCHIVE, claim=1 << 50), "more than any Argos package"),
        (Served(b""), "not the archive"),
        (Served(location="/a"), "redirects without end"),
        (Served(location="file:///etc/passwd"), "out of the web"),
        (Served(location="ftp://127.0.0.1/a"), "'ftp' address"),
    ],
)
def test_what_a_bad_server_sends_is_refused_with_the_reason(
    server: PackageServer, destination: Path, served: Served, reason: str
) -> None:
    server.files["/a"] = served
    with pytest.raises(ModelError, match=reason) as caught:
        get(server, destination, "a")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy
    assert not destination.exists()


def test_a_redirect_is_followed(server: PackageServer, destination: Path) -> None:
    server.files |= {"/a": Served(location="/b"), "/b": Served(ARCHIVE)}
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_a_file_without_a_length_may_be_good_or_cut_short(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, lengths=False, cut=100_000, faults=1)
    get(server, destination, "a")
    assert destination.read_bytes() == ARCHIVE


def test_a_server_that_overstates_the_length_is_found_out(server: PackageServer, destination: Path) -> None:
    server.files["/a"] = Served(ARCHIVE, claim=len(ARCHIVE) + 10)
    get(server, destination, "a")  # asked for the rest, it says that there is none
    assert server.ranges("/a") == [None, f"bytes={len(ARCHIVE)}-"]
    assert destination.read_bytes() == ARCHIVE


def test_a_host_that_does_not_exist_means_no_network(destination: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be found.*connect to the network"):
        download(["http://host.invalid/a"], destination, accept, patience=QUICK)


def test_no_links_at_all(destination: Path) -> None:
    with pytest.raises(ModelError, match="gives no link"):
        download([], destination, accept)


def test_a_disk_that_is_too_small(
    server: PackageServer, destination: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.files["/a"] = Served(ARCHIVE)
    usage = type("Usage", (), {"free": 1_000})
    monkeypatch.setattr("bilingual.translation.download.shutil.disk_usage", lambda _: usage)
    with pytest.raises(ModelError, match=r"needs 30.\.. kB and only 1\.0 kB are free"):
        get(server, destination, "a")


def test_a_directory_that_cannot_be_written(server: PackageServer, tmp_path: Path) -> None:
    server.files["/a"] = Served(ARCHIVE)
    (tmp_path / "file").write_text("")
    with pytest.raises(ModelError, match="BILINGUAL_CACHE_DIR"):
        get(server, tmp_path / "file" / "package", "a")


def test_small_files_are_fetched_into_memory(server: PackageServer) -> None:
    server.files |= {
        "/index.json": Served(b"[]"),
        "/cut": Served(b"[1, 2]", cut=2),
        "/big": Served(bytes(17 << 20)),
    }
    assert fetch(server.url + "index.json", QUICK) == b"[]"
    with pytest.raises(ModelError, match="broke off"):
        fetch(server.url + "cut", QUICK)
    with pytest.raises(ModelError, match="more than"):
        fetch(server.url + "big", QUICK)


@pytest.mark.parametrize("values", [(0, 1, 1), (1, 0, 1), (1, 1, -1)])
def test_patience_has_limits(values: tuple[float, int, float]) -> None:
    with pytest.raises(ValueError, match="positive"):
        Patience(*values)
