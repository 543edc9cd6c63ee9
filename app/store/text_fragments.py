"""`app.store.links.point_into` as an expression of the database's, so that it stands in the documents that it writes.

SQLite calls the function itself. PostgreSQL knows no Python: it does the same step by step.
"""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from app.store.documents import teach


class TextFragment(FunctionElement[str]):
    """The address of the words on their page: of the page's address, and of prefix, text and suffix."""

    inherit_cache = True
    type = String()


teach(TextFragment, "sqlite", "text_fragment(%s)")


@compiles(TextFragment, "postgresql")
def _spell(found: TextFragment, compiler: SQLCompiler, **how: Any) -> str:
    url, prefix, text, suffix = (compiler.process(clause, **how) for clause in found.clauses)
    before = _take(_drop_cut(_last_line(prefix), r"^\S*"), r"(\S+(?:\s+\S+)?)\s*$")
    after = _take(_drop_cut(_first_line(suffix), r"\S*$"), r"^\s*(\S+(?:\s+\S+)?)")
    head = _take(_first_line(text), r"^\s*(\S+(?:\s+\S+){0,2})")
    tail = _take(_last_line(text), r"(\S+(?:\s+\S+){0,2})\s*$")
    is_short = rf"({text} !~ E'\n' AND {text} !~ '^\s*\S+(?:\s+\S+){{6}}')"
    start = f"CASE WHEN {is_short} THEN {text} ELSE {head} END"
    end = f"CASE WHEN {is_short} THEN NULL ELSE {tail} END"
    return (
        f"CASE WHEN {url} ~* '^https?://' THEN {url}"
        f" || CASE WHEN position('#' IN {url}) > 0 THEN ':~:text=' ELSE '#:~:text=' END"
        f" || coalesce({_encode(before)} || '-,', '') || {_encode(start)}"
        f" || coalesce(',' || {_encode(end)}, '') || coalesce(',-' || {_encode(after)}, '') END"
    )


def _first_line(text: str) -> str:
    return f"split_part({text}, E'\\n', 1)"


def _last_line(text: str) -> str:
    return f"reverse(split_part(reverse({text}), E'\\n', 1))"


def _drop_cut(line: str, pattern: str) -> str:
    """Without the word that was cut where the line is as long as a prefix or suffix can be."""
    return f"CASE WHEN length({line}) < 32 THEN {line} ELSE regexp_replace({line}, '{pattern}', '') END"


def _take(line: str, pattern: str) -> str:
    return f"(regexp_match({line}, '{pattern}'))[1]"


def _encode(words: str) -> str:
    line = rf"btrim(regexp_replace({words}, '\s+', ' ', 'g'))"
    return rf"regexp_replace(upper(encode(convert_to({line}, 'UTF8'), 'hex')), '(..)', '%\1', 'g')"
