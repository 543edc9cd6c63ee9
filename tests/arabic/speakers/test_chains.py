"""Who the speaker is: by name, by another form of it, by role, from context, or unnamed."""

import pytest

from app.arabic.analysis import analyze
from app.records import Resolution, SpeakerKind

OPENING = "قال وزير التموين سالم الحداد إن الطحين يكفي ثلاثة أشهر."


def speakers(text: str, **options: list[tuple[int, int]]) -> list[str]:
    """The speaker of each quote."""
    analysis = analyze(text, headings=options.get("headings", ()))
    return [analysis.speakers[quote.speaker].name for quote in analysis.quotes]


@pytest.mark.parametrize(
    ("sentence", "resolution"),
    [
        pytest.param("وأوضح الحداد أن القمح سيصل في أيار.", Resolution.alias, id="surname"),
        pytest.param("وأوضح سالم أن القمح سيصل في أيار.", Resolution.alias, id="first-name"),
        pytest.param("وأوضح الوزير أن القمح سيصل في أيار.", Resolution.role, id="bare-office"),
        pytest.param("وأوضح وزير التموين أن القمح سيصل في أيار.", Resolution.role, id="office"),
        pytest.param("وأوضح الوزير الحداد أن القمح سيصل في أيار.", Resolution.alias, id="office-and-surname"),
        pytest.param("وأوضح أن القمح سيصل في أيار.", Resolution.understood, id="understood"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n\n"], ids=["same-paragraph", "next-paragraph"])
def test_every_later_form_leads_to_the_speaker_named_first(sentence: str, resolution: Resolution, gap: str) -> None:
    analysis = analyze(f"{OPENING}{gap}{sentence}")
    assert [speaker.name for speaker in analysis.speakers] == ["سالم الحداد"]
    assert [quote.resolution for quote in analysis.quotes] == [Resolution.named, resolution]


def test_an_understood_subject_survives_a_heading() -> None:
    heading = "مخازن فارغة"
    start = len(OPENING) + 2
    text = f"{OPENING}\n\n{heading}\n\nوأشار إلى أن القمح سيصل في أيار."
    assert speakers(text, headings=[(start, start + len(heading))]) == ["سالم الحداد", "سالم الحداد"]


def test_an_understood_subject_does_not_jump_to_somebody_merely_mentioned() -> None:
    text = f"{OPENING} وأضاف أن مدير المخازن سعيد الحلبي قدم استقالته. وتابع: «لن يجوع أحد في البلاد»."
    assert speakers(text) == ["سالم الحداد"] * 3


def test_an_understood_subject_agrees_with_its_verb() -> None:
    text = f"{OPENING} وقالت المديرة هناء الصباغ إن المخازن ممتلئة بالقمح. وأضافت أن الأفران تعمل ليلًا ونهارًا."
    assert speakers(text) == ["سالم الحداد", "هناء الصباغ", "هناء الصباغ"]


def test_a_role_leads_to_the_one_who_was_introduced_with_it() -> None:
    text = f"{OPENING} والتقى الوزير مدير المخازن سعيد الحلبي. وأكد مدير المخازن أن القمح سيصل في أيار."
    assert speakers(text) == ["سالم الحداد", "سعيد الحلبي"]


def test_two_people_of_one_surname_stay_two() -> None:
    text = f"{OPENING} وقالت المعلمة ليلى الحداد إن المدارس ستفتح في أيلول."
    assert speakers(text) == ["سالم الحداد", "ليلى الحداد"]


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("وزير التموين السوري، سالم الحداد،", id="apposition-behind-office"),
        pytest.param("سالم الحداد، وزير التموين السوري،", id="office-behind-name"),
        pytest.param("الوزير سالم الحداد", id="title"),
        pytest.param("الدكتور المهندس سالم الحداد", id="two-titles"),
        pytest.param("العقيد الركن سالم الحداد", id="rank"),
        pytest.param("المتحدث باسم الوزارة سالم الحداد", id="spokesman"),
        pytest.param("معالي الوزير الدكتور سالم الحداد", id="honours"),
        pytest.param("سالم الحداد", id="bare-name"),
    ],
)
def test_a_name_is_stored_without_titles_in_whatever_order_they_stand(subject: str) -> None:
    assert speakers(f"قال {subject} إن القمح سيصل في أيار.") == ["سالم الحداد"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("الوزير سالم الحداد قال إن القمح سيصل في أيار.", id="before-its-verb"),
        pytest.param("وزير التموين سالم الحداد، خلال جولة في المدينة، أكد أن القمح سيصل في أيار.", id="far-before"),
        pytest.param("وقال في تصريح صحفي أمس الوزير سالم الحداد إن القمح سيصل في أيار.", id="far-behind"),
    ],
)
def test_a_subject_is_found_on_either_side_of_its_verb(text: str) -> None:
    assert speakers(text) == ["سالم الحداد"]


def test_role_and_affiliation_are_kept_apart_from_the_name() -> None:
    [speaker] = analyze("قال مدير المخازن سعيد الحلبي إن القمح سيصل في أيار.").speakers
    assert (speaker.name, speaker.role) == ("سعيد الحلبي", "مدير المخازن")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        pytest.param("قال سالم الحداد إن القمح سيصل غدًا.", "سالم الحداد", SpeakerKind.person, id="person"),
        pytest.param("قالت وزارة الصحة إن القمح سيصل غدًا.", "وزارة الصحة", SpeakerKind.organization, id="ministry"),
        pytest.param("أعلنت موسكو أن القمح سيصل غدًا.", "موسكو", SpeakerKind.organization, id="capital"),
        pytest.param("قال شهود عيان إن الحريق بدأ ليلًا.", "شهود عيان", SpeakerKind.group, id="witnesses"),
        pytest.param("أعلن الجانبان توقيع اتفاق للنقل البري.", "الجانبان", SpeakerKind.group, id="both-sides"),
        pytest.param("قال مصدر طبي إن القمح سيصل غدًا.", "مصدر طبي", SpeakerKind.unnamed, id="source"),
        pytest.param("كشفت مصادر مطلعة أن القمح سيصل غدًا.", "مصادر مطلعة", SpeakerKind.unnamed, id="sources"),
    ],
)
def test_a_speaker_has_a_kind(text: str, name: str, kind: SpeakerKind) -> None:
    [speaker] = analyze(text).speakers
    assert (speaker.name, speaker.kind) == (name, kind)


def test_a_source_without_a_name_is_resolved_as_such() -> None:
    [quote] = analyze("وقال مصدر طبي، فضل عدم ذكر اسمه، إن عدد المصابين بلغ عشرين.").quotes
    assert quote.resolution is Resolution.unnamed
    assert quote.mention is not None
    assert quote.mention.startswith("مصدر طبي")


def test_nobody_is_made_up_where_no_speaker_is_in_sight() -> None:
    assert analyze("وأضاف أن القمح سيصل في أيار.").quotes == []


def test_the_head_of_an_article_may_give_a_fuller_name_than_its_body() -> None:
    text = "قال الحداد إن القمح سيصل في أيار."
    [alone] = analyze(text).speakers
    [fuller] = analyze(text, context="وزير التموين سالم الحداد في جولة على المخازن").speakers
    assert (alone.name, fuller.name) == ("الحداد", "سالم الحداد")
