"""Show what a request goes through: query, policy, guard, plan, SQL and the database's plan."""

import argparse
from datetime import UTC, datetime

from engine.access.actor import Actor, RequestContext
from engine.cli._workspace import Workspace, open_workspace
from engine.core.errors import NotFound
from engine.core.keyring import load_keyring
from engine.core.tenant import Clinic
from engine.definitions.clinics import load_clinic
from engine.definitions.members import find_account
from engine.definitions.store import SnapshotStore
from engine.query.explain import explain
from engine.query.read import Reader

__all__ = ["add_arguments", "run"]

MEMBER = """
select m.id, m.roles, s.policy_epoch,
       array(select unit_id from _member_unit where member_id = m.id order by 1) units,
       array(select team_id from _member_team where member_id = m.id order by 1) teams
from _member m cross join _state s where m.account_id = $1 and m.active
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The request, and who makes it."""
    parser.add_argument("request", help="the path of a GET, such as /api/data/lead?stage=new")
    parser.add_argument("--clinic", required=True, help="the clinic's address")
    parser.add_argument("--as", dest="email", required=True, help="e-mail of the member who asks")
    parser.add_argument("--analyze", action="store_true", help="run the statement, for real times")


async def run(args: argparse.Namespace) -> int:
    """Explain a GET such as `/api/views/lead.board/data?limit=20`: the values of the question are
    shown (filters, cursors, the asker's ids); no record is read out."""
    path, _, query_string = args.request.partition("?")
    found = find_request(path)
    if found is None:
        print(
            "Say what to explain: /api/data/lead, /api/data/lead/ID or /api/views/lead.board/data"
        )
        return 2
    kind, name = found
    async with open_workspace() as workspace:
        settings, databases = workspace.settings, workspace.databases
        clinic = await load_clinic(databases, args.clinic)
        ctx = RequestContext(
            clinic=clinic,
            actor=await find_actor(workspace, clinic, args.email),
            snapshot=await SnapshotStore(databases).current(clinic.id),
            now=datetime.now(UTC),
        )
        reader = Reader(databases, load_keyring(settings.var, settings.keys))
        explained = await explain(
            ctx, databases, reader, kind, name, query_string, analyze=args.analyze
        )
        print(explained.text())
    return 0


def find_request(path: str) -> tuple[str, str] | None:
    """The kind of read a path asks for, and the entity or view it names."""
    match path.strip("/").split("/"):
        case ["api", "data", entity]:
            return "list", entity
        case ["api", "data", entity, _]:
            return "record", entity
        case ["api", "views", view, "data"]:
            return "view", view
        case _:
            return None


async def find_actor(workspace: Workspace, clinic: Clinic, email: str) -> Actor:
    """The member who signs in with this e-mail. Raises NotFound."""
    account = await find_account(workspace.databases, email)
    if account is None:
        raise NotFound(email=email)
    async with workspace.databases.core.clinic(clinic.id) as con:
        row = await con.fetchrow(MEMBER, account.id)
    if row is None:
        raise NotFound(email=email)
    units = tuple(row["units"])
    return Actor(
        kind="member",
        member_id=row["id"],
        account_id=account.id,
        roles=tuple(sorted(row["roles"])),
        units=units,
        teams=tuple(row["teams"]),
        unit=units[0] if len(units) == 1 else None,
        locale=account.locale or clinic.locale,
        policy_epoch=row["policy_epoch"],
    )
