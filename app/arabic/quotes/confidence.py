"""How likely content and speaker are both right, by the rule that fired and the way the speaker was found."""

from app.records import Resolution

_STYLES = {"marks": 0.95, "clause": 0.92, "verbatim": 0.9, "nominal": 0.85, "object": 0.75, "before": 0.75}
_RESOLUTIONS = {
    Resolution.named: 1.0,
    Resolution.alias: 0.98,
    Resolution.role: 0.95,
    Resolution.unnamed: 0.97,
    Resolution.understood: 0.92,
}


def estimate(rule: str, resolution: Resolution) -> float:
    """A probability between 0 and 1."""
    style = rule.rsplit(".", 1)[-1]
    return round(_STYLES.get(style, 0.7) * _RESOLUTIONS[resolution], 2)
