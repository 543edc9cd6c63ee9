"""How queries are read."""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.store.search.language import parse, wanted_leaves

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
