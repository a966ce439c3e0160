"""A file is written wholly or not at all, and only a file is ever replaced."""

import os
import threading
from pathlib import Path

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
