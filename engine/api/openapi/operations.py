"""The table: a row for every route of `engine/api/data/routes.py`.

Rows of an entity's routes are written out once for each entity the actor may do that on.
"""

from collections.abc import Mapping

from engine.api.openapi.activity import ACTIVITY
from engine.api.openapi.aggregate import AGGREGATE_BODY, AGGREGATE_ROWS
from engine.api.openapi.operation import Parameter, Row
from engine.api.openapi.parameters import (
    AFTER,
    FIELDS,
    FILTER,
    IF_MATCH,
    LIMIT,
    LISTS,
    SEARCH,
    SORT,
    TRASH,
    VIEWS,
    WITH,
)
from engine.api.openapi.record_bodies import (
    BULK_BODY,
    BULK_DONE,
    FILE_FORM,
    HISTORY,
    SET_UNDONE,
    UNDO_BODY,
    create_body,
    created,
    move_body,
    put_body,
    rows_body,
    update_body,
)
from engine.api.openapi.schemas import ANY, TEXT, UUID, held, listed, of_row, page_of, ref
from engine.api.openapi.view_bodies import (
    ALL_VIEWS,
    CHOICE,
    NEW_VIEW,
    ONE_VIEW,
    VIEW_CHANGE,
    VIEW_GONE,
)

_ROW = of_row(held)
_NAMED = held(ref("Named"))
_FILE = held(
    {
        "type": "object",
        "required": ["id", "name", "content_type", "size"],
        "properties": {
            "id": UUID,
            "name": TEXT,
            "content_type": TEXT,
            "size": {"type": "integer"},
            "width": {"type": ["integer", "null"]},
            "height": {"type": ["integer", "null"]},
        },
    }
)


def _choice(name: str, *values: str, pt: str, en: str, es: str) -> Parameter:
    schema = {"type": "string", "enum": list(values)}
    return Parameter(name=name, schema=schema, text={"pt-BR": pt, "en": en, "es": es})


def _number(name: str, most: int, *, pt: str, en: str, es: str) -> Parameter:
    schema = {"type": "integer", "minimum": 1, "maximum": most}
    return Parameter(name=name, schema=schema, text={"pt-BR": pt, "en": en, "es": es})


def _words(name: str, *, pt: str, en: str, es: str) -> Parameter:
    return Parameter(name=name, schema=TEXT, text={"pt-BR": pt, "en": en, "es": es})


OPERATIONS: Mapping[tuple[str, str], Row] = {
    ("GET", "/api/data"): Row(
        summary={"pt-BR": "Entidades", "en": "Entities", "es": "Entidades"},
        answer=held(listed({"type": "object", "required": ["name", "plural", "label", "can"]})),
    ),
    ("GET", "/api/data/{entity}"): Row(
        summary={"pt-BR": "Listar", "en": "List", "es": "Listar"},
        needs="read", parameters=LISTS, answer=of_row(page_of),
    ),
    ("POST", "/api/data/{entity}"): Row(
        summary={"pt-BR": "Criar", "en": "Create", "es": "Crear"},
        needs="create", body=create_body, status="201", answer=created,
    ),
    ("PATCH", "/api/data/{entity}"): Row(
        summary={"pt-BR": "Alterar linhas", "en": "Change rows", "es": "Cambiar filas"},
        needs="update", body=rows_body, answer=held(listed(ref("Named"))),
    ),
    ("GET", "/api/data/{entity}/schema"): Row(
        summary={"pt-BR": "Campos", "en": "Fields", "es": "Campos"},
        needs="read", answer={"type": "object", "required": ["properties"]},
    ),
    ("GET", "/api/data/{entity}/export"): Row(
        summary={"pt-BR": "Exportar", "en": "Export", "es": "Exportar"},
        needs="export", kinds=("text/csv", "application/jsonl"), answer=TEXT,
        parameters=(
            _choice("format", "csv", "jsonl", pt="Formato", en="Form", es="Formato"),
            _choice("header", "labels", "names", pt="Títulos", en="Headings", es="Títulos"),
            _choice("separator", "auto", "semicolon", "comma",
                    pt="Separador", en="Separator", es="Separador"),
            FILTER, SEARCH, SORT, FIELDS,
        ),
    ),
    ("POST", "/api/data/{entity}/aggregate"): Row(
        summary={"pt-BR": "Agrupar e medir", "en": "Group and measure", "es": "Agrupar y medir"},
        needs="read", body=AGGREGATE_BODY, answer=AGGREGATE_ROWS, writes=False,
    ),
    ("POST", "/api/data/{entity}/bulk"): Row(
        summary={"pt-BR": "Alterar vários", "en": "Change many", "es": "Cambiar varios"},
        needs="update", body=BULK_BODY, answer=BULK_DONE,
    ),
    ("GET", "/api/data/{entity}/by/{unique}/{value}"): Row(
        summary={"pt-BR": "Ler por valor único", "en": "Read by a unique value",
                 "es": "Leer por valor único"},
        needs="read", parameters=(FIELDS, WITH), answer=_ROW,
    ),
    ("PUT", "/api/data/{entity}/by/{unique}/{value}"): Row(
        summary={"pt-BR": "Gravar por valor único", "en": "Put by a unique value",
                 "es": "Grabar por valor único"},
        needs="update", body=put_body, answer=_ROW, more={"201": _ROW},
    ),
    ("GET", "/api/data/{entity}/changes"): Row(
        summary={"pt-BR": "Mudanças", "en": "Changes", "es": "Cambios"},
        needs="read", parameters=(AFTER, FIELDS, LIMIT),
        answer=held(listed({"type": "object"}), gone=listed(UUID), page=ref("Page")),
    ),
    ("GET", "/api/events"): Row(
        summary={"pt-BR": "Eventos ao vivo", "en": "Live events", "es": "Eventos en vivo"},
        parameters=(
            _words("after", pt="O “live” da sessão ou o “id” de um evento",
                   en="The session's “live” or the “id” of an event",
                   es="El “live” de la sesión o el “id” de un evento"),
        ),
        kinds=("text/event-stream",), answer=TEXT,
    ),
    ("GET", "/api/data/{entity}/{record}"): Row(
        summary={"pt-BR": "Ler", "en": "Read", "es": "Leer"},
        needs="read", parameters=(FIELDS, WITH, TRASH), answer=_ROW,
    ),
    ("PATCH", "/api/data/{entity}/{record}"): Row(
        summary={"pt-BR": "Alterar", "en": "Change", "es": "Cambiar"},
        needs="update", parameters=(IF_MATCH,), body=update_body, answer=_ROW,
    ),
    ("DELETE", "/api/data/{entity}/{record}"): Row(
        summary={"pt-BR": "Mandar para a lixeira", "en": "Put into the trash",
                 "es": "Enviar a la papelera"},
        needs="delete", parameters=(IF_MATCH,), answer=_NAMED,
    ),
    ("GET", "/api/data/{entity}/{record}/activity"): Row(
        summary={"pt-BR": "Atividade", "en": "Activity", "es": "Actividad"},
        needs="read", answer=ACTIVITY,
        parameters=(
            _words("kinds", pt="Tipos separados por vírgula: “_moves”, “_changes” e listas",
                   en="Kinds between commas: “_moves”, “_changes” and lists",
                   es="Tipos separados por coma: “_moves”, “_changes” y listas"),
            _number("limit", 100, pt="Quantos itens", en="How many entries",
                    es="Cuántos elementos"),
            AFTER,
        ),
    ),
    ("GET", "/api/data/{entity}/{record}/history"): Row(
        summary={"pt-BR": "Histórico", "en": "History", "es": "Historial"},
        needs="read", answer=HISTORY,
        parameters=(
            _number("limit", 500, pt="Quantas versões", en="How many versions",
                    es="Cuántas versiones"),
            _number("after", 10**9, pt="O “next” da página anterior",
                    en="The “next” of the page before", es="El “next” de la página anterior"),
        ),
    ),
    ("POST", "/api/data/{entity}/{record}/move"): Row(
        summary={"pt-BR": "Mover de etapa", "en": "Move to a stage", "es": "Mover de etapa"},
        needs="move", applies=lambda policy: bool(policy.entity.pipelines),
        parameters=(IF_MATCH,), body=move_body, answer=_ROW,
    ),
    ("POST", "/api/data/{entity}/{record}/restore"): Row(
        summary={"pt-BR": "Tirar da lixeira", "en": "Restore", "es": "Restaurar"},
        needs="delete", answer=_ROW,
    ),
    ("POST", "/api/data/{entity}/{record}/purge"): Row(
        summary={"pt-BR": "Apagar de vez", "en": "Purge", "es": "Borrar para siempre"},
        needs="delete", answer=_NAMED,
    ),
    ("POST", "/api/data/{entity}/{record}/undo"): Row(
        summary={"pt-BR": "Desfazer", "en": "Undo", "es": "Deshacer"},
        needs="update", body=UNDO_BODY, answer=_ROW,
    ),
    ("POST", "/api/changes/{change_set}/undo"): Row(
        summary={"pt-BR": "Desfazer em todos", "en": "Undo everywhere", "es": "Deshacer en todos"},
        answer=SET_UNDONE,
    ),
    ("POST", "/api/files"): Row(
        summary={"pt-BR": "Enviar arquivo", "en": "Upload a file", "es": "Subir archivo"},
        parameters=(
            _words("name", pt="Nome", en="Name", es="Nombre"),
            _words("entity", pt="Entidade", en="Entity", es="Entidad"),
            _words("field", pt="Campo", en="Field", es="Campo"),
        ),
        body={"type": "string", "contentMediaType": "application/octet-stream"},
        body_kind="application/octet-stream", more_bodies=FILE_FORM,
        status="201", answer=_FILE, changes=False,
    ),
    ("GET", "/api/files/{file}"): Row(
        summary={"pt-BR": "Baixar arquivo", "en": "Download a file", "es": "Descargar archivo"},
        parameters=(_choice("size", "full", "thumb", pt="Tamanho", en="Size", es="Tamaño"),),
        status="302", kinds=(),
    ),
    ("GET", "/api/files/content/{token}"): Row(
        summary={"pt-BR": "Conteúdo", "en": "Content", "es": "Contenido"},
        kinds=("*/*",), answer=ANY, more={"206": ANY},
    ),
    ("GET", "/api/search"): Row(
        summary={"pt-BR": "Pesquisar em tudo", "en": "Search everything", "es": "Buscar en todo"},
        parameters=(
            Parameter(name="q", schema={"type": "string", "maxLength": 200}, text=SEARCH.text,
                      example="silva"),
            _words("entities", pt="Só nestas", en="In these only", es="Solo en estas"),
            _number("limit", 20, pt="Por entidade", en="For each entity", es="Por entidad"),
        ),
        answer=held(listed({
            "type": "object",
            "required": ["entity", "label", "id", "title"],
            "properties": {"entity": TEXT, "label": TEXT, "id": UUID,
                           "title": {"type": ["string", "null"]}, "snippet": TEXT},
        })),
    ),
    ("GET", "/api/views"): Row(
        summary={"pt-BR": "Visões salvas", "en": "Saved views", "es": "Vistas guardadas"},
        answer=ALL_VIEWS,
    ),
    ("POST", "/api/views"): Row(
        summary={"pt-BR": "Salvar uma visão", "en": "Save a view", "es": "Guardar una vista"},
        body=NEW_VIEW, status="201", answer=ONE_VIEW, changes=False,
    ),
    ("GET", "/api/views/{view}"): Row(
        summary={"pt-BR": "Ler uma visão salva", "en": "Read a saved view",
                 "es": "Leer una vista guardada"},
        answer=ONE_VIEW,
    ),
    ("PATCH", "/api/views/{view}"): Row(
        summary={"pt-BR": "Alterar uma visão salva", "en": "Change a saved view",
                 "es": "Cambiar una vista guardada"},
        parameters=(IF_MATCH,), body=VIEW_CHANGE, answer=ONE_VIEW, writes=False,
    ),
    ("DELETE", "/api/views/{view}"): Row(
        summary={"pt-BR": "Apagar uma visão salva", "en": "Delete a saved view",
                 "es": "Borrar una vista guardada"},
        parameters=(IF_MATCH,), answer=VIEW_GONE, writes=False,
    ),
    ("POST", "/api/views/{view}/restore"): Row(
        summary={"pt-BR": "Recuperar uma visão apagada", "en": "Restore a deleted view",
                 "es": "Recuperar una vista borrada"},
        answer=ONE_VIEW, changes=False,
    ),
    ("PATCH", "/api/views/{view}/choice"): Row(
        summary={"pt-BR": "Fixar uma visão para si", "en": "Pin a view for oneself",
                 "es": "Fijar una vista para sí"},
        body=CHOICE, answer=VIEW_GONE, writes=False,
    ),
    ("GET", "/api/views/{view}/data"): Row(
        summary={"pt-BR": "Dados de uma visão", "en": "Data of a view", "es": "Datos de una vista"},
        parameters=(*LISTS, *VIEWS),
        answer={"type": "object", "required": ["kind"]},
    ),
}  # fmt: skip
"""By method and path, as in ROUTES."""
