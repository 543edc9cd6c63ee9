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
