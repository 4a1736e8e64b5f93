"""`--move lead.stage:old=new`: where records of removed stages and options go."""

import argparse
import re

Moves = dict[str, dict[str, str]]
SHAPE = re.compile(r"(\w+\.\w+):([^=]+)=([^=]+)\Z")


def add_moves(parser: argparse.ArgumentParser) -> None:
    """The option, which may stand several times."""
    parser.add_argument(
        "--move",
        action="append",
        default=[],
        type=read_move,
        metavar="ENTITY.FIELD:OLD=NEW",
        help="where records of a removed stage or option go; may be given several times",
    )


def read_move(text: str) -> tuple[str, str, str]:
    """Field, removed key and new key of one move."""
    found = SHAPE.match(text)
    if found is None:
        raise argparse.ArgumentTypeError(
            f"'{text}' is no move; write entity.field:old=new, such as lead.stage:lost=closed"
        )
    return found[1], found[2], found[3]


def gather_moves(given: list[tuple[str, str, str]]) -> Moves | None:
    """All moves by field; None when there are none."""
    moves: Moves = {}
    for field, old, new in given:
        moves.setdefault(field, {})[old] = new
    return moves or None
