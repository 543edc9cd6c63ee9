"""How queries are read."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.store.search.language import FIELDS, parse, wanted_leaves
from app.store.search.subjects import SUBJECTS

WORDS = st.sampled_from(
    ["المصنع", "مصنع", "من", "في", "أُمّة", "و", "إلى", "ﷺ", "G20", "ـ", "لا-شيء", "سدّ", "هذا", "والقناة"]
)


@given(words=st.lists(WORDS, min_size=1, max_size=9))
def test_plain_words_are_read_as_any_query_is(words: list[str]) -> None:
    query = " ".join(words)
    assume(query.strip(" ـ"))
    read = parse(query)
    # A blank behind the words leads the long way.
    again = parse(f"{query} ")
    assert read == again
    assert [leaf.at for leaf in wanted_leaves(read)] == [leaf.at for leaf in wanted_leaves(again)]


def test_a_query_can_name_each_field_that_lists_have() -> None:
    assert {
        name for each in SUBJECTS.values() for field in each.fields for name in (field.name, *field.names)
    } == FIELDS
