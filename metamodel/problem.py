"""A fault in a definition: where it is, what is wrong, and the remedy. Never an exception."""

from typing import Literal

from metamodel.value import Value


class Problem(Value):
    """`path` names the definition (`entities.lead.fields.name`), `file` and `line` the YAML it
    stands in.
    """

    code: str
    path: str
    message: dict[str, str]
    hint: dict[str, str] | None = None
    severity: Literal["error", "warning"] = "error"
    file: str | None = None
    line: int | None = None
    app: str | None = None
