"""A server on the loopback that serves an index and packages, well or badly; and packages to serve."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pytest


@dataclass(slots=True)
class Served:
    """What is served under a path.

    `faults` counts the requests that `cut`, `stall`, `claim` and `status` hold for; `None` is all of them.
    """

    content: bytes = b""
    type: str = "application/octet-stream"
    etag: str | None = '"one"'
    ranges: bool = True
    lengths: bool = True  # say how long the content is
    faults: int | None = None
    cut: int | None = None  # break off after so many bytes
    stall: int | None = None  # say nothing more after so many bytes
    claim: int | None = None  # say that there are so many bytes
    status: int | None = None
    location: str | None = None  # redirect there
    shift: int = 0  # answer ranges from so many bytes further on
    headers: dict[str, str] = field(default_factory=dict)


class PackageServer:
    """Serves `files` and remembers who has asked for what, as pairs of path and `Range` header."""

    def __init__(self) -> None:
        self.files: dict[str, Served] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def ranges(self, path: str) -> list[str | None]:
        return [wanted for asked, wanted in self.requests if asked == path]

    def offer(self, *entries: Mapping[str, object]) -> None:
        """Serve an index of these entries."""
        self.files["/index.json"] = Served(json.dumps(entries).encode(), type="application/json")

    def entry(
        self, *names: str, source: str = "fr", target: str = "en", version: str = "1.9"
    ) -> dict[str, object]:
        """Make an index entry with links to the files of these names."""
        links = [self.url + name for name in names]
        return {"from_code": source, "to_code": target, "package_version": version, "links": links}

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def serving() -> Iterator[PackageServer]:
    server = PackageServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def isolate(monkeypatch: pytest.MonkeyPatch, home: Path) -> Path:
    """Give the process a home of its own and return the directory of its installed packages."""
    for name in ("ARGOS_PACKAGES_DIR", "ARGOS_PACKAGE_INDEX", "BILINGUAL_PACKAGE_INDEX", "SNAP"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("no_proxy", "*")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "BILINGUAL_CACHE_DIR"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home / "xdg_data_home" / "argos-translate" / "packages"


def package_bytes(
    source: str = "fr",
    target: str = "en",
    version: str = "1.9",
    *,
    padding: int = 0,
    metadata: Mapping[str, object] | None = None,
    members: Mapping[str, bytes] | None = None,
) -> bytes:
    """Make an `.argosmodel` that is well formed and holds no model, longer by `padding` bytes."""
    said = {"from_code": source, "to_code": target, "package_version": version, **(metadata or {})}
    files = {
        "metadata.json": json.dumps(said).encode(),
        "model/model.bin": b"weights" + Random(0).randbytes(padding),
        "sentencepiece.model": b"pieces",
        "README.md": b"# Test\n\nLicence: CC0\n",
        **(members or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"top/{name}", content)
    return buffer.getvalue()


def real_package_bytes(directory: Path) -> bytes:
    """Make an `.argosmodel` with an untrained model of one layer: it loads, and translates into nonsense."""
    np = pytest.importorskip("numpy")
    ctranslate2 = pytest.importorskip("ctranslate2")
    sentencepiece = pytest.importorskip("sentencepiece")
    pieces = directory / "pieces"
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["la maison est grande", "the house is big", "une grande maison"] * 4),
        model_prefix=str(pieces),
        vocab_size=40,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    processor = sentencepiece.SentencePieceProcessor(model_file=f"{pieces}.model")
    vocabulary = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 2)
    _fill(spec, len(vocabulary), np.random.default_rng(3))
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    model = directory / "model"
    model.mkdir()
    spec.save(str(model))
    files = {f"model/{path.name}": path.read_bytes() for path in model.iterdir()}
    return package_bytes(members={**files, "sentencepiece.model": Path(f"{pieces}.model").read_bytes()})


_WIDTH = 8
# CTranslate2 fuses query, key and value of self-attention, and key and value of cross-attention.
_FUSED = {("self_attention", "linear", 0): 3 * _WIDTH, ("attention", "linear", 1): 2 * _WIDTH}


def _fill(spec: Any, words: int, random: Any, path: tuple[str | int, ...] = ()) -> None:
    """Give every variable of a specification random values of the shape that its place asks for."""
    for name, value in vars(spec).items():
        if isinstance(value, list):
            for number, item in enumerate(value):
                _fill(item, words, random, (*path, name, number))
        elif hasattr(value, "__dict__"):
            _fill(value, words, random, (*path, name))
        elif value is None and name in ("gamma", "beta"):
            setattr(spec, name, random.random(_WIDTH, "float32"))
        elif value is None and name == "weight":
            is_table = not {"embeddings", "projection"}.isdisjoint(path)
            rows = words if is_table else _FUSED.get(path[-3:], _WIDTH)
            spec.weight = random.standard_normal((rows, _WIDTH), "float32")
            if hasattr(spec, "bias") and not is_table:
                spec.bias = random.random(rows, "float32")


def _handler(packages: PackageServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            wanted = self.headers.get("Range")
            packages.requests.append((self.path, wanted))
            served = packages.files.get(self.path)
            if served is None:
                self.send_error(404)
                return
            faulty = served.faults is None or len(packages.ranges(self.path)) <= served.faults
            if served.location and faulty:
                self.send_response(302)
                self.send_header("Location", served.location)
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif served.status and faulty:
                self.send_error(served.status)
            else:
                self.send_content(served, wanted, faulty)

        def send_content(self, served: Served, wanted: str | None, faulty: bool) -> None:
            start, total = 0, len(served.content)
            if wanted and served.ranges and self.headers.get("If-Range") == served.etag:
                start = int(wanted.removeprefix("bytes=").removesuffix("-")) + served.shift
                if start >= total:
                    self.send_response(416)
                    self.send_header("Content-Range", f"bytes */{total}")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(206)
                self.send_header("Content-Range", f"bytes {start}-{total - 1}/{total}")
            else:
                self.send_response(200)
            body = served.content[start:]
            if served.lengths:
                claim = served.claim if faulty and served.claim is not None else len(body)
                self.send_header("Content-Length", str(claim))
            if served.etag:
                self.send_header("ETag", served.etag)
            self.send_header("Content-Type", served.type)
            for name, value in served.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.send_body(body, served, faulty)

        def send_body(self, body: bytes, served: Served, faulty: bool) -> None:
            self.close_connection = True
            try:
                if faulty and served.stall is not None:
                    self.wfile.write(body[: served.stall])
                    packages.stopping.wait(10)
                elif faulty and served.cut is not None:
                    self.wfile.write(body[: served.cut])
                else:
                    self.wfile.write(body)
            except OSError:
                pass  # the client has had enough

    return Handler
