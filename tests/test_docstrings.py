"""Docstrings of what `import bilingual` offers: complete, and about the arguments that there are."""

from __future__ import annotations

import ast
import builtins
import enum
import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterator

import pytest

import bilingual
from bilingual import errors

EXPORTED = {name: getattr(bilingual, name) for name in bilingual.__all__ if name != "__version__"}


def functions() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public function and method, by its qualified name."""
    for name, exported in EXPORTED.items():
        if not inspect.isclass(exported):
            if callable(exported):
                yield name, inspect.unwrap(exported)
            continue
        for attribute, member in vars(exported).items():
            function = getattr(member, "__func__", member)  # of a class method
            if not attribute.startswith("_") and inspect.isfunction(function):
                yield f"{name}.{attribute}", function


FUNCTIONS = dict(functions())
# What is built by calling it; a protocol is not, and an enumeration is looked up.
BUILT = {
    name: exported
    for name, exported in EXPORTED.items()
    if inspect.isclass(exported)
    and not issubclass(exported, enum.Enum | BaseException)
    and not getattr(exported, "_is_protocol", False)
}


def section(documented: object, title: str) -> list[str] | None:
    """The names that a section of a docstring explains; `None` where there is no such section."""
    found = re.search(rf"^{title}:\n((?:[ ]+.*\n?|\n)*)", inspect.getdoc(documented) or "", re.MULTILINE)
    return re.findall(r"^    (\w+):", found[1], re.MULTILINE) if found else None


def parameters(function: Callable[..., object]) -> list[str]:
    return [name for name in inspect.signature(function).parameters if name not in ("self", "cls")]


@pytest.mark.parametrize("name", [*EXPORTED, *FUNCTIONS])
def test_everything_public_is_documented(name: str) -> None:
    documented = FUNCTIONS.get(name) or EXPORTED[name]
    if isinstance(documented, type) or callable(documented):
        assert inspect.getdoc(documented)


@pytest.mark.parametrize("name", [*FUNCTIONS, *BUILT])
def test_arguments_are_explained_each_by_its_name_and_in_order(name: str) -> None:
    documented = FUNCTIONS.get(name) or BUILT[name]
    explained, expected = section(documented, "Args"), parameters(documented)
    if explained is None:
        # The first line says what one argument is.
        assert len(expected) < 2, f"{name} explains none of {', '.join(expected)}"
    else:
        assert explained == expected


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_a_function_raises_is_said(name: str) -> None:
    function = FUNCTIONS[name]
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    raised = {
        node.exc.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        and isinstance(node.exc, ast.Call)
        and isinstance(node.exc.func, ast.Name)
    }
    assert raised <= set(section(function, "Raises") or ())


@pytest.mark.parametrize("name", [*FUNCTIONS, *BUILT])
def test_errors_that_are_named_are_those_that_there_are(name: str) -> None:
    documented = FUNCTIONS.get(name) or BUILT[name]
    places = (sys.modules[documented.__module__], errors, builtins)
    for error in section(documented, "Raises") or ():
        found = next((getattr(place, error) for place in places if hasattr(place, error)), None)
        assert found is not None, error
        assert issubclass(found, Exception)
