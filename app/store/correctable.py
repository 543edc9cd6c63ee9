"""What every row has that editors can set right."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Correctable(SQLModel):
    """When editors last set something right, and the fields that no later reading may change, with commas between."""

    corrected_fields: str = Field(default="", max_length=100, sa_column_kwargs={"server_default": ""})
    corrected_at: datetime | None = None


def held_in(row: Correctable) -> set[str]:
    """The fields that no later reading of the article may change."""
    return read_fields(row.corrected_fields)


def read_fields(stored: str) -> set[str]:
    """The same of the column alone."""
    return set(stored.split(",")) - {""}
