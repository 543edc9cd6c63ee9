"""Musnad: who said what, when, through whom, and where it stands in the text."""

__version__ = "0.1.0"
