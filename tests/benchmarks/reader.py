"""How long the interactive reader takes to open a long text, and to answer a key.

    python tests/benchmarks/reader.py [--words 100000] [--keys 200]

The text is made of the example articles, each repeated with numbers of its own so that no two sentences are
alike. The translation memory is filled first, then the reader is opened in a process of its own, on a
pseudo-terminal of 120 × 40 cells: opening is the time from the start of the process to the first screen with
its translations; a key's answer is the first that the terminal gets for it; what comes later is the panel that
explains a word, or translations. Processor time is what the reader used a key, which other programs on the
machine do not change. No figure is of the pilot or of parts.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
COLUMNS, LINES = 120, 40
_QUIET = 0.25  # seconds without output after which the answer to a key is complete
_LONGEST = 60.0  # seconds that anything may take


def long_text(words: int) -> str:
    """Return chapters of the example articles, about so many words."""
    articles = [path.read_text("utf-8").strip() for path in sorted(EXAMPLES.glob("*.fr.txt"))]
    chapters, total = [], 0
    while total < words:
        number = len(chapters) + 1
        article = articles[number % len(articles)]
        varied = re.sub(r"\.(\s)", rf", selon la dépêche {number}.\1", article)
        chapters.append(f"Chapitre {number}\n\n{varied}")
        total += len(varied.split())
    return "\n\n".join(chapters) + "\n"


def fill_memory(text: str) -> tuple[float, int]:
    """Translate the whole text into the memory; return seconds and sentences."""
    from bilingual.directories import memory_file, unpacked_packages
    from bilingual.document import document_from_text
    from bilingual.languages import ENGLISH, FRENCH
    from bilingual.pipeline.gradual import GradualText
    from bilingual.translation.engine import ArgosTranslator
    from bilingual.translation.memory import RememberingTranslator, TranslationMemory
    from bilingual.translation.packages import find_package

    began = time.perf_counter()
    engine = ArgosTranslator(find_package(FRENCH, ENGLISH), cache=unpacked_packages())
    with TranslationMemory(memory_file()) as memory:
        whole = GradualText(document_from_text(text), RememberingTranslator(engine, memory))
        done = sum(1 for _ in whole.fill(range(len(whole))))
    return time.perf_counter() - began, done


class Terminal:
    """The reader on a pseudo-terminal."""

    def __init__(self, file: Path) -> None:
        self.began = time.perf_counter()
        self.process, self.side = pty.fork()
        if self.process == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="")
            os.execv(sys.executable, [sys.executable, "-m", "bilingual", "reader", str(file)])
        fcntl.ioctl(self.side, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))

    def read(self, seconds: float) -> bytes:
        """Return what comes within some seconds; nothing where nothing does."""
        ready, _, _ = select.select([self.side], [], [], seconds)
        return os.read(self.side, 1 << 16) if ready else b""

    def until(self, *wanted: bytes) -> float:
        """Wait until all of some bytes have come; return the seconds since the start."""
        came = b""
        while not all(piece in came for piece in wanted):
            came += self.read(_LONGEST)
            if time.perf_counter() - self.began > _LONGEST:
                raise TimeoutError(came[-500:])
        return time.perf_counter() - self.began

    def press(self, key: bytes) -> tuple[float, float]:
        """Send a key; return the seconds to the first byte of the answer and to the last."""
        sent = time.perf_counter()
        first = last = 0.0
        os.write(self.side, key)
        while self.read(_QUIET if first else 1.0):
            last = time.perf_counter() - sent
            first = first or last
        return first, last

    def processor(self) -> float:
        """Return the seconds of processor time that the reader has used, on systems that tell."""
        try:
            fields = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return float("nan")
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        """Quit the reader."""
        os.write(self.side, b"q")
        deadline = time.perf_counter() + 5
        while time.perf_counter() < deadline:
            done, _ = os.waitpid(self.process, os.WNOHANG)
            if done:
                return
            try:
                self.read(0.05)
            except OSError:
                continue
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--words", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=100, help="presses of each key")
    parser.add_argument("--cache", type=Path, help="keep the translation memory here for the next run")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        for name in ("CACHE", "DATA", "CONFIG"):
            os.environ[f"BILINGUAL_{name}_DIR"] = str(Path(directory) / name.lower())
        if options.cache is not None:
            os.environ["BILINGUAL_CACHE_DIR"] = str(options.cache)
        text = long_text(options.words)
        file = Path(directory) / "long.fr.txt"
        file.write_text(text, "utf-8")
        seconds, sentences = fill_memory(text)
        print(f"{len(text.split()):,} words, {sentences:,} sentences; memory filled in {seconds:.1f} s")
        openings = []
        for _ in range(3):
            terminal = Terminal(file)
            openings.append(terminal.until(b"Chapitre 1", b"Chapter"))
            terminal.close()
        print(f"open, first screen translated: {min(openings):.2f} s (of three: "
              f"{', '.join(f'{seconds:.2f}' for seconds in openings)})")  # fmt: skip
        terminal = Terminal(file)
        terminal.until(b"Chapitre 1", b"Chapter")
        first = [terminal.press(b"j")[0] for _ in range(10)]
        print(f"j, the first ten, while terms are still looked for: worst {max(first) * 1000:.0f} ms")
        time.sleep(4)
        print("key    answer, ms: median  95 %  worst   all of it: median   processor, ms")
        for name, key in (("j", b"j"), ("space", b" "), ("b", b"b"), ("→", b"l"), ("t", b"t"), ("G g", b"")):
            used = terminal.processor()
            pressed = [terminal.press(key or (b"G", b"g")[n % 2]) for n in range(options.keys)]
            used = (terminal.processor() - used) / options.keys * 1000
            answers = sorted(answer * 1000 for answer, _ in pressed)
            whole = statistics.median(last * 1000 for _, last in pressed)
            print(f"{name:<6}{statistics.median(answers):19.1f}{answers[int(len(answers) * 0.95)]:7.1f}"
                  f"{answers[-1]:7.1f}{whole:21.1f}{used:18.1f}")  # fmt: skip
        terminal.close()


if __name__ == "__main__":
    main()
