"""What raises and lowers the confidence in a quote."""

from app.arabic.analysis import analyze

DAM = "السد القديم آمن تمامًا"


def confidence(text: str) -> float:
    return analyze(text).quotes[-1].confidence


def test_a_clause_of_a_person_known_by_two_names_is_surest() -> None:
    sure = confidence(f"قال المدير سالم الحداد إن {DAM}.")
    assert sure > 0.9
    assert sure > confidence(f"{DAM}، بحسب المدير سالم الحداد.")
    assert sure > confidence("قال المدير سالم الحداد إن العمل بدأ. وتعهد بإعادة بناء السد القديم.")


def test_a_person_of_one_name_lowers_it() -> None:
    assert confidence(f"قال بيترسون إن {DAM}.") < 0.7 < confidence(f"قال سالم الحداد إن {DAM}.")


def test_an_understood_speaker_lowers_it() -> None:
    named = f"قال المدير سالم الحداد إن {DAM}."
    assert confidence(f"{named} وأضاف أن العمل فيه مستمر.") < confidence(named)


SAID = f"قال المدير سالم الحداد إن {DAM}."


def test_a_verb_that_agrees_with_nobody_who_spoke_is_nobodys() -> None:
    quotes = analyze(f"{SAID} وأوضحت أن الطريق مغلق منذ أمس.").quotes
    assert [quote.text for quote in quotes] == [DAM]


def test_words_in_marks_are_nobodys_where_the_verb_agrees_with_nobody() -> None:
    quotes = analyze(f"{SAID} وقالت: «الطريق مغلق منذ أمس».").quotes
    assert [quote.text for quote in quotes] == [DAM]


def test_who_is_addressed_with_respect_is_no_doubtful_subject() -> None:
    other = "وقالت هيئة الموانئ إن الغبار كثير."
    asked = f"قال الأمير سالم الحداد إن {DAM}. {other}"
    assert confidence(f"{asked} وقال سموه إن العمل فيه مستمر.") > confidence(f"{asked} وقال إن العمل فيه مستمر.")


def test_a_gender_misprinted_in_a_participle_lowers_it() -> None:
    assert confidence(f"{SAID[:-1]}، مؤكدة أن العمل فيه مستمر.") < confidence(f"{SAID[:-1]}، مؤكدا أن العمل فيه مستمر.")


def test_a_subject_long_ago_or_passed_over_lowers_it() -> None:
    near = confidence(f"{SAID} وأضاف أن العمل فيه مستمر.")
    assert confidence(f"{SAID} {'ويقع السد على نهر صغير. ' * 40}وأضاف أن العمل فيه مستمر.") < near
    other = "وقالت هيئة الموانئ إن الغبار كثير."
    assert confidence(f"{SAID} {other} وأضاف أن العمل فيه مستمر.") < near


def test_words_inside_anothers_words_lower_it() -> None:
    alone = confidence("قال وزير النقل نزار فاعور إن الطريق مغلق منذ أمس.")
    assert confidence("أكد المدير سالم الحداد أن وزير النقل نزار فاعور قال إن الطريق مغلق منذ أمس.") < alone


def test_who_could_not_be_read_behind_the_verb_is_not_the_one_before() -> None:
    quotes = analyze(f"{SAID} وقال بي.إم للبحوث إن العمل فيه مستمر.").quotes
    assert [quote.text for quote in quotes] == [DAM]


def test_a_name_that_goes_on_behind_what_was_read_is_nobodys() -> None:
    assert analyze(f"قال خفر السواحل إن {DAM}.").quotes == []


def test_who_goes_on_speaking_has_spoken_before() -> None:
    opening = "واستقبل وزير النقل نزار فاعور وفدًا من المدينة."
    once = confidence(f"{opening} وأضاف أن العمل في السد مستمر.")
    assert confidence(f"{SAID} {opening} وأضاف أن العمل في السد مستمر.") < once
