"""How likely content and speaker are both right, by the way of quoting, how the speaker was found, and who it is.

The figures are shares of right quotes (content overlapping by half or more, and the right speaker), smoothed: of those
found in annotated newspaper articles, and of those drawn at random from thousands of articles of every kind, opinion
and sermons among them, and read by hand.
"""

from collections.abc import Iterable

from app.arabic.quotes.saying import Doubt
from app.records import Resolution, SpeakerKind

_STYLES = {
    "clause": 0.95,
    "marks": 0.93,
    "verbatim": 0.85,
    "nominal": 0.86,
    "object": 0.82,
    "before": 0.8,
    "opening": 0.78,
    "closing": 0.7,
}
_RARE = {
    "light-verb": 0.62,
    "evaluate": 0.75,
    "commit": 0.75,
    "colon": 0.8,
    "accuse": 0.85,
    "urge": 0.85,
    "consider": 0.88,
}
_RESOLUTIONS = {
    Resolution.alias: 1.0,
    Resolution.named: 0.97,
    Resolution.unnamed: 0.96,
    Resolution.understood: 0.9,
    Resolution.role: 0.92,
}
_KINDS = {
    SpeakerKind.person: 1.0,
    SpeakerKind.organization: 0.95,
    SpeakerKind.unnamed: 0.9,
    SpeakerKind.group: 0.85,
}
_SINGLE_NAME = 0.65
"""A person of one name is mostly a word misread, or a name cut short."""
_UNIQUE = frozenset(("الله", "النبي", "الرسول"))
_OTHER = 0.7
_NO_REPORT = 0.75
"""In a column, sermon, tale or poem, as far as its words show it."""
_NO_REPORT_UNDERSTOOD = {False: 0.55, True: 0.6}
"""There a verb without its subject is somebody's in a tale, or everybody's."""
_DOUBTS = {
    Doubt.disagreeing: 0.55,
    Doubt.misprinted: 0.7,
    Doubt.distant: 0.75,
    Doubt.passed_over: 0.6,
    Doubt.nested: 0.85,
    Doubt.far: 0.7,
    Doubt.cut: 0.6,
    Doubt.unread: 0.5,
    Doubt.silent: 0.6,
}
LEAST = 0.5
"""What is less likely right than wrong is not stated."""


def estimate(
    rule: str,
    resolution: Resolution,
    kind: SpeakerKind,
    name: str = "",
    *,
    is_report: bool = True,
    doubts: Iterable[Doubt] = (),
) -> float:
    """A probability between 0 and 1, with two digits; `name` is what a named speaker is called.

    `is_report` tells whether the whole text reports news, `doubts` what else makes it less likely.
    """
    family, _, style = rule.partition(".")
    likely = min(_STYLES.get(style, _OTHER), _RARE.get(family, 1.0))
    is_single = kind is SpeakerKind.person and bool(name) and " " not in name.strip() and name not in _UNIQUE
    likely *= _RESOLUTIONS[resolution] * (_SINGLE_NAME if is_single else _KINDS[kind])
    for doubt in doubts:
        likely *= _DOUBTS[doubt]
    if not is_report:
        likely *= _NO_REPORT if resolution is not Resolution.understood else _NO_REPORT_UNDERSTOOD[style == "marks"]
    return round(likely, 2)
