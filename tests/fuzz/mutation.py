"""Damage done to well-formed inputs: to their bytes, and to the values of those that are JSON."""

from __future__ import annotations

import io
import json
import random
import zipfile
from typing import Any

_TOKENS = [
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\x1b[31m", "\u202e\u2066".encode(), "\u0301".encode() * 50, b"\r", b"\t",
    b'"', b"'", b",", b";", b"<", b"&", b"]]>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", b"[" * 3_000, b"{" * 3_000,
    b"\\ud800", b"-1", b"1e999", b"99999999999999999999", b"NaN", b"null", b"=1+1", b"../../x", b"%s", b"/dev/full",
]  # fmt: skip
_VALUES: list[Any] = [
    None, True, -1, 0, 2**70, 1e308, float("nan"), "", "x", "\ud800", "\u202e", "\0", [], {}, [[]], [None],
    "a" * 5_000, [-1, -1], [5, 2], {"": None},
]  # fmt: skip
_MOST = 6  # pieces of damage to one input


def mutate(seed: bytes, other: bytes, generator: random.Random) -> bytes:
    """Return `seed` damaged; now and then crossed with `other`, and valid JSON with wrong values."""
    if seed[:1] in (b"{", b"[") and generator.random() < 0.6:
        try:
            return json.dumps(_damaged_value(json.loads(seed), generator), ensure_ascii=False).encode(
                "utf-8", "surrogatepass"
            )
        except (ValueError, RecursionError):
            pass
    if seed[:2] == b"PK" and generator.random() < 0.8:
        return _damaged_member(seed, other, generator)
    return _damaged(seed, other, generator)


def _damaged(seed: bytes, other: bytes, generator: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(generator.randint(1, _MOST)):
        _damage(data, other, generator)
    return bytes(data)


def _damaged_member(seed: bytes, other: bytes, generator: random.Random) -> bytes:
    """Return an archive that is whole but for what one of its files says, so that damage reaches its reader."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed)) as archive, zipfile.ZipFile(made, "w") as damaged:
        members = archive.infolist()
        chosen = generator.choice(members)
        for member in members:
            data = archive.read(member)
            damaged.writestr(member, _damaged(data, other, generator) if member is chosen else data)
    return made.getvalue()


def _damage(data: bytearray, other: bytes, generator: random.Random) -> None:
    start = generator.randint(0, len(data))
    end = min(len(data), start + int(generator.expovariate(1 / 30)))
    match generator.randrange(6):
        case 0 if data:
            data[min(start, len(data) - 1)] = generator.randrange(256)
        case 1:
            del data[start:end]
        case 2:
            data[start:start] = data[start:end] * generator.randint(1, 40)
        case 3:
            data[start:start] = generator.choice(_TOKENS)
        case 4:
            cut = generator.randint(0, len(other))
            data[start:end] = other[cut : cut + generator.randint(0, 200)]
        case _:
            del data[start + generator.randint(0, 2_000) :]


def _damaged_value(value: Any, generator: random.Random) -> Any:
    """Return parsed JSON with one value exchanged, dropped or doubled, somewhere down from the top."""
    if isinstance(value, dict) and value and generator.random() < 0.9:
        key = generator.choice(list(value))
        if generator.random() < 0.1:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: _damaged_value(value[key], generator)}
    if isinstance(value, list) and value and generator.random() < 0.9:
        index = generator.randrange(len(value))
        if generator.random() < 0.1:
            return [*value[:index], *value[index : index + 1] * generator.choice([0, 2]), *value[index + 1 :]]
        return [*value[:index], _damaged_value(value[index], generator), *value[index + 1 :]]
    if isinstance(value, int) and generator.random() < 0.5:
        return value + generator.choice([-1, 1, 100])
    return generator.choice(_VALUES)
