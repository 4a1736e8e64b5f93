"""What can be wrong with following changes, each with the way on."""

from engine.core.errors import NexusError


class ChangesExpired(NexusError):
    """What happened since this position is no longer kept."""

    code = "changes_expired"
    status = 410
    message = {
        "pt-BR": "As mudanças desde esta posição não são mais guardadas.",
        "en": "The changes since this position are no longer kept.",
        "es": "Los cambios desde esta posición ya no se guardan.",
    }
    hint = {
        "pt-BR": "Peça “changes” sem “after”, guarde a posição e liste tudo de novo.",
        "en": "Ask for “changes” without “after”, keep the position, and list everything anew.",
        "es": "Pida “changes” sin “after”, guarde la posición y liste todo de nuevo.",
    }


class ChangesNotFollowed(NexusError):
    """What this actor sees of the entity depends on more than the record and what is kept of it."""

    code = "changes_not_followed"
    status = 409
    message = {
        "pt-BR": "As mudanças destes registros não podem ser acompanhadas com este perfil.",
        "en": "The changes of these records cannot be followed with this role.",
        "es": "Los cambios de estos registros no se pueden seguir con este perfil.",
    }
    hint = {
        "pt-BR": "O que o perfil vê depende de outros registros, da data ou de campos sem"
        " histórico. Liste de novo, ou use um perfil cuja regra olhe só para campos do registro.",
        "en": "What the role sees depends on other records, on the date or on fields without"
        " history. List anew, or use a role whose rule looks at fields of the record alone.",
        "es": "Lo que el perfil ve depende de otros registros, de la fecha o de campos sin"
        " historial. Liste de nuevo, o use un perfil cuya regla mire solo campos del registro.",
    }


class TooManyStreams(NexusError):
    """A session follows events as often as it may."""

    code = "too_many_streams"
    status = 429
    message = {
        "pt-BR": "Esta sessão já acompanha eventos em {limit} lugares.",
        "en": "This session already follows events in {limit} places.",
        "es": "Esta sesión ya sigue eventos en {limit} lugares.",
    }
    hint = {
        "pt-BR": "Feche as abas que não usa, ou use uma conexão só para todas.",
        "en": "Close tabs you do not use, or share one connection between them.",
        "es": "Cierre las pestañas que no usa, o comparta una conexión entre ellas.",
    }
