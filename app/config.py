"""Settings. The only reader of the environment; every name carries the prefix MUSNAD_."""

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import orjson
from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "MUSNAD_"
# What to tell whoever set something else; any other setting takes whatever it is given.
_ALLOWED = {
    "seed": "true or false",
    "search_recency": "a number from 0 to 10",
    "search_synonyms": "default, off or the path of a file",
    "cors_origins": 'a JSON array of origins, like ["https://news.example"]',
    "cache_megabytes": "a number of megabytes from 0 to 65536",
    "mapped_megabytes": "a whole number of megabytes from 0 to 2047",
    "cache_control": "one line of ASCII, like public, max-age=60",
    "public_url": "an address that starts with http:// or https://",
    "log_requests": "true or false",
    "trusted_proxies": 'a JSON array of addresses or networks, like ["10.0.0.0/8"]',
    "feeds": 'a JSON array of addresses, like ["https://news.example/rss"]',
    "watch_seconds": "a whole number of seconds from 1 up",
    "fetch_allow_hosts": 'a JSON array of hosts, like ["news.example"]',
    "fetch_ports": "a JSON array of ports, like [80, 443]",
    "fetch_megabytes": "a number of megabytes, over 0 and at most 100",
    "fetch_seconds": "a number of seconds, over 0 and at most 600",
    "fetch_pause": "a number of seconds from 0 up",
    "largest_body": "a number of bytes, at least 1",
    "writes_per_minute": "a number, at least 1",
    "largest_upload": "a number of bytes from 1 to 2000000000",
    "job_processes": "a number from 0 to 64",
    "log_level": "debug, info, warning or error",
    "log_format": "text or json",
}


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


class BadSetting(Exception):
    """A variable of the environment has a value that it can't have; the message is fit to be shown to a user."""

    def __init__(self, variable: str, value: object, allowed: str) -> None:
        super().__init__(f"{variable} must be {allowed}, not {value!r}")


def _read_array(value: object) -> object:
    return orjson.loads(value) if isinstance(value, str) else value


def _read_address(value: str) -> str:
    if not value.startswith(("http://", "https://")) or any(map(str.isspace, value)):
        raise ValueError(value)
    return value.rstrip("/")


class Settings(BaseSettings):
    """What an operator can set. The README lists each name; a test holds the two together."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore")

    data_dir: Path = Field(default=Path("data"), description="Folder of the database.")
    database_url: str = Field(
        default="",
        description="SQLAlchemy URL; empty means SQLite in the data folder (`<data_dir>/musnad.db`).",
    )
    seed: bool = Field(default=False, description="Ingest the seed articles into an empty database at start.")
    search_recency: float = Field(
        default=0.0, ge=0, le=10, description="How much more a hit of today counts than an old one; 0 is not at all."
    )
    search_synonyms: str = Field(
        default="default",
        min_length=1,
        description="File of words that stand for each other in a search; `default` is Musnad's own, `off` none.",
    )
    # Decoded here and not by the library, whose error would not tell the setting.
    cors_origins: Annotated[list[str], NoDecode, BeforeValidator(_read_array)] = Field(
        default=[], description='Origins that browsers may call from, as a JSON array; ["*"] allows all.'
    )
    cache_megabytes: int = Field(
        default=64, ge=0, le=65536, description="Memory for answers that may be asked for again; 0 keeps none."
    )
    mapped_megabytes: int = Field(
        default=2047, ge=0, le=2047, description="How much of SQLite's file readers see in memory; 0 maps none."
    )
    cache_control: str = Field(
        default="no-cache",
        max_length=200,
        pattern=r"^[ -~]*$",
        description="`Cache-Control` of answers to reads: by default they are asked for again by their ETag.",
    )
    public_url: Annotated[str, AfterValidator(_read_address)] | None = Field(
        default=None, description="Address that others reach the service by, for the links in answers and exports."
    )
    feeds: Annotated[list[str], NoDecode, BeforeValidator(_read_array)] = Field(
        default=[], description="Feeds and sitemaps that `musnad watch` polls, as a JSON array."
    )
    watch_seconds: int = Field(default=900, ge=1, description="Seconds from one round of `musnad watch` to the next.")
    fetch_allow_hosts: Annotated[list[str], NoDecode, BeforeValidator(_read_array)] = Field(
        default=[], description="Hosts that may be fetched from though they are inside, as a JSON array."
    )
    fetch_ports: Annotated[list[int], NoDecode, BeforeValidator(_read_array)] = Field(
        default=[80, 443], description="Ports that may be fetched from, as a JSON array."
    )
    fetch_megabytes: float = Field(default=5, gt=0, le=100, description="The largest page or feed.")
    fetch_seconds: float = Field(default=30, gt=0, le=600, description="How long one page or feed may take.")
    fetch_pause: float = Field(default=1, ge=0, description="Seconds between two requests to one host, at least.")
    largest_body: int = Field(default=10_000_000, ge=1, description="Bytes that a writing request's body may have.")
    writes_per_minute: int = Field(
        default=600, ge=1, description="Writing requests that one key may make, or one address without a right key."
    )
    largest_upload: int = Field(
        default=100_000_000, ge=1, le=2_000_000_000, description="Bytes that a file to be ingested may have."
    )
    job_processes: int = Field(
        default=2, ge=0, le=64, description="Processes that read and analyse for a server's ingestions; 0 runs none."
    )
    log_level: LogLevel = Field(default=LogLevel.info, description="debug, info, warning or error.")
    log_requests: bool = Field(default=False, description="One line for every request.")
    trusted_proxies: Annotated[list[str], NoDecode, BeforeValidator(_read_array)] = Field(
        default=[],
        description="Addresses or networks of proxies whose X-Forwarded-For and -Proto count, as a JSON array.",
    )
    log_format: LogFormat = Field(default=LogFormat.text, description="text or json.")

    @property
    def url(self) -> str:
        """The database's address, with the default worked out."""
        return self.database_url or f"sqlite:///{self.data_dir / 'musnad.db'}"


@cache
def get_settings() -> Settings:
    """The process's settings, read once. Raises BadSetting for the first that can't be."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise BadSetting(f"{PREFIX}{name.upper()}", first["input"], _ALLOWED.get(name, "something else")) from None
