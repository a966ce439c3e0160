"""The `bilingual` command: one file a subcommand, imported only when it is called."""

from __future__ import annotations

import errno
import io
import sys
from contextlib import suppress
from importlib import import_module

import click

from bilingual import __version__
from bilingual.cli.exits import MEANINGS, ExitCode, exit_code
from bilingual.cli.output import say
from bilingual.cli.streams import EndedError, orderly_end, prepare_streams, silence_stdout
from bilingual.errors import BilingualError
from bilingual.untrusted import harmless

# Subcommand: module in this package. Each module has a click command of the subcommand's name.
_COMMANDS = {
    "read": "read",
    "reader": "reader",
    "align": "align",
    "word": "word",
    "links": "links",
    "translate": "translate",
    "exercises": "exercises",
    "terms": "terms",
    "stats": "stats",
    "corpus": "corpus",
    "glossary": "glossary",
    "practice": "practice",
    "review": "review",
    "deck": "deck",
    "models": "models",
    "doctor": "doctor",
    "completion": "completion",
    "man": "man",
}

_EXAMPLES = """\b
Examples:
  bilingual read article.fr.txt              French and English side by side
  bilingual read - < article.txt             from standard input
  bilingual read article.txt | less -R       anywhere, at any width
  bilingual read article.txt --format json   a reading pack for programs
  bilingual reader article.fr.txt            in a window: word by word, search, bookmarks
  bilingual read --from en --to fr news.txt  the other way round
  bilingual align fr.txt en.txt              a text beside the translation you have
  bilingual word frappe                      what a word means
  bilingual practice article.fr.txt          exercises from what you have read
  bilingual review                           the cards that are due
  bilingual translate --lines < in > out     a line in, a line out
  bilingual stats article.fr.txt             sentences, words, terms and level
  bilingual corpus articles -o packs         every text below a directory
  bilingual models list                      which packages translate here
  bilingual doctor                           what is wrong, and what to do about it
"""


class _ReaderGoneError(Exception):
    """Nobody reads standard output any more; click would end the process with 1 at a `BrokenPipeError`."""


class _LazyGroup(click.Group):
    """Imports a subcommand when it is called, so that `--version` and completion stay quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _COMMANDS.get(cmd_name)
        if module is None:
            return None
        command = getattr(import_module(f"bilingual.cli.{module}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise _ReaderGoneError from None


def _epilog() -> str:
    codes = "\n".join(f"  {code.value:>3}  {meaning}" for code, meaning in MEANINGS.items())
    sockets = "Nothing but `models install` and `corpus --scheduler` opens a socket."
    return f"{_EXAMPLES}\n\n\b\nExit codes:\n{codes}\n\n\b\n{sockets}"


@click.group(
    cls=_LazyGroup,
    epilog=_epilog(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="bilingual", message="%(prog)s %(version)s")
def bilingual() -> None:
    """Read French beside English, offline: translation, military terms explained, exercises."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with one of the documented exit codes."""
    prepare_streams()
    try:
        with orderly_end():
            code = bilingual.main(arguments, prog_name="bilingual", standalone_mode=False)
            # Written out here, so that a reader that has gone away is noticed while it can be handled.
            sys.stdout.flush()
    except BilingualError as error:
        say(str(error))
        code = exit_code(error)
    except click.exceptions.Abort:
        code = ExitCode.INTERRUPTED
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        with suppress(OSError):
            click.echo(harmless(shown.getvalue()), nl=False, err=True)  # it quotes the command line
        code = error.exit_code
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except EndedError as error:
        silence_stdout()
        code = error.code
    except (BrokenPipeError, _ReaderGoneError):
        silence_stdout()
        code = ExitCode.BROKEN_PIPE
    except OSError as error:  # a full disk behind standard output
        silence_stdout()
        problem = "it is closed" if error.errno == errno.EBADF else error.strerror or error
        say(f"{error.filename or 'standard output'}: {problem}")
        code = ExitCode.ERROR
    sys.exit(int(code) if isinstance(code, int) else ExitCode.OK)
