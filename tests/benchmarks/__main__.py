"""The benchmarks, one script each.

python tests/benchmarks [--help]        what there is
python tests/benchmarks/NAME.py --help  what one measures, and of what
"""

from __future__ import annotations

import ast
from pathlib import Path

HERE = Path(__file__).parent


def main() -> None:
    """Print what each script says of itself in its first line."""
    print(__doc__)
    for script in sorted(HERE.glob("[!_]*.py")):
        said = ast.get_docstring(ast.parse(script.read_text(encoding="utf-8"))) or ""
        # A first sentence may go on in the next lines.
        print(f"{script.stem:20} {' '.join(said.split(chr(10) * 2)[0].split())}")


if __name__ == "__main__":
    main()
