"""The findings of `doctor` in words, each with its remedy."""

from dataclasses import dataclass

from engine.core.database import Datasource
from engine.core.errors import Text

__all__ = ["Finding", "finding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One difference. `path` is `core.lead.stage`: datasource, table, column."""

    code: str
    path: str
    message: Text
    remedy: Text


_RESUME = (
    "Rode `nexus publish` ou reinicie o servidor: a publicação interrompida é concluída.",
    "Run `nexus publish` or restart the server: the interrupted publish is brought to its end.",
)
_REBUILD = (
    "Recrie o objeto como a mensagem diz, ou restaure a clínica de um backup.",
    "Make the object again as the message says, or restore the clinic from a backup.",
)
_REMOVE = (
    "Não foi criado pelo sistema: guarde o que precisar dele e remova-o.",
    "The system did not make it: keep what you need of it and remove it.",
)
_MIGRATE = ("Rode `nexus migrate`.", "Run `nexus migrate`.")

_TEXTS: dict[str, tuple[str, str, tuple[str, str]]] = {
    "role_missing": ("Falta o papel {name}.", "The role {name} is missing.", _MIGRATE),
    "role_not_granted": (
        "O login não pode assumir o papel {name}.",
        "The login cannot take on the role {name}.",
        (
            "GRANT {name} TO <login> WITH INHERIT FALSE, SET TRUE",
            "GRANT {name} TO <login> WITH INHERIT FALSE, SET TRUE",
        ),
    ),
    "role_inherited": (
        "O login herda o papel {name}: uma consulta poderia cruzar clínicas.",
        "The login inherits the role {name}: a query could cross clinics.",
        (
            "GRANT {name} TO <login> WITH INHERIT FALSE, SET TRUE",
            "GRANT {name} TO <login> WITH INHERIT FALSE, SET TRUE",
        ),
    ),
    "schema_missing": (
        "O esquema {name} não existe ou tem outro dono.",
        "The schema {name} does not exist or has another owner.",
        _REBUILD,
    ),
    "migration_missing": (
        "A migração {name} não foi aplicada.",
        "The migration {name} was not applied.",
        _MIGRATE,
    ),
    "state_missing": ("_state está vazia.", "_state is empty.", _REBUILD),
    "version_missing": (
        "A versão {name} não está em _model_version.",
        "Version {name} is not in _model_version.",
        _REBUILD,
    ),
    "artifact_missing": (
        "O conteúdo {name} não está em nexus.artifact.",
        "The content {name} is not in nexus.artifact.",
        _REBUILD,
    ),
    "versions_differ": (
        "core está na versão {core} e chat na {chat}.",
        "core is at version {core} and chat at {chat}.",
        _RESUME,
    ),
    "epochs_differ": (
        "A época de permissões de core é {core} e a de chat {chat}.",
        "The policy epoch of core is {core} and that of chat {chat}.",
        _RESUME,
    ),
    "modes_differ": (
        "core está em modo {core} e chat em {chat}.",
        "core is in mode {core} and chat in {chat}.",
        ("Defina o modo da clínica de novo.", "Set the clinic's mode again."),
    ),
    "publish_open": (
        "A publicação {name} parou ({state}, fase {phase}).",
        "The publish {name} stopped ({state}, phase {phase}).",
        _RESUME,
    ),
    "table_missing": ("Falta a tabela.", "The table is missing.", _REBUILD),
    "table_extra": ("Tabela desconhecida.", "An unknown table.", _REMOVE),
    "table_owner": (
        "A tabela é de {found}, não de {wanted}.",
        "The table belongs to {found}, not to {wanted}.",
        ("ALTER TABLE … OWNER TO {wanted}", "ALTER TABLE … OWNER TO {wanted}"),
    ),
    "privilege_missing": (
        "O papel {name} não tem acesso à tabela.",
        "The role {name} has no access to the table.",
        (
            "GRANT SELECT, INSERT, UPDATE, DELETE ON … TO {name}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON … TO {name}",
        ),
    ),
    "privilege_extra": (
        "O papel {name} pode alterar uma tabela que só o sistema grava.",
        "The role {name} may change a table that only the system writes.",
        ("REVOKE ALL ON … FROM {name}", "REVOKE ALL ON … FROM {name}"),
    ),
    "column_missing": ("Falta a coluna ({wanted}).", "The column is missing ({wanted}).", _REBUILD),
    "column_extra": ("Coluna desconhecida.", "An unknown column.", _REMOVE),
    "column_type": (
        "A coluna é {found}; o modelo pede {wanted}.",
        "The column is {found}; the model asks for {wanted}.",
        _REBUILD,
    ),
    "not_null_missing": (
        "A coluna aceita vazio; o modelo diz obrigatório.",
        "The column takes nulls; the model says required.",
        ("ALTER COLUMN … SET NOT NULL", "ALTER COLUMN … SET NOT NULL"),
    ),
    "not_null_extra": (
        "A coluna recusa vazio; o modelo diz opcional.",
        "The column refuses nulls; the model says optional.",
        ("ALTER COLUMN … DROP NOT NULL", "ALTER COLUMN … DROP NOT NULL"),
    ),
    "default_extra": (
        "A coluna tem um valor padrão no banco; padrões são da porta de gravação.",
        "The column has a default in the database; defaults belong to the write door.",
        ("ALTER COLUMN … DROP DEFAULT", "ALTER COLUMN … DROP DEFAULT"),
    ),
    "index_missing": ("Falta o índice {name}.", "The index {name} is missing.", _REBUILD),
    "index_invalid": (
        "O índice {name} está inválido.",
        "The index {name} is invalid.",
        ("REINDEX INDEX CONCURRENTLY {name}", "REINDEX INDEX CONCURRENTLY {name}"),
    ),
    "index_extra": (
        "Índice desconhecido: {name}.",
        "An unknown index: {name}.",
        ("DROP INDEX CONCURRENTLY {name}", "DROP INDEX CONCURRENTLY {name}"),
    ),
    "foreign_key_missing": (
        "Falta a ligação {name} para {wanted}.",
        "The foreign key {name} to {wanted} is missing.",
        _REBUILD,
    ),
    "constraint_unchecked": (
        "A restrição {name} não foi validada.",
        "The constraint {name} was not validated.",
        ("VALIDATE CONSTRAINT {name}", "VALIDATE CONSTRAINT {name}"),
    ),
    "constraint_extra": (
        "Restrição desconhecida: {name}.",
        "An unknown constraint: {name}.",
        _REMOVE,
    ),
    "copy_behind": (
        "A cópia de {name} no outro banco não acompanha os registros.",
        "The copy of {name} in the other database does not keep up with its records.",
        (
            "Reinicie o servidor: as cópias são comparadas e completadas na partida.",
            "Restart the server: copies are compared and brought level at its start.",
        ),
    ),
    "function_extra": (
        "Sobrou a função {name} de uma conversão.",
        "The function {name} of a conversion was left over.",
        ("DROP FUNCTION {name} CASCADE", "DROP FUNCTION {name} CASCADE"),
    ),
}


def finding(code: str, datasource: Datasource, *place: str, **names: str) -> Finding:
    """A finding by its code."""
    pt, en, (pt_remedy, en_remedy) = _TEXTS[code]
    return Finding(
        code=code,
        path=".".join((datasource, *place)),
        message={"pt-BR": pt.format(**names), "en": en.format(**names)},
        remedy={"pt-BR": pt_remedy.format(**names), "en": en_remedy.format(**names)},
    )
