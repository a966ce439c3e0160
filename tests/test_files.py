"""A file is written wholly or not at all, and only a file is ever replaced."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bilingual.errors import BilingualError
from bilingual.files import write_text


def test_what_a_link_points_to_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_pipe_or_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text("utf-8")), daemon=True)
    reader.start()
    write_text(pipe, "été")
    still_a_pipe = pipe.is_fifo()
    reader.join(5 if still_a_pipe else 0)
    assert still_a_pipe
    assert read == ["été"]


def test_what_a_name_for_a_pipe_leads_to_is_written(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stream:
        write_text(Path(f"/dev/fd/{writing}"), "été")
        os.close(writing)
        assert stream.read().decode() == "été"


def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones(tmp_path: Path) -> None:
    old, new, usual = tmp_path / "old.txt", tmp_path / "new.txt", tmp_path / "usual.txt"
    old.touch()
    old.chmod(0o640)
    usual.touch()
    for path in (old, new):
        write_text(path, "text")
    assert old.stat().st_mode & 0o777 == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="root may write to every file")
def test_a_read_only_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kept.txt"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(BilingualError, match=r"kept\.txt: cannot be written: .* \(check the permissions"):
        write_text(path, "new")
    assert path.read_text() == "old"


def test_a_link_to_a_file_that_is_not_there_yet_makes_it(tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "later.txt")
    write_text(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "later.txt").read_text() == "new"


def test_a_name_may_be_as_long_as_the_disk_takes_it(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 127)
    write_text(path, "new")
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_what_a_killed_process_left_goes_with_the_next_writing(tmp_path: Path) -> None:
    path = tmp_path / "pack.json"
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom bilingual.files import write_text\n"
        "os.fsync = lambda _: os.kill(os.getpid(), 9)\n"
        "write_text(Path(sys.argv[1]), 'half')\n"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program, str(path)], check=False)
        assert [found.name for found in tmp_path.iterdir()] == [".pack.json.part"]
    write_text(path, "whole")
    assert [found.name for found in tmp_path.iterdir()] == ["pack.json"]
    assert path.read_text() == "whole"


def test_writers_of_the_same_file_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "same.txt"
    failed: list[Exception] = []

    def write(letter: str) -> None:
        try:
            for _ in range(20):
                write_text(path, letter * 10_000)
        except Exception as error:
            failed.append(error)

    writers = [threading.Thread(target=write, args=(letter,)) for letter in "abcd"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert len(set(path.read_text())) == 1
    assert [found.name for found in tmp_path.iterdir()] == ["same.txt"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", "Is a directory (give the name of a file in it)"),
        ("no/such/file", "No such file or directory (make its directory first)"),
        ("file/below", "Not a directory (what should be its directory is a file)"),
        ("x" * 256, "File name too long (give a shorter name)"),
        ("circle", "its links lead in a circle"),
        ("nul\0", "not a file name (give another)"),
    ],
)
def test_what_cannot_be_written_is_said_with_a_remedy(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(BilingualError) as raised:
        write_text(tmp_path / name, "text")
    assert said in str(raised.value)


def test_half_a_character_is_written_as_json_has_it(tmp_path: Path) -> None:
    path = tmp_path / "name.json"
    write_text(path, json.dumps("b\udce9t\udce9", ensure_ascii=False))
    assert json.loads(path.read_text("utf-8")) == "b\udce9t\udce9"
