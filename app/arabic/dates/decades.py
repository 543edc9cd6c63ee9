"""Meanings longer than a year: decades and centuries by their names."""

from dataclasses import dataclass

from app.arabic.dates import periods
from app.arabic.dates.periods import Period
from app.arabic.dates.vantage import LAST, Meaning, Vantage
from app.records import Precision


@dataclass(frozen=True, slots=True)
class DecadeOf:
    """التسعينيات، ثمانينيات القرن الماضي: of the twentieth century where none is named."""

    tens: int
    century: Meaning | None = None

    @property
    def is_absolute(self) -> bool:
        """Whether the century is; where none is named, only the twenties lean on the day of writing."""
        return self.century.is_absolute if self.century else self.tens > 20

    def place(self, at: Vantage) -> Period | None:
        """The decade."""
        if self.century:
            whole = self.century.place(at)
            return periods.decade(whole.start.year // 100 * 100 + self.tens) if whole else None
        if self.tens > 20:
            return periods.decade(1900 + self.tens)
        if at.anchor is None:
            return None
        return periods.decade(2000 + self.tens if at.anchor.year >= 2000 + self.tens else 1900 + self.tens)


@dataclass(frozen=True, slots=True)
class HijriDecade:
    """التسعينيات الهجرية."""

    tens: int

    is_absolute = True

    def place(self, _: Vantage) -> Period | None:
        """Ten Hijri years of the fourteenth century."""
        first, last = periods.hijri_year(1300 + self.tens), periods.hijri_year(1309 + self.tens)
        return periods.days(first.start, last.end, Precision.decade) if first and last else None


@dataclass(frozen=True, slots=True)
class NthDecade:
    """العقد الأول من القرن الحالي."""

    nth: int
    century: Meaning

    @property
    def is_absolute(self) -> bool:
        """Whether the century is."""
        return self.century.is_absolute

    def place(self, at: Vantage) -> Period | None:
        """The decade."""
        whole = self.century.place(at)
        nth = 10 if self.nth == LAST else self.nth
        return periods.decade(whole.start.year // 100 * 100 + 10 * (nth - 1)) if whole and 1 <= nth <= 10 else None


@dataclass(frozen=True, slots=True)
class CenturyOf:
    """القرن التاسع عشر."""

    number: int

    is_absolute = True

    def place(self, _: Vantage) -> Period | None:
        """The century."""
        return periods.century(self.number) if 1 <= self.number <= 40 else None
