"""Settings. The only reader of the environment; every name carries the prefix MUSNAD_."""

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class LogLevel(StrEnum):
    """How much is logged."""

    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


class LogFormat(StrEnum):
    """How a log line looks."""

    text = "text"
    json = "json"


class Settings(BaseSettings):
    """What an operator can set. The README lists each name; a test holds the two together."""

    model_config = SettingsConfigDict(env_prefix="MUSNAD_", extra="ignore")

    data_dir: Path = Field(default=Path("data"), description="Folder of the database.")
    database_url: str = Field(
        default="",
        description="SQLAlchemy URL; empty means SQLite in the data folder (`<data_dir>/musnad.db`).",
    )
    seed: bool = Field(default=False, description="Ingest the seed articles into an empty database at start.")
    cors_origins: list[str] = Field(
        default=[], description='Origins that browsers may call from, as a JSON array; ["*"] allows all.'
    )
    log_level: LogLevel = Field(default=LogLevel.info, description="debug, info, warning or error.")
    log_format: LogFormat = Field(default=LogFormat.text, description="text or json.")

    @property
    def url(self) -> str:
        """The database's address, with the default worked out."""
        return self.database_url or f"sqlite:///{self.data_dir / 'musnad.db'}"


@cache
def get_settings() -> Settings:
    """The process's settings, read once."""
    return Settings()
