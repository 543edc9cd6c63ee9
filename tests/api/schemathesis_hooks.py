"""What the API document can't say: a cursor is one that was answered, a range doesn't end before it begins,
and an answer has fewer fields where only some are asked for.

Requests that break the first two are refused with 422 on purpose; tests of their own hold all three.
"""

import re
from urllib.parse import urlencode

import schemathesis
from schemathesis import Case, HookContext
from schemathesis.generation.meta import TestPhase


@schemathesis.hook
def map_case(_: HookContext, case: Case) -> Case:
    """Turns a request that only looks valid into a valid one."""
    if isinstance(case.query, dict) and case.meta is not None and case.meta.generation.mode.is_positive:
        for name in ("cursor", "fields"):
            case.query.pop(name, None)
        if "q" in case.query:
            # Words alone, and few: operators may say nothing, or too much.
            case.query["q"] = " ".join(re.findall(r"[^\W_]+", str(case.query["q"])))[:40]
        for name in [name for name in case.query if name.endswith("_from")]:
            end = name.removesuffix("_from") + "_to"
            if end in case.query and case.query[name] > case.query[end]:
                case.query[name], case.query[end] = case.query[end], case.query[name]
    return case


@schemathesis.hook
def before_call(_: HookContext, case: Case, __: dict[str, object]) -> None:
    """Asks for all fields where a chain of requests has chosen some: what is answered then is no whole row."""
    is_chained = case.meta is not None and case.meta.phase.name is TestPhase.STATEFUL
    if is_chained and isinstance(case.query, dict) and _are_known(case, case.query.get("fields")):
        case.query.pop("fields")


def _are_known(case: Case, given: object) -> bool:
    parameters = case.operation.definition.raw.get("parameters", ())
    known = [one["schema"]["items"]["enum"] for one in parameters if one.get("name") == "fields"]
    return isinstance(given, list) and bool(known) and set(map(str, given)) <= set(known[0])


@schemathesis.hook
def filter_case(_: HookContext, case: Case) -> bool:
    """Leaves out addresses that the server refuses to read, before the application sees them."""
    return len(urlencode(case.query or {}, doseq=True)) < 60_000
