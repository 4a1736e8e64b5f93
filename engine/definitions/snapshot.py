"""A snapshot: the immutable compiled model of one clinic that a request runs on."""

from dataclasses import dataclass
from functools import cached_property

from engine.definitions.storage import StorageMap
from metamodel.model import Model
from metamodel.value import content_hash


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """`hash` names the content: compiled artefacts are cached by it across clinics."""

    clinic_id: str
    version: int
    model: Model
    storage: StorageMap

    @cached_property
    def hash(self) -> str:
        """Content hash of model and storage, equal for clinics that run the same packages."""
        return content_hash([self.model.hash, self.storage.hash])
