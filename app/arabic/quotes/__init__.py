"""Who said what: cues, their contents, and the marks around them."""
