"""`bilingual completion`: completion of commands, options and file names in the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command(
    short_help="Completion for bash, zsh and fish.",
    epilog="""\b
Examples:
  bilingual completion bash > ~/.local/share/bash-completion/completions/bilingual
  bilingual completion zsh > "${fpath[1]}/_bilingual"
  bilingual completion fish > ~/.config/fish/completions/bilingual.fish
""",
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion script of SHELL."""
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "bilingual", "_BILINGUAL_COMPLETE").source())
