"""Corpora for tests, and work that dies, in a module of its own because processes import it."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from readers import EXAMPLES

from bilingual.corpus.model import Made, Task

DEADLY = "deadly"
DEADLY_ONCE = "deadly-once"


def write_corpus(directory: Path, files: int, sentences: int = 12) -> list[str]:
    """Write French texts, each of its own sentences, and return their names."""
    text = (EXAMPLES / "frappes-aeriennes.fr.txt").read_text("utf-8")
    body = [s.strip() + "." for s in text.replace("\n", " ").split(". ") if len(s) > 40]
    directory.mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(files):
        lines = [f"Jour {number + 1}, message {i + 1} : {body[i % len(body)]}" for i in range(sentences)]
        name = f"texte-{number:02}.txt"
        (directory / name).write_text("\n\n".join(lines) + "\n", "utf-8")
        names.append(name)
    return names


def deadly_work(task: Task) -> Made:
    """Give back the text, but kill the process at texts that say so."""
    text = task.contents[0].decode()
    if DEADLY_ONCE in text:
        mark = Path(text.split()[1])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif DEADLY in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return Made(task.contents[0], words=len(text.split()))
