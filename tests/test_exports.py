"""What `import bilingual` offers, to programs and to type checkers."""

from __future__ import annotations

import ast
from pathlib import Path

import bilingual


def test_type_checkers_read_the_same_names_as_programs() -> None:
    """Under `mypy --strict` a name that is imported but not in a literal `__all__` is not exported."""
    tree = ast.parse(Path(bilingual.__file__).read_text(encoding="utf-8"))
    (listed,) = [
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    ]
    (checking,) = [n for n in tree.body if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    typed = {alias.name for node in checking.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert sorted(listed) == sorted(["__version__", *bilingual._EXPORTS])
    assert typed == set(bilingual._EXPORTS)
