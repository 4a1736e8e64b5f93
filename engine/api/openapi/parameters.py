"""The parameters of lists, records and exports."""

from engine.access.guard import LIMIT_MAX, SKIP_MAX
from engine.api.openapi.operation import Parameter

FIELDS = Parameter(
    name="fields",
    schema={"type": "string"},
    text={
        "pt-BR": "Campos a trazer, separados por vírgula; vínculos com ponto: owner.name.",
        "en": "Fields to answer, separated by commas; behind links with a dot: owner.name.",
        "es": "Campos a traer, separados por comas; vínculos con punto: owner.name.",
    },
    example="created_at,created_by.name",
)
WITH = Parameter(
    name="with",
    schema={"type": "string"},
    text={
        "pt-BR": "Listas ligadas, em páginas: activities(limit:20,sort:-created_at).",
        "en": "Linked lists, in pages: activities(limit:20,sort:-created_at).",
        "es": "Listas vinculadas, en páginas: activities(limit:20,sort:-created_at).",
    },
)
FILTER = Parameter(
    name="filter",
    schema={"type": "string", "maxLength": 10_000},
    text={
        "pt-BR": "Expressão; ou um parâmetro por campo: campo=valor, campo[gte]=valor.",
        "en": "An expression; or a parameter a field: field=value, field[gte]=value.",
        "es": "Expresión; o un parámetro por campo: campo=valor, campo[gte]=valor.",
    },
    example="created_at >= '2026-01-01'",
)
SORT = Parameter(
    name="sort",
    schema={"type": "string"},
    text={
        "pt-BR": "Ordem: campos separados por vírgula, com - para o contrário.",
        "en": "Order: fields separated by commas, with - for descending.",
        "es": "Orden: campos separados por comas, con - para el contrario.",
    },
    example="-created_at",
)
SEARCH = Parameter(
    name="search",
    schema={"type": "string"},
    text={
        "pt-BR": "Palavras procuradas nos campos pesquisáveis.",
        "en": "Words looked for in the searchable fields.",
        "es": "Palabras buscadas en los campos de búsqueda.",
    },
    example="silva",
)
LIMIT = Parameter(
    name="limit",
    schema={"type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": 50},
    text={
        "pt-BR": "Quantos por página.",
        "en": "How many a page.",
        "es": "Cuántos por página.",
    },
)
SKIP = Parameter(
    name="skip",
    schema={"type": "integer", "minimum": 0, "maximum": SKIP_MAX, "default": 0},
    text={
        "pt-BR": "Quantos registros pular, a partir do início ou de “after”.",
        "en": "How many records to leave out, from the start or from “after”.",
        "es": "Cuántos registros saltar, desde el inicio o desde “after”.",
    },
)
AFTER = Parameter(
    name="after",
    schema={"type": "string"},
    text={
        "pt-BR": "O “next” da página anterior.",
        "en": "The “next” of the page before.",
        "es": "El “next” de la página anterior.",
    },
)
COUNT = Parameter(
    name="count",
    schema={"type": "string", "enum": ["none", "capped", "estimate", "exact"]},
    text={
        "pt-BR": "Se e como contar todos os registros.",
        "en": "Whether and how to count all records.",
        "es": "Si y cómo contar todos los registros.",
    },
)
TRASH = Parameter(
    name="trash",
    schema={"type": "string", "enum": ["only"]},
    text={
        "pt-BR": "“only”: só o que está na lixeira.",
        "en": "“only”: only what is in the trash.",
        "es": "“only”: solo lo que está en la papelera.",
    },
)
IF_MATCH = Parameter(
    name="If-Match",
    at="header",
    schema={"type": "string", "pattern": '^"[0-9]{1,9}"$'},
    text={
        "pt-BR": "A versão do registro que foi lida.",
        "en": "The version of the record that was read.",
        "es": "La versión del registro que se leyó.",
    },
    example='"3"',
)
IDEMPOTENCY_KEY = Parameter(
    name="Idempotency-Key",
    at="header",
    schema={"type": "string", "pattern": "^[!-~]{1,200}$"},
    text={
        "pt-BR": "Uma chave nova por pedido: o mesmo pedido com a mesma chave é feito uma só vez.",
        "en": "A new key for each request: the same request with the same key is made once.",
        "es": "Una clave nueva por solicitud: la misma solicitud con la misma clave se hace una "
        "sola vez.",
    },
    example="5f1c1d9e-6a0e-4d0c-9a53-5b1c0f0b7a11",
)
LISTS = (FILTER, SEARCH, SORT, FIELDS, WITH, LIMIT, AFTER, SKIP, COUNT, TRASH)
"""What every list takes."""
VIEWS = (
    Parameter(
        name="as",
        schema={"type": "string"},
        text={
            "pt-BR": "Outro tipo em que a visão é desenhada: list, sheet, kanban, grid, timeline, "
            "split.",
            "en": "Another kind the view is drawn as: list, sheet, kanban, grid, timeline, split.",
            "es": "Otro tipo en que se dibuja la vista: list, sheet, kanban, grid, timeline, "
            "split.",
        },
    ),
    Parameter(
        name="own_filter",
        schema={"type": "string", "enum": ["true", "false"]},
        text={
            "pt-BR": "“false”: sem o filtro da própria visão.",
            "en": "“false”: without the view's own filter.",
            "es": "“false”: sin el filtro de la propia vista.",
        },
    ),
    Parameter(
        name="group",
        schema={"type": "string"},
        text={
            "pt-BR": "Campo sob cujos valores as linhas ficam; de um quadro, o das colunas.",
            "en": "Field under whose values the rows stand; of a board, that of its columns.",
            "es": "Campo bajo cuyos valores quedan las filas; de un tablero, el de las columnas.",
        },
    ),
    Parameter(
        name="measures",
        schema={"type": "string"},
        text={
            "pt-BR": "Totais no lugar dos da visão: count,sum:campo,empty:campo,distinct:campo.",
            "en": "Totals in place of the view's: count,sum:field,empty:field,distinct:field.",
            "es": "Totales en lugar de los de la vista: count,sum:campo,empty:campo,"
            "distinct:campo.",
        },
    ),
    Parameter(
        name="color_rules",
        schema={"type": "string", "contentMediaType": "application/json"},
        text={
            "pt-BR": "Cores no lugar das da visão, em JSON: uma lista de when e color.",
            "en": "Colour rules in place of the view's, in JSON: a list of when and color.",
            "es": "Colores en lugar de los de la vista, en JSON: una lista de when y color.",
        },
    ),
    Parameter(
        name="from",
        schema={"type": "string", "format": "date"},
        text={
            "pt-BR": "De uma linha do tempo, o primeiro dia.",
            "en": "Of a timeline, the first day.",
            "es": "De una línea de tiempo, el primer día.",
        },
    ),
    Parameter(
        name="to",
        schema={"type": "string", "format": "date"},
        text={
            "pt-BR": "De uma linha do tempo, o dia que já não entra.",
            "en": "Of a timeline, the day that is no longer in it.",
            "es": "De una línea de tiempo, el día que ya no entra.",
        },
    ),
    Parameter(
        name="date",
        schema={"type": "string"},
        text={
            "pt-BR": "De uma linha do tempo, a data do início no lugar da visão e das etapas.",
            "en": "Of a timeline, the date of the start in place of the view's and of the stages.",
            "es": "De una línea de tiempo, la fecha del inicio en lugar de la vista y las etapas.",
        },
    ),
    Parameter(
        name="column",
        schema={"type": "string"},
        text={
            "pt-BR": "De um quadro, só esta coluna.",
            "en": "Of a board, this column alone.",
            "es": "De un tablero, solo esta columna.",
        },
    ),
)
"""What the data of a view takes besides."""
