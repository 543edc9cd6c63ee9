"""The API document is a contract: what it says changes on purpose or not at all."""

import re
from collections.abc import Iterator
from typing import Any

import orjson

from tests.contract.document import SAVED, make_document

VERBS = {"list", "get", "export", "analyze", "check", "create", "update", "delete", "search", "suggest"}


def leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Each value of a document with the way to it."""
    if isinstance(tree, dict) and tree:
        for name, part in tree.items():
            yield from leaves(part, f"{path}/{name}")
    elif isinstance(tree, list) and tree:
        for number, part in enumerate(tree):
            yield from leaves(part, f"{path}/{number}")
    else:
        yield path, tree


def test_the_document_is_the_one_agreed_on() -> None:
    saved, served = dict(leaves(orjson.loads(SAVED.read_bytes()))), dict(leaves(make_document()))
    changed = sorted(path for path in saved.keys() | served.keys() if saved.get(path) != served.get(path))
    assert changed == [], "the API document has changed: if that is meant, run `make contract` and commit the result"


def test_operations_are_named_as_one_would_call_them() -> None:
    names = [each["operationId"] for path in make_document()["paths"].values() for each in path.values()]
    assert len(set(names)) == len(names)
    for name in names:
        assert re.fullmatch("[a-z]+(_[a-z]+)*", name), name
        assert name.split("_")[0] in VERBS, name
