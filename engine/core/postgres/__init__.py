"""The parts of the embedded PostgreSQL: binaries, tuning, state on disk, server, upgrade.

`engine.core.embedded` is their only door.
"""
