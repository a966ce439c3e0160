"""`bilingual man`: the manual page."""

from __future__ import annotations

import click

from bilingual.cli.output import file_option, write_result


@click.command(
    short_help="The manual page, for man.",
    epilog="""\b
Examples:
  bilingual man | man -l -
  bilingual man -o ~/.local/share/man/man1/bilingual.1
""",
)
@file_option
@click.pass_context
def man(ctx: click.Context, file_out: str | None) -> None:
    """Print the manual page of all commands, in roff."""
    from bilingual.cli.manual import manual

    root = ctx.find_root().command
    assert isinstance(root, click.Group)
    write_result(manual(root), file_out)
