"""Why a file is not taken, as a user reads it: each with the way out."""

from engine.core.errors import Fault, InvalidInput, NexusError, Text

PATH = "file"


class FileTooLarge(NexusError):
    """The file is over the limit of the field or of the product."""

    code = "file_too_large"
    status = 413
    message = {
        "pt-BR": "O arquivo é grande demais (limite de {limit}).",
        "en": "The file is too large (limit {limit}).",
        "es": "El archivo es demasiado grande (límite de {limit}).",
    }
    hint = {
        "pt-BR": "Comprima o arquivo, diminua a qualidade da foto ou do vídeo, ou divida-o.",
        "en": "Compress the file, lower the quality of the photo or video, or split it.",
        "es": "Comprima el archivo, baje la calidad de la foto o del video, o divídalo.",
    }


class TooManyUploads(NexusError):
    """The member has uploaded much that no record holds yet."""

    code = "too_many_uploads"
    status = 429
    message = {
        "pt-BR": "Há arquivos demais enviados e ainda não salvos em um registro.",
        "en": "Too many files were sent and not yet saved in a record.",
        "es": "Hay demasiados archivos enviados y aún no guardados en un registro.",
    }
    hint = {
        "pt-BR": "Salve os registros com os arquivos já enviados, ou tente de novo amanhã.",
        "en": "Save the records with the files already sent, or try again tomorrow.",
        "es": "Guarde los registros con los archivos ya enviados, o intente de nuevo mañana.",
    }


class FilesUnavailable(NexusError):
    """The place files are kept in takes none now: it is full or not reachable."""

    code = "files_unavailable"
    status = 503
    message = {
        "pt-BR": "Não foi possível guardar o arquivo agora.",
        "en": "The file could not be kept now.",
        "es": "No se pudo guardar el archivo ahora.",
    }
    hint = {
        "pt-BR": "Tente de novo em instantes; se continuar, avise o administrador do sistema.",
        "en": "Try again in a moment; if it goes on, tell the administrator of the system.",
        "es": "Intente de nuevo en un momento; si continúa, avise al administrador del sistema.",
    }


def shown_size(size: int) -> str:
    """A size as people say it."""
    if size < 1024 * 1024:
        return f"{max(1, size // 1024)} kB"
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0") + " MB"


def refuse(fault: Fault) -> InvalidInput:
    """The error of one fault."""
    return InvalidInput(faults=(fault,), detail=fault.message)


EMPTY = Fault(
    path=PATH,
    code="file_empty",
    message={
        "pt-BR": "O arquivo está vazio.",
        "en": "The file is empty.",
        "es": "El archivo está vacío.",
    },
    hint={
        "pt-BR": "Abra o arquivo no seu aparelho, confira o conteúdo e envie de novo.",
        "en": "Open the file on your device, check what is in it and send it again.",
        "es": "Abra el archivo en su dispositivo, revise el contenido y envíelo de nuevo.",
    },
)
INCOMPLETE = Fault(
    path=PATH,
    code="file_incomplete",
    message={
        "pt-BR": "O envio foi interrompido antes do fim.",
        "en": "The upload broke off before its end.",
        "es": "El envío se interrumpió antes del final.",
    },
    hint={
        "pt-BR": "Confira a conexão e envie o arquivo de novo.",
        "en": "Check the connection and send the file again.",
        "es": "Revise la conexión y envíe el archivo de nuevo.",
    },
)
NOT_ONE = Fault(
    path=PATH,
    code="file_missing",
    message={
        "pt-BR": "Envie um arquivo por vez.",
        "en": "Send one file at a time.",
        "es": "Envíe un archivo por vez.",
    },
    hint={
        "pt-BR": "O corpo é o próprio arquivo, ou multipart/form-data com uma parte chamada file.",
        "en": "The body is the file itself, or multipart/form-data with one part called file.",
        "es": "El cuerpo es el propio archivo, o multipart/form-data con una parte llamada file.",
    },
)
ACTIVE = Fault(
    path=PATH,
    code="file_type_refused",
    message={
        "pt-BR": "Páginas da web, desenhos SVG e programas não são aceitos.",
        "en": "Web pages, SVG drawings and programs are not taken.",
        "es": "No se aceptan páginas web, dibujos SVG ni programas.",
    },
    hint={
        "pt-BR": "Envie uma imagem (JPEG ou PNG) ou um PDF do conteúdo.",
        "en": "Send an image (JPEG or PNG) or a PDF of the content.",
        "es": "Envíe una imagen (JPEG o PNG) o un PDF del contenido.",
    },
)
AMBIGUOUS = Fault(
    path=PATH,
    code="file_ambiguous",
    message={
        "pt-BR": "O arquivo é de dois tipos ao mesmo tempo e pode esconder um programa.",
        "en": "The file is of two types at once and may hide a program.",
        "es": "El archivo es de dos tipos a la vez y puede ocultar un programa.",
    },
    hint={
        "pt-BR": "Abra-o no programa de origem, salve ou exporte de novo e envie a cópia.",
        "en": "Open it in the program it came from, save or export it again and send the copy.",
        "es": "Ábralo en el programa de origen, guarde o exporte de nuevo y envíe la copia.",
    },
)
HEIC = Fault(
    path=PATH,
    code="image_format",
    message={
        "pt-BR": "Fotos HEIC e AVIF ainda não são aceitas.",
        "en": "HEIC and AVIF photos are not taken yet.",
        "es": "Las fotos HEIC y AVIF aún no se aceptan.",
    },
    hint={
        "pt-BR": "Envie em JPEG. No iPhone: Ajustes, Câmera, Formatos, Mais Compatível.",
        "en": "Send it as JPEG. On an iPhone: Settings, Camera, Formats, Most Compatible.",
        "es": "Envíela en JPEG. En el iPhone: Ajustes, Cámara, Formatos, Más compatible.",
    },
)
BAD_IMAGE = Fault(
    path=PATH,
    code="image_damaged",
    message={
        "pt-BR": "A imagem está danificada e não pôde ser aberta.",
        "en": "The image is damaged and could not be opened.",
        "es": "La imagen está dañada y no se pudo abrir.",
    },
    hint={
        "pt-BR": "Abra a imagem no seu aparelho, salve uma cópia em JPEG ou PNG e envie a cópia.",
        "en": "Open the image on your device, save a copy as JPEG or PNG and send the copy.",
        "es": "Abra la imagen en su dispositivo, guarde una copia en JPEG o PNG y envíela.",
    },
)
BIG_IMAGE = Fault(
    path=PATH,
    code="image_too_large",
    message={
        "pt-BR": "A imagem tem pontos ou quadros demais.",
        "en": "The image has too many pixels or frames.",
        "es": "La imagen tiene demasiados puntos o cuadros.",
    },
    hint={
        "pt-BR": "Reduza a imagem a no máximo 50 megapixels; envie animações longas como vídeo.",
        "en": "Scale the image down to 50 megapixels at most; send long animations as a video.",
        "es": "Reduzca la imagen a 50 megapíxeles como máximo; envíe animaciones largas en video.",
    },
)


def mismatch(ending: str) -> Fault:
    """The content is not what the ending says, and not something else that is known."""
    return Fault(
        path=PATH,
        code="file_damaged",
        message={
            "pt-BR": f"O conteúdo não é de um arquivo .{ending}.",
            "en": f"The content is not that of a .{ending} file.",
            "es": f"El contenido no es de un archivo .{ending}.",
        },
        hint={
            "pt-BR": "O arquivo pode estar danificado: abra-o, salve uma cópia e envie a cópia.",
            "en": "The file may be damaged: open it, save a copy and send the copy.",
            "es": "El archivo puede estar dañado: ábralo, guarde una copia y envíela.",
        },
    )


def not_accepted(path: str, accepted: str) -> Fault:
    """The field takes other types of file."""
    return Fault(
        path=path,
        code="file_not_accepted",
        message={
            "pt-BR": "Este campo não aceita este tipo de arquivo.",
            "en": "This field does not take this type of file.",
            "es": "Este campo no acepta este tipo de archivo.",
        },
        hint={
            "pt-BR": f"Tipos aceitos: {accepted}.",
            "en": f"It takes: {accepted}.",
            "es": f"Tipos aceptados: {accepted}.",
        },
    )


def over_limit(path: str, limit: int) -> Fault:
    """A file that is there is too large for the field."""
    most = shown_size(limit)
    return Fault(
        path=path,
        code="file_too_large",
        message={
            "pt-BR": f"O arquivo é grande demais para este campo (limite de {most}).",
            "en": f"The file is too large for this field (limit {most}).",
            "es": f"El archivo es demasiado grande para este campo (límite de {most}).",
        },
        hint=_SMALLER,
    )


_SMALLER: Text = {
    "pt-BR": "Comprima o arquivo ou envie uma versão menor.",
    "en": "Compress the file or send a smaller version.",
    "es": "Comprima el archivo o envíe una versión más pequeña.",
}
