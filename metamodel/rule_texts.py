"""Sentences about conditions of moves, `no_overlap`, tables and attributes of links, with their
remedies. Words in braces are filled in, already made safe to show.
"""

from collections.abc import Mapping

RULES: Mapping[str, Mapping[str, str]] = {
    "transition_twice": {
        "pt-BR": "A etapa “{name}” aparece duas vezes nestas transições.",
        "en": "The stage “{name}” stands twice in these transitions.",
        "es": "La etapa “{name}” aparece dos veces en estas transiciones.",
    },
    "overlap_without_resources": {
        "pt-BR": "no_overlap não diz quais recursos não podem ser usados ao mesmo tempo.",
        "en": "no_overlap does not say which resources cannot be used at the same time.",
        "es": "no_overlap no dice qué recursos no pueden usarse al mismo tiempo.",
    },
    "overlap_resource_twice": {
        "pt-BR": "O recurso “{name}” já está em outra regra no_overlap desta entidade.",
        "en": "The resource “{name}” already stands in a no_overlap rule of this entity.",
        "es": "El recurso “{name}” ya está en otra regla no_overlap de esta entidad.",
    },
    "overlap_end": {
        "pt-BR": "no_overlap precisa de end ou de duration: um dos dois.",
        "en": "no_overlap needs end or duration: one of the two.",
        "es": "no_overlap necesita end o duration: uno de los dos.",
    },
    "overlap_field": {
        "pt-BR": "“{name}” ({type}) não serve aqui: precisa ser {need}.",
        "en": "“{name}” ({type}) does not fit here: it has to be {need}.",
        "es": "“{name}” ({type}) no sirve aquí: tiene que ser {need}.",
    },
    "overlap_stage": {
        "pt-BR": "Há mais de um campo de etapa, e no_overlap não diz qual deles ocupa o horário.",
        "en": "There is more than one stage field, and no_overlap does not say which one counts.",
        "es": "Hay más de un campo de etapa, y no_overlap no dice cuál de ellos cuenta.",
    },
    "overlap_lanes_elsewhere": {
        "pt-BR": "“{name}” fica em outro banco: lanes não pode ser um campo dele.",
        "en": "“{name}” is in another datasource: lanes cannot be a field of it.",
        "es": "“{name}” está en otra base: lanes no puede ser un campo suyo.",
    },
    "table_of_system": {
        "pt-BR": "As linhas de uma tabela não podem ser de “{name}”, que é do sistema.",
        "en": "The rows of a table cannot be of “{name}”, which belongs to the system.",
        "es": "Las filas de una tabla no pueden ser de “{name}”, que es del sistema.",
    },
    "table_elsewhere": {
        "pt-BR": "“{name}” fica em outro banco que “{entity}”: as linhas ficam junto dela.",
        "en": "“{name}” is in another datasource than “{entity}”: rows stay with their record.",
        "es": "“{name}” está en otra base que “{entity}”: las filas quedan junto a ella.",
    },
    "table_in_table": {
        "pt-BR": "A tabela “{name}” teria outra tabela dentro dela ({inner}).",
        "en": "The table “{name}” would have another table inside it ({inner}).",
        "es": "La tabla “{name}” tendría otra tabla dentro ({inner}).",
    },
    "table_not_back": {
        "pt-BR": "“{name}” de “{entity}” precisa ser um campo link para “{back}”.",
        "en": "“{name}” of “{entity}” has to be a link field to “{back}”.",
        "es": "“{name}” de “{entity}” tiene que ser un campo link hacia “{back}”.",
    },
    "attributes_not_here": {
        "pt-BR": "“{name}” não pode ter attributes.",
        "en": "“{name}” cannot have attributes.",
        "es": "“{name}” no puede tener attributes.",
    },
    "attribute_type": {
        "pt-BR": "“{name}” do tipo “{type}” não pode ser guardado em uma ligação.",
        "en": "“{name}” of type “{type}” cannot be kept on a link.",
        "es": "“{name}” de tipo “{type}” no puede guardarse en un enlace.",
    },
}
"""What is wrong, by code."""

RULE_HINTS: Mapping[str, Mapping[str, str]] = {
    "transition_twice": {
        "pt-BR": "Junte as duas em uma só.",
        "en": "Put both into one.",
        "es": "Junte las dos en una sola.",
    },
    "overlap_without_resources": {
        "pt-BR": "Escreva resources: [campo], com campos de ligação.",
        "en": "Write resources: [field], with link fields.",
        "es": "Escriba resources: [campo], con campos de enlace.",
    },
    "overlap_resource_twice": {
        "pt-BR": "Deixe cada recurso em uma só regra.",
        "en": "Keep each resource in one rule.",
        "es": "Deje cada recurso en una sola regla.",
    },
    "overlap_end": {
        "pt-BR": "Deixe só end (data e hora) ou só duration (minutos ou duração).",
        "en": "Keep either end (a date and time) or duration (minutes or a duration).",
        "es": "Deje solo end (fecha y hora) o solo duration (minutos o duración).",
    },
    "overlap_stage": {
        "pt-BR": "Acrescente when_stage_occupies com um destes: {names}.",
        "en": "Add when_stage_occupies with one of: {names}.",
        "es": "Agregue when_stage_occupies con uno de estos: {names}.",
    },
    "overlap_lanes_elsewhere": {
        "pt-BR": "Escreva em lanes um número.",
        "en": "Write a number in lanes.",
        "es": "Escriba un número en lanes.",
    },
    "table_of_system": {
        "pt-BR": "Crie uma entidade para as linhas.",
        "en": "Make an entity for the rows.",
        "es": "Cree una entidad para las filas.",
    },
    "table_elsewhere": {
        "pt-BR": "Use o mesmo datasource nas duas.",
        "en": "Keep both in one datasource.",
        "es": "Use el mismo datasource en las dos.",
    },
    "table_in_table": {
        "pt-BR": "Troque a tabela de dentro por um campo links.",
        "en": "Turn the inner table into a links field.",
        "es": "Cambie la tabla de adentro por un campo links.",
    },
    "table_not_back": {
        "pt-BR": "Crie em “{entity}” o campo {{name: {name}, type: link, to: {back}}}.",
        "en": "Make the field {{name: {name}, type: link, to: {back}}} on “{entity}”.",
        "es": "Cree en “{entity}” el campo {{name: {name}, type: link, to: {back}}}.",
    },
    "attributes_not_here": {
        "pt-BR": "Use attributes em um campo links que guarda as ligações (sem inverse).",
        "en": "Use attributes on a links field that keeps its links (without inverse).",
        "es": "Use attributes en un campo links que guarda los enlaces (sin inverse).",
    },
    "attribute_type": {
        "pt-BR": "Use um campo simples: texto, número, data, escolha…",
        "en": "Use a plain field: text, number, date, choice…",
        "es": "Use un campo simple: texto, número, fecha, opción…",
    },
}
"""The remedy, by code."""
