"""Run the embedded PostgreSQL as a user without privileges: started as root, it gives them up."""

import os
import pwd
import sys
from pathlib import Path

from engine.core.embedded import Cluster


def main(var: Path) -> None:
    """Start, start again, stop."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("daemon")
        var.mkdir(parents=True)
        os.chown(var, account.pw_uid, account.pw_gid)
        os.setgroups([])
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)
    for word in ("up", "again"):
        with Cluster.running(var, fast=True):
            sys.stdout.write(f"{word}\n")
    sys.stdout.write("down\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
