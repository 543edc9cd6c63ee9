"""How likely content and speaker are both right, by the way of quoting and the way the speaker was found.

The figures are the shares of right quotes (content overlapping by half or more, and the right speaker) among
those found in annotated newspaper articles, smoothed.
"""

from app.records import Resolution

_STYLES = {
    "clause": 0.97,
    "marks": 0.95,
    "verbatim": 0.94,
    "nominal": 0.92,
    "object": 0.84,
    "before": 0.84,
    "opening": 0.78,
    "closing": 0.62,
}
_RARE = {"light-verb": 0.55, "evaluate": 0.85, "colon": 0.8}
_RESOLUTIONS = {
    Resolution.alias: 1.0,
    Resolution.named: 0.98,
    Resolution.unnamed: 0.98,
    Resolution.understood: 0.96,
    Resolution.role: 0.91,
}
_OTHER = 0.7


def estimate(rule: str, resolution: Resolution) -> float:
    """A probability between 0 and 1, with two digits."""
    family, _, style = rule.partition(".")
    likely = min(_STYLES.get(style, _OTHER), _RARE.get(family, 1.0))
    return round(likely * _RESOLUTIONS[resolution], 2)
