"""The one file of a multipart/form-data body, in chunks as they come."""

from collections.abc import AsyncGenerator, AsyncIterable

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from engine.files.refused import NOT_ONE, refuse

__all__ = ["FilePart", "boundary_of"]

_PART = b"file"


def boundary_of(content_type: str | None) -> bytes | None:
    """The boundary when the body is a form, else None."""
    kind, options = parse_options_header(content_type)
    return options.get(b"boundary") if kind == b"multipart/form-data" else None


class FilePart:
    """Reads the part called `file`, passing over others; its name is known once chunks come."""

    def __init__(self, boundary: bytes) -> None:
        self.name: str | None = None
        self._found: list[bytes] = []
        self._count = 0
        self._is_file = False
        self._header, self._value = b"", b""
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._add_header,
                "on_header_value": self._add_value,
                "on_header_end": self._end_header,
                "on_part_data": self._add_data,
            },
        )

    async def chunks(self, body: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
        """The bytes of the file. Raises InvalidInput unless there is exactly one."""
        try:
            async for piece in body:
                self._parser.write(piece)
                for chunk in self._found:
                    yield chunk
                self._found.clear()
            self._parser.finalize()
        except FormParserError:
            raise refuse(NOT_ONE) from None
        if self._count != 1:
            raise refuse(NOT_ONE)

    def _begin(self) -> None:
        self._is_file = False

    def _add_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _add_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, options = parse_options_header(self._value)
            if options.get(b"name") == _PART:
                self._is_file = True
                self._count += 1
                self.name = options.get(b"filename", b"").decode("utf-8", "replace")
                if self._count > 1:
                    raise refuse(NOT_ONE)
        self._header, self._value = b"", b""

    def _add_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file:
            self._found.append(data[start:end])
