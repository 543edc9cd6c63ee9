"""Dates in Arabic news: found, read in four calendars' words, and placed on the Gregorian calendar."""

from app.arabic.dates.finder import FoundDate, find_dates

__all__ = ["FoundDate", "find_dates"]
