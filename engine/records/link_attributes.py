"""Attributes of links: what was not sent stays as it is, what was sent as null is gone. Pure."""

import json

from engine.field_types._jsonb import jsonb_text
from engine.kinds.field_type import Stored


def with_kept_attributes(sent: Stored, before: Stored) -> Stored:
    """The links of a field with the whole attributes of each."""
    texts = sent.get("attributes")
    if texts is None:
        return sent
    known = dict(zip(before.get("", ()), before.get("attributes", ()), strict=True))
    merged: list[str] = []
    for target, text in zip(sent[""], texts, strict=True):
        whole = {**json.loads(known.get(target, "{}")), **json.loads(text)}
        merged.append(jsonb_text({key: each for key, each in whole.items() if each is not None}))
    return {**sent, "attributes": tuple(merged)}
