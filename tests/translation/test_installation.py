"""Packages go in whole or not at all, whatever the archive, the disk or the other process does."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from package_server import PackageServer, Served, isolate, package_bytes, real_package_bytes, serving

from bilingual.errors import ModelError
from bilingual.translation.installation import (
    changed_files,
    install_file,
    install_pair,
    installed_directories,
    packages_for,
    read_record,
    remove_package,
    sha256_of,
)
from bilingual.translation.packages import (
    PackageOrigin,
    damaged_packages,
    describe_package,
    installed_packages,
)
from bilingual.translation.transport import Patience
from bilingual.translation.verification import verify_all, verify_package

QUICK = Patience(timeout=0.3, attempts=2, pause=0.0)


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    return isolate(monkeypatch, tmp_path)


@pytest.fixture
def server(packages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PackageServer]:
    with serving() as running:
        monkeypatch.setenv("ARGOS_PACKAGE_INDEX", running.url)
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return write(tmp_path / "package.argosmodel", package_bytes())


@pytest.fixture(scope="module")
def real_package(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return real_package_bytes(tmp_path_factory.mktemp("real"))


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def names(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir()) if directory.exists() else []


def python(code: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stderr=subprocess.PIPE, text=True)


# Installing a file


def test_a_file_is_installed_with_a_record(packages: Path, archive: Path) -> None:
    done = install_file(archive)
    assert done.package.path == packages / "translate-fr_en-1_9"
    assert done.package.origin is PackageOrigin.INSTALLED
    assert (done.replaced, done.already_there) == ((), False)
    record = read_record(done.package.path)
    assert record is not None
    assert record.archive_sha256 == sha256_of(archive)
    assert record.source == str(archive)
    assert set(record.files) == {"metadata.json", "model/model.bin", "sentencepiece.model", "README.md"}
    assert changed_files(done.package.path, record) == ()
    assert names(packages) == ["translate-fr_en-1_9"]
    assert stat.S_IMODE(done.package.path.stat().st_mode) & 0o500 == 0o500


def test_installing_replaces_the_others_of_the_pair_only(packages: Path, tmp_path: Path) -> None:
    install_file(write(tmp_path / "a", package_bytes("en", "fr", "1.0")))
    install_file(write(tmp_path / "b", package_bytes(version="1.9")))
    install_file(write(tmp_path / "c", package_bytes(version="1.9", padding=9)))
    done = install_file(write(tmp_path / "d", package_bytes(version="1.10")))
    assert [package.name for package in done.replaced] == ["translate-fr_en 1.9"]
    assert names(packages) == ["translate-en_fr-1_0", "translate-fr_en-1_10"]


def test_a_damaged_package_of_the_same_name_is_replaced(packages: Path, archive: Path) -> None:
    damaged = install_file(archive).package.path
    (damaged / "model" / "model.bin").unlink()
    assert list(damaged_packages()) == [damaged]
    install_file(archive)
    assert not damaged_packages()
    assert len(installed_packages()) == 1


def test_stock_argos_translate_sees_what_was_installed(
    packages: Path, tmp_path: Path, real_package: bytes
) -> None:
    install_file(write(tmp_path / "real.argosmodel", real_package))
    code = """
from argostranslate import package
(found,) = package.get_installed_packages()
print(found.from_code, found.to_code, found.package_version, found.tokenizer.encode("maison"))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("fr en 1.9 ['")


def test_without_room_beside_them_the_workshop_does_not_disturb_argos_translate(
    packages: Path, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = packages.parent / ".packages-bilingual"
    beside.parent.mkdir(parents=True)
    beside.write_text("in the way")
    install_file(archive)
    assert names(packages) == [".bilingual", "translate-fr_en-1_9"]
    assert json.loads((packages / ".bilingual" / "metadata.json").read_text()) == {
        "type": "bilingual-workshop"
    }
    assert not damaged_packages()
    assert [path.name for path in installed_directories()] == ["translate-fr_en-1_9"]


# Archives that are not to be trusted


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return buffer.getvalue()


def with_member(name: str, content: bytes = b"x") -> bytes:
    buffer = BytesIO(package_bytes())
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return buffer.getvalue()


def with_link() -> bytes:
    link = zipfile.ZipInfo("top/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    buffer = BytesIO(package_bytes())
    with zipfile.ZipFile(buffer, "a") as target:
        target.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def encrypted() -> bytes:
    content = bytearray(package_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 1)
    return bytes(content)


def without(name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(package_bytes())) as source:
        return zipped(*((m, source.read(m)) for m in source.namelist() if m != f"top/{name}"))


def with_broken_stream() -> bytes:
    content = bytearray(package_bytes())
    name = b"top/model/model.bin"
    content[content.index(name) + len(name)] = 0xFF  # no kind of block that deflate has
    return bytes(content)


BAD = {
    "traversal": (lambda: with_member("top/../../outside"), "would leave"),
    "absolute": (lambda: with_member("/outside"), "would leave"),
    "backslashes": (lambda: with_member("top\\..\\..\\outside"), "would leave"),
    "drive": (lambda: with_member("C:/outside"), "would leave"),
    "symbolic link": (with_link, "symbolic link"),
    "bomb": (lambda: with_member("top/bomb", bytes(20_000_000)), "would unpack from"),
    "two tops": (lambda: with_member("other/file"), "2 top directories"),
    "no directory": (lambda: with_member("file"), "is in no directory"),
    "same name": (lambda: with_member("top/METADATA.json"), "same name"),
    "escape in a name": (lambda: with_member("top/\x1b[31m"), "control characters"),
    "many members": (lambda: zipped(*((f"top/{n}", b"") for n in range(1_001))), "1001 members"),
    "empty": (lambda: zipped(), "0 top directories"),
    "encrypted": (encrypted, "is encrypted"),
    "no metadata": (lambda: without("metadata.json"), "no metadata.json"),
    "no weights": (lambda: without("model/model.bin"), "no readable model.bin"),
    "no tokenizer": (lambda: without("sentencepiece.model"), "neither sentencepiece.model nor bpe.model"),
    "other type": (lambda: package_bytes(metadata={"type": "sbd"}), "not for translating"),
    "no language": (lambda: package_bytes(metadata={"from_code": "../.."}), "no language code"),
    "metadata no object": (lambda: zipped(("top/metadata.json", b"[]")), "not an object"),
    "metadata no JSON": (lambda: zipped(("top/metadata.json", b"[" * 99_999)), "not JSON|would unpack"),
    "broken stream": (with_broken_stream, "damaged archive.*fetch it again"),
    "no archive": (lambda: b"<html>", "not a readable .argosmodel"),
    "nothing": (lambda: b"", "not a readable .argosmodel"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_archive_is_refused_and_leaves_nothing(packages: Path, tmp_path: Path, case: str) -> None:
    make, reason = BAD[case]
    path = write(tmp_path / "bad.argosmodel", make())
    before = names(tmp_path)
    with pytest.raises(ModelError, match=reason) as caught:
        install_file(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)
    assert names(packages) == []
    assert set(names(tmp_path)) <= {*before, "xdg_data_home"}
    assert names(packages.parent / ".packages-bilingual") in ([], ["lock"])


def test_a_package_that_is_not_there(packages: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such package"):
        install_file(tmp_path / "none")
    with pytest.raises(ModelError, match="is a directory"):
        install_file(tmp_path)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_mutated_archive_is_installed_whole_or_refused(
    packages: Path, tmp_path: Path, chance: random.Random
) -> None:
    content = bytearray(package_bytes())
    for _ in range(chance.randint(1, 6)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = write(tmp_path / "mutated.argosmodel", bytes(content[: chance.choice([None, -1, -30])]))
    try:
        done = install_file(path)
    except ModelError:
        return
    record = read_record(done.package.path)
    assert record is not None
    assert changed_files(done.package.path, record) == ()


def test_metadata_with_a_strange_version_still_gets_a_plain_name(packages: Path, tmp_path: Path) -> None:
    content = package_bytes(metadata={"package_version": "../\x1b[31m", "license": "MIT\x1b[31m\nand more"})
    package = install_file(write(tmp_path / "a", content)).package
    assert package.path.name == "translate-fr_en-unknown"
    assert package.name == "translate-fr_en ?"
    assert package.licence() == "MIT [31m and more"


# Fetching


def test_a_pair_is_fetched_from_the_index(server: PackageServer, packages: Path) -> None:
    content = package_bytes(padding=1_000)
    server.files["/new"] = Served(content)
    server.offer(server.entry("old", version="1.2"), server.entry("new"))
    done = install_pair("fr", "en", patience=QUICK)
    record = read_record(done.package.path)
    assert record is not None
    assert record.source == server.url + "new"
    assert names(packages) == ["translate-fr_en-1_9"]
    downloads = Path(os.environ["BILINGUAL_CACHE_DIR"]) / "downloads"
    assert names(downloads) == ["translate-fr_en-1_9.lock"]
    assert install_pair("fr", "en", patience=QUICK).already_there
    assert server.ranges("/new") == [None]


def test_a_newer_version_replaces_the_installed_one(
    server: PackageServer, packages: Path, archive: Path
) -> None:
    install_file(archive)
    server.files["/a"] = Served(package_bytes(version="1.10"))
    server.offer(server.entry("a", version="1.10"))
    done = install_pair("fr", "en", patience=QUICK)
    assert [package.version for package in done.replaced] == ["1.9"]
    assert names(packages) == ["translate-fr_en-1_10"]


def test_a_damaged_package_is_fetched_again(server: PackageServer, packages: Path) -> None:
    server.files["/a"] = Served(package_bytes())
    server.offer(server.entry("a"))
    weights = install_pair("fr", "en", patience=QUICK).package.path / "model" / "model.bin"
    weights.write_bytes(b"changed")
    assert not install_pair("fr", "en", patience=QUICK).already_there
    assert weights.read_bytes() == b"weights"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (package_bytes("en", "fr"), "translates en to fr, not fr to en"),
        (package_bytes(version="1.8"), "is version 1.8, not 1.9"),
        (with_member("top/../../outside"), "would leave"),
    ],
)
def test_what_is_not_what_the_index_promised_is_refused(
    server: PackageServer, packages: Path, content: bytes, reason: str
) -> None:
    server.files |= {"/a": Served(content), "/b": Served(package_bytes())}
    server.offer(server.entry("a"))
    with pytest.raises(ModelError, match=reason):
        install_pair("fr", "en", patience=QUICK)
    assert names(packages) == []
    server.offer(server.entry("a", "b"))
    assert install_pair("fr", "en", patience=QUICK).package.version == "1.9"


def test_the_checksum_of_the_index_is_compared(server: PackageServer, packages: Path, archive: Path) -> None:
    server.files["/a"] = Served(archive.read_bytes())
    server.offer({**server.entry("a"), "sha256": "0" * 64})
    with pytest.raises(ModelError, match="checksum is not that of the index"):
        install_pair("fr", "en", patience=QUICK)
    server.offer({**server.entry("a"), "sha256": sha256_of(archive)})
    install_pair("fr", "en", patience=QUICK)


def test_a_pair_that_the_index_does_not_have(server: PackageServer) -> None:
    server.offer(server.entry("a"))
    with pytest.raises(ModelError, match="no package from en to fr"):
        install_pair("en", "fr", patience=QUICK)


def test_offline_opens_no_socket(server: PackageServer) -> None:
    with pytest.raises(ModelError, match=r"needs the network.*argosmodel"):
        install_pair("fr", "en", offline=True)
    assert server.requests == []


def test_without_the_index_its_copy_or_what_is_there_has_to_do(server: PackageServer, packages: Path) -> None:
    with pytest.raises(ModelError, match="404"):
        install_pair("fr", "en", patience=QUICK)
    server.files["/a"] = Served(package_bytes())
    server.offer(server.entry("a"))
    package = install_pair("fr", "en", patience=QUICK).package
    del server.files["/index.json"]
    assert install_pair("fr", "en", patience=QUICK).already_there
    remove_package(package.path)
    assert not install_pair("fr", "en", patience=QUICK).already_there


# Processes that are killed, and processes at once

INSTALL = """
import sys
from bilingual.translation.installation import install_pair
print(install_pair("fr", "en").package.path)
"""


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.01)


def test_a_process_killed_while_downloading_leaves_nothing_half_installed(
    server: PackageServer, packages: Path
) -> None:
    content = package_bytes(padding=500_000)
    server.files["/a"] = Served(content, stall=300_000, faults=1)
    server.offer(server.entry("a"))
    part = Path(os.environ["BILINGUAL_CACHE_DIR"]) / "downloads" / "translate-fr_en-1_9.argosmodel.part"
    with python(INSTALL) as process:
        wait_for(lambda: part.exists() and part.stat().st_size == 300_000)
        process.kill()
    assert names(packages) == []
    install_pair("fr", "en", patience=QUICK)
    assert server.ranges("/a") == [None, "bytes=300000-"]


KILLED = """
import os, signal, sys
from pathlib import Path
from bilingual.translation import installation
calls, rename = [], Path.rename
def rename_and_die(self, target):
    calls.append(self)
    if len(calls) == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
    return rename(self, target)
Path.rename = rename_and_die
installation.install_file(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("step", [1, 2])
def test_a_process_killed_while_replacing_loses_no_package(
    packages: Path, archive: Path, tmp_path: Path, step: int
) -> None:
    package = install_file(archive).package.path
    new = write(tmp_path / "new.argosmodel", package_bytes(padding=1_000))
    with python(KILLED, str(new), str(step)) as process:
        assert process.wait() == -signal.SIGKILL
    assert not damaged_packages()
    # The next process to take the lock puts the old package back, whatever it has come for.
    with pytest.raises(ModelError):
        install_file(write(tmp_path / "bad.argosmodel", without("model/model.bin")))
    assert (package / "model" / "model.bin").read_bytes() == b"weights"
    assert names(packages.parent / ".packages-bilingual") == ["lock"]


def test_two_processes_at_once_fetch_and_install_it_once(server: PackageServer, packages: Path) -> None:
    server.files["/a"] = Served(package_bytes(padding=200_000))
    server.offer(server.entry("a"))
    with python(INSTALL) as one, python(INSTALL) as two:
        assert (one.wait(), two.wait()) == (0, 0), (one.stderr, two.stderr)
    assert server.ranges("/a") == [None]
    assert names(packages) == ["translate-fr_en-1_9"]


# Removing and verifying


def test_removing_takes_the_whole_package(packages: Path, archive: Path) -> None:
    package = install_file(archive).package
    remove_package(package.path)
    assert names(packages) == []
    assert packages_for("fr", "en") == ()
    with pytest.raises(ModelError, match="not installed"):
        remove_package(package.path)


def test_a_linked_package_is_unlinked_and_its_directory_stays(
    packages: Path, archive: Path, tmp_path: Path
) -> None:
    package = install_file(archive).package.path
    elsewhere = package.rename(tmp_path / "elsewhere")
    package.symlink_to(elsewhere)
    remove_package(package)
    assert names(packages) == []
    assert (elsewhere / "metadata.json").exists()


@pytest.mark.parametrize("name", ["..", ".", ".bilingual", "none"])
def test_only_packages_are_removed(packages: Path, archive: Path, name: str) -> None:
    install_file(archive)
    with pytest.raises(ModelError, match="not installed"):
        remove_package(packages / name)


def test_a_good_package_verifies(packages: Path, tmp_path: Path, real_package: bytes) -> None:
    path = write(tmp_path / "real.argosmodel", real_package)
    given = verify_package(describe_package(path, PackageOrigin.GIVEN))
    installed = verify_package(install_file(path).package)
    assert given.problems == installed.problems == ()
    assert given.translation == installed.translation
    assert installed.translation
    assert "SHA-256 of" in installed.checked


def test_changes_are_found(
    packages: Path, tmp_path: Path, real_package: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bilingual.translation.verification.embedded_packages", lambda: ())
    package = install_file(write(tmp_path / "real.argosmodel", real_package)).package.path
    (package / "README.md").write_text("other")
    (verdict,) = verify_all()
    assert verdict.problems == ("README.md has changed",)
    (package / "sentencepiece.model").write_bytes(b"garbage")
    (verdict,) = verify_all()
    assert verdict.problems[1] == "sentencepiece.model has changed"
    assert "cannot be loaded" in verdict.problems[2]
    (package / "model" / "model.bin").unlink()
    (verdict,) = verify_all()
    assert verdict.package is None
    assert verdict.problems == ("no readable model.bin, so this is no Argos package",)


def test_what_argos_translate_installed_has_no_record(packages: Path, archive: Path) -> None:
    package = install_file(archive).package
    (package.path / "bilingual-install.json").write_text("{}")
    verdict = verify_package(package)
    assert "no record" in verdict.checked
    assert verdict.problems  # the test's model is none
