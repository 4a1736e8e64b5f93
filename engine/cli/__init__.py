"""The `nexus` command. One file per command, found by scan; a name of two words has an underscore.

A command states `add_arguments(parser)` and `async run(args) -> int`. Only the chosen one is
imported, which keeps every start short. Files that begin with `_` are shared parts.
"""

import argparse
import ast
import asyncio
import errno
import importlib
import os
import signal
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Protocol, cast

from engine.core.errors import NexusError

__all__ = ["Command", "list_commands", "main"]

FOLDER = Path(__file__).parent
INTERRUPTED, TERMINATED = 130, 143


class Command(Protocol):
    """What a command file states."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare options."""
        ...

    async def run(self, args: argparse.Namespace) -> int:
        """Do it; the answer is the exit status."""
        ...


def list_commands() -> dict[str, str]:
    """Commands by name, with the first line of their file as help; nothing is imported."""
    found: dict[str, str] = {}
    for path in sorted(FOLDER.glob("[a-z]*.py")):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        found[path.stem.replace("_", " ")] = text.partition("\n")[0]
    return found


def find_command(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """Split the words into a command of two or one words and its arguments."""
    for length in (2, 1):
        name = "_".join(words[:length])
        is_name = len(words) >= length and name.isidentifier() and not name.startswith("_")
        if is_name and (FOLDER / f"{name}.py").exists():
            return name, list(words[length:])
    return None


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if words is None else words)
    if not words or words[0] in ("-h", "--help", "help"):
        show_commands()
        return 0
    chosen = find_command(words)
    if chosen is None:
        return refuse(" ".join(words[:2]))
    name, rest = chosen
    command = cast(Command, importlib.import_module(f"engine.cli.{name}"))
    title = name.replace("_", " ")
    parser = argparse.ArgumentParser(prog=f"nexus {title}", description=command.run.__doc__)
    command.add_arguments(parser)
    return execute(command, parser.parse_args(rest))


def execute(command: Command, args: argparse.Namespace) -> int:
    """Run a command; what goes wrong is said in one sentence with the remedy."""
    try:
        with asyncio.Runner() as runner:
            return runner.run(until_terminated(command, args))
    except NexusError as error:
        show_error(error)
    except KeyboardInterrupt:
        return INTERRUPTED
    except asyncio.CancelledError:
        return TERMINATED
    except BrokenPipeError:  # the reader of our output left, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except PermissionError as error:
        show("error", f"No permission on {error.filename}.")
        show("remedy", "Run as the user it belongs to, or point NEXUS_VAR to a folder of your own.")
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        show("error", f"The disk is full: {error.filename or 'no space left'}.")
        show("remedy", "Free at least 200 MB, or point NEXUS_VAR to another disk.")
    return 1


async def until_terminated(command: Command, args: argparse.Namespace) -> int:
    """Let SIGTERM cancel the command, so that it cleans up behind itself."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await command.run(args)


def show_commands() -> None:
    """Print the list of commands."""
    commands = list_commands()
    width = max(map(len, commands))
    print("One Nexus Atemporal\n\nnexus <command> [options]; nexus <command> --help\n")
    for name, text in commands.items():
        print(f"  {name.ljust(width)}  {text}")


def refuse(name: str) -> int:
    """Say that there is no such command, and which one may be meant."""
    known = list(list_commands())
    near = get_close_matches(name, known, n=1) or get_close_matches(name.split()[0], known, n=1)
    show("error", f"There is no command '{name}'.")
    show("remedy", f"Did you mean 'nexus {near[0]}'?" if near else "See: nexus --help")
    return 2


def show_error(error: NexusError) -> None:
    """Print an error of the domain with its faults and its remedy."""
    text = (error.detail or error.message)["en"]
    about = ", ".join(f"{key}: {value}" for key, value in error.params.items())
    show("error", f"{text} ({about})" if about and "{" not in text else fill(text, error.params))
    for fault in error.faults:
        print(
            f"  {fault.path}: {fill(fault.message.get('en', fault.code), fault.data)}",
            file=sys.stderr,
        )
        if fault.hint:
            print(f"    {fault.hint.get('en', '')}", file=sys.stderr)
    if error.hint:
        show("remedy", fill(error.hint["en"], error.params))


def fill(text: str, params: object) -> str:
    """Put parameters into a message; one that is missing stays visible by its name."""

    class Visible(dict[str, object]):
        def __missing__(self, key: str) -> str:
            return f"<{key}>"

    return text.format_map(Visible(cast(dict[str, object], params)))


def show(kind: str, text: str) -> None:
    """One line on standard error."""
    print(f"{kind}: {text}", file=sys.stderr)
