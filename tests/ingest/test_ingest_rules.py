"""Every rule of ingestion does what its examples say, and leaves its counter-examples alone."""

from collections import defaultdict

import pytest

from app.arabic.normalize import fold_key
from app.arabic.rulebook import RULES as ARABIC_RULES
from app.arabic.rulebook import Example, Rule, load
from app.ingest.bylines import is_credit, read_byline, split_caption
from app.ingest.furniture import load_line_rules, read_furniture
from app.ingest.outlets import FILE, load_gazetteer, name_outlet, name_own_voice
from app.ingest.page_head import drop_label, is_nobody
from app.ingest.page_parts import bears_name
from app.ingest.shape import is_heading_like
from app.ingest.wordlists import RULES


def cases(file: str, prefix: str = "", *, counter: bool = False) -> list:
    """One test case for each example of the rules in `file` whose id begins with `prefix`."""
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in load(file, ARABIC_RULES if file == FILE else RULES)
        if rule.id.startswith(prefix)
        for number, example in enumerate(rule.counter_examples if counter else rule.examples)
    ]


def as_fields(text: str) -> dict[str, str]:
    """`a=b;c=d` as a dictionary."""
    return dict(part.split("=") for part in text.split(";")) if text else {}


@pytest.mark.parametrize(("rule", "example"), cases("furniture"))
def test_a_line_of_furniture_is_known_and_tells_what_it_holds(rule: Rule, example: Example) -> None:
    found, told = read_furniture(example.sentence, in_head=True)
    assert found is not None
    assert found.id == rule.id
    told.pop("until_date", None)
    assert told == as_fields(example.expected)


@pytest.mark.parametrize(("rule", "example"), cases("furniture", counter=True))
def test_a_line_that_only_looks_like_furniture_stays(rule: Rule, example: Example) -> None:
    assert read_furniture(example.sentence, in_head=True)[0] is None, rule.reason


@pytest.mark.parametrize(("rule", "example"), cases(FILE))
def test_an_outlet_is_known_by_its_bare_name(rule: Rule, example: Example) -> None:
    assert name_outlet(example.sentence, in_prose=rule.id == "outlet.common-word") == (
        example.expected or example.sentence
    )


@pytest.mark.parametrize(("rule", "example"), cases(FILE, counter=True))
def test_what_is_no_outlet_is_not_taken_for_one(rule: Rule, example: Example) -> None:
    assert name_outlet(example.sentence, in_prose=rule.id == "outlet.common-word") is None


def test_each_spelling_belongs_to_one_outlet() -> None:
    owners = defaultdict(set)
    for rule in load(FILE):
        for line in rule.words("names"):
            name, *others = (spelling.strip() for spelling in line.split("|"))
            for spelling in (name, *others):
                owners[fold_key(spelling)].add(name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}
    assert load_gazetteer().common <= owners.keys()


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "byline."))
def test_a_byline_is_taken_apart(rule: Rule, example: Example) -> None:
    byline = read_byline(example.sentence)
    assert byline is not None
    fields = {"outlet": byline.outlet, "author": byline.author}
    assert {key: value for key, value in fields.items() if value} == as_fields(example.expected)


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "byline.", counter=True))
def test_a_line_without_outlet_or_with_a_claim_is_no_byline(rule: Rule, example: Example) -> None:
    assert read_byline(example.sentence) is None


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "credit.words"))
def test_a_parenthesis_is_known_as_a_credit(rule: Rule, example: Example) -> None:
    assert is_credit(example.sentence.strip("()"))


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "credit.words", counter=True))
def test_a_parenthesis_that_credits_nobody_is_none(rule: Rule, example: Example) -> None:
    assert not is_credit(example.sentence.strip("()"))


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "credit.archive"))
def test_an_archive_picture_gives_no_day(rule: Rule, example: Example) -> None:
    assert split_caption(f"سوق الخضار 3 تموز 2019 {example.sentence}").day is None


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "credit.archive", counter=True))
def test_a_fresh_picture_gives_its_day(rule: Rule, example: Example) -> None:
    assert split_caption(f"سوق الخضار 3 تموز 2019 {example.sentence}").day is not None


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "voice.own"))
def test_an_outlet_that_was_told_something_is_the_paper_itself(rule: Rule, example: Example) -> None:
    assert name_own_voice(example.sentence) == example.expected


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "voice.own", counter=True))
def test_another_outlet_with_its_genus_or_an_agency_is_not_the_paper_itself(rule: Rule, example: Example) -> None:
    assert name_own_voice(example.sentence) is None


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "heading.speech"))
def test_a_short_line_of_speech_is_no_heading(rule: Rule, example: Example) -> None:
    assert not is_heading_like(example.sentence)


@pytest.mark.parametrize(("rule", "example"), cases("bylines", "heading.speech", counter=True))
def test_a_topic_is_a_heading(rule: Rule, example: Example) -> None:
    assert is_heading_like(example.sentence)


PARTS = ("body", "furniture", "caption", "credit", "deck", "author", "date")


@pytest.mark.parametrize(("rule", "example"), [case for part in PARTS for case in cases("pages", f"page.{part}")])
def test_an_element_is_known_by_its_names(rule: Rule, example: Example) -> None:
    if rule.id == "page.author-label":
        assert drop_label(example.sentence) == example.expected
    else:
        assert bears_name(example.sentence, rule.id.removeprefix("page."))


@pytest.mark.parametrize(
    ("rule", "example"), [case for part in PARTS for case in cases("pages", f"page.{part}", counter=True)]
)
def test_an_element_with_other_names_is_none(rule: Rule, example: Example) -> None:
    if rule.id == "page.author-label":
        assert drop_label(example.sentence) == example.sentence
    else:
        assert not bears_name(example.sentence, rule.id.removeprefix("page."))


@pytest.mark.parametrize(("rule", "example"), cases("pages", "page.nobody"))
def test_a_login_or_a_desk_is_no_writer(rule: Rule, example: Example) -> None:
    assert is_nobody(example.sentence)


@pytest.mark.parametrize(("rule", "example"), cases("pages", "page.nobody", counter=True))
def test_a_name_is_a_writer(rule: Rule, example: Example) -> None:
    assert not is_nobody(example.sentence)


def test_every_rule_of_every_file_is_tested_above() -> None:
    tested = ("byline.", "credit.words", "credit.archive", "voice.own", "heading.speech")
    assert {file.stem for file in RULES.glob("*.toml")} == {"furniture", "bylines", "pages"}
    assert all(rule.id.startswith(tested) for rule in load("bylines", RULES))
    assert {rule.id for rule in load("pages", RULES)} == {f"page.{part}" for part in (*PARTS, "author-label", "nobody")}
    assert len(load_line_rules()) == len(load("furniture", RULES))
