"""Subtitles (.srt, .vtt): cues joined to running text, because sentences do not end where cues do."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bilingual.document.blocks import tidy
from bilingual.document.model import Cue, Document, Paragraph
from bilingual.errors import DocumentError
from bilingual.spans import Span

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMES = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_OPENING = re.compile(rf"\s*(?:\d+[ \t]*\n)?{_TIMES.pattern}")
_TAG = re.compile(
    r"</?(?:b|c|font|i|lang|rt|ruby|s|span|u|v)\b[^<>\n]*>|<[\d:.]+>|\{\\[^{}\n]*\}", re.IGNORECASE
)
_VOICE = re.compile(r"<v\b[^<>\n]*>", re.IGNORECASE)
_SPEECH = re.compile(r"(?:[-–—][ \u00a0\u202f]?|>> ?)(?=[^\s\d-])")
_STOP = re.compile(r"[.!?…♪\])][\"'»”’\u00a0\u202f ]*$")
_SOUND = re.compile(r"[\[(♪♫]")

# A pause after a full stop from which on another paragraph begins: subtitles of one speech follow within a second.
_PAUSE = 2.0  # seconds
# What makes a paragraph long enough to end with its sentence, or, in captions without stops, with its cue.
_LONG, _ENDLESS = 500, 700  # characters
_SAME = 0.05  # seconds within which captions that roll up repeat the line before


@dataclass(frozen=True, slots=True)
class _Timed:
    """The lines of a cue."""

    lines: tuple[str, ...]
    start: float
    end: float


def is_webvtt(text: str) -> bool:
    """Whether a text is a WebVTT file."""
    return re.match(r"WEBVTT(?:[ \t\n]|$)", text) is not None


def is_subrip(text: str) -> bool:
    """Whether a text is a SubRip file.

    >>> is_subrip("1\\n00:00:01,200 --> 00:00:03,900\\nHalte !"), is_subrip("1\\nHalte !")
    (True, False)
    """
    return _OPENING.match(text[:200].replace("\r\n", "\n")) is not None


def read_subtitles(text: str, name: str, encoding: str | None = None) -> Document:
    """Read a SubRip or WebVTT file; the document's cues say when what is said.

    Raises:
        DocumentError: there is no cue with a word in it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    webvtt = is_webvtt(text)
    cues = sorted(_without_repetition(_cues(text, webvtt)), key=lambda cue: cue.start)
    pieces: list[str] = []
    paragraphs: list[Paragraph] = []
    times: list[Cue] = []
    start = length = 0  # of the paragraph, of the text
    for number, cue in enumerate(cues):
        began = None
        for line in _speeches(cue):
            if pieces:
                gap = cue.start - cues[number - 1].end if began is None else 0.0
                if _begins_paragraph(line, pieces[-1], length - start, gap):
                    paragraphs.append(Paragraph(Span(start, length)))
                    start, joint = length + 2, "\n\n"
                else:
                    joint = " "
                pieces.append(joint)
                length += len(joint)
            began = length if began is None else began
            pieces.append(line)
            length += len(line)
        if began is not None:
            times.append(Cue(Span(began, length), cue.start, max(cue.start, cue.end)))
    whole = "".join(pieces)
    if not any(map(str.isalnum, whole)):
        raise DocumentError("no subtitle in it", place=name, remedy="give a file with text")
    paragraphs.append(Paragraph(Span(start, length)))
    form = "vtt" if webvtt else "srt"
    return Document(whole, tuple(paragraphs), name, encoding, {}, form, (), tuple(times))


def _begins_paragraph(line: str, before: str, length: int, gap: float) -> bool:
    if _SPEECH.match(line) or _SOUND.match(line) or _SOUND.match(before):
        return True
    if _STOP.search(before):
        return gap >= _PAUSE or length >= _LONG
    return length >= _ENDLESS or (gap >= _PAUSE and line[0].isupper())


def _speeches(cue: _Timed) -> Iterator[str]:
    """Yield the cue as one line, or one for each of several speakers."""
    line = ""
    for part in cue.lines:
        if line and _SPEECH.match(part):
            yield line
            line = part
        else:
            line = f"{line} {part}" if line else part
    if line:
        yield line


def _cues(text: str, webvtt: bool) -> Iterator[_Timed]:
    lines = text.split("\n")
    marks = [(number, match) for number, line in enumerate(lines) if (match := _TIMES.match(line))]
    ends = [*(number for number, _ in marks), len(lines)][1:]
    for (number, match), end in zip(marks, ends, strict=True):
        body = lines[number + 1 : end]
        if webvtt:  # a blank line ends the cue; comments and styles may follow
            body = body[: next((i for i, line in enumerate(body) if not line.strip()), len(body))]
        elif body and end < len(lines) and body[-1].strip().isdecimal():
            body.pop()  # the number of the next cue
        spoken = tuple(filter(None, map(_clean, body)))
        groups = match.groups()
        yield _Timed(spoken, _seconds(*groups[:4]), _seconds(*groups[4:]))


def _clean(line: str) -> str:
    marked = _VOICE.sub("– ", line) if _VOICE.match(line.strip()) else line
    return " ".join(tidy(html.unescape(_TAG.sub("", marked).replace("\\N", " "))).split(" "))


def _seconds(hours: str | None, minutes: str, seconds: str, fraction: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(fraction.ljust(3, "0")) / 1000


def _without_repetition(cues: Iterator[_Timed]) -> Iterator[_Timed]:
    """Drop the lines that captions which roll up show a second time."""
    shown: tuple[str, ...] = ()
    end = 0.0
    for cue in cues:
        again = cue.start - end < _SAME
        lines = tuple(line for line in cue.lines if not (again and line in shown))
        if cue.lines:
            shown, end = cue.lines, cue.end
        if lines:
            yield _Timed(lines, cue.start, cue.end)
