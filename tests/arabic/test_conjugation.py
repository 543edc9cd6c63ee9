"""From four principal parts come the written forms of the third person, with the clitics of news prose."""

import pytest

from app.arabic.conjugation import Agreement, Inflection, Shape, conjugate
from app.arabic.normalize import fold

SAY = "قال يقول قائلًا قول"
CLAIM = "ادعى يدعي مدعيًا ادعاء"


def forms(parts: str) -> dict[str, Inflection]:
    """Each spelling's first reading."""
    found: dict[str, Inflection] = {}
    for inflection in conjugate(parts):
        found.setdefault(inflection.key, inflection)
    return found


@pytest.mark.parametrize(
    ("parts", "form", "shape", "agreement"),
    [
        pytest.param(SAY, "قال", Shape.perfect, Agreement.masculine, id="he-said"),
        pytest.param(SAY, "قالت", Shape.perfect, Agreement.feminine, id="she-said"),
        pytest.param(SAY, "قالوا", Shape.perfect, Agreement.plural, id="they-said"),
        pytest.param(SAY, "قالا", Shape.perfect, Agreement.plural, id="both-said"),
        pytest.param(SAY, "يقول", Shape.imperfect, Agreement.masculine, id="he-says"),
        pytest.param(SAY, "تقول", Shape.imperfect, Agreement.feminine, id="she-says"),
        pytest.param(SAY, "يقولون", Shape.imperfect, Agreement.plural, id="they-say"),
        pytest.param(SAY, "قائلًا", Shape.participle, Agreement.masculine, id="saying"),
        pytest.param(SAY, "قائلة", Shape.participle, Agreement.feminine, id="she-saying"),
        pytest.param(SAY, "قائلين", Shape.participle, Agreement.plural, id="they-saying"),
        pytest.param(SAY, "قول", Shape.noun, Agreement.masculine, id="noun"),
        pytest.param(CLAIM, "ادعى", Shape.perfect, Agreement.masculine, id="weak-he"),
        pytest.param(CLAIM, "ادعت", Shape.perfect, Agreement.feminine, id="weak-she"),
        pytest.param(CLAIM, "ادعوا", Shape.perfect, Agreement.plural, id="weak-they"),
        pytest.param(CLAIM, "يدعون", Shape.imperfect, Agreement.plural, id="weak-they-now"),
        pytest.param("دعا يدعو داعيًا دعوة", "دعت", Shape.perfect, Agreement.feminine, id="waw-she"),
        pytest.param("رأى يرى - -", "رأت", Shape.perfect, Agreement.feminine, id="saw-she"),
        pytest.param("لافت يلفت لافتًا -", "لافتين", Shape.participle, Agreement.plural, id="participle-plural"),
    ],
)
def test_a_form_has_its_shape_and_whom_it_agrees_with(
    parts: str, form: str, shape: Shape, agreement: Agreement
) -> None:
    found = forms(parts)[fold(form)]
    assert (found.shape, found.agreement, found.clitic, found.has_object) == (shape, agreement, "", False)


@pytest.mark.parametrize(
    ("form", "clitic", "bare"),
    [
        pytest.param("وقال", "و", "قال", id="and"),
        pytest.param("فقالت", "ف", "قالت", id="so"),
        pytest.param("سيقول", "س", "يقول", id="will"),
        pytest.param("وستقول", "وس", "تقول", id="and-will"),
        pytest.param("بقوله", "ب", "قوله", id="with"),
    ],
)
def test_a_clitic_is_told_from_the_form_behind_it(form: str, clitic: str, bare: str) -> None:
    found = forms(SAY)[fold(form)]
    assert (found.clitic, found.bare) == (clitic, bare)


def test_a_form_with_a_pronoun_has_an_object_and_a_weak_ending_before_it_is_written_alef() -> None:
    assert forms("اتهم يتهم متهمًا اتهام")[fold("اتهمته")].has_object
    assert forms(CLAIM)[fold("ادعاه")].has_object
    assert fold("ادعىه") not in forms(CLAIM)


def test_a_missing_part_gives_no_forms() -> None:
    assert {inflection.shape for inflection in conjugate("جاء - - -")} == {Shape.perfect}
