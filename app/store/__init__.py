"""Everything that is kept: the tables, and all questions to them, one module per subject."""
