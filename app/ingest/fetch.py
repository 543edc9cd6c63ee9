"""An address → what its host answers: bounded in time and size, and never from inside the operator's network.

Each address on the way, redirects too, is resolved once, checked, and that very number is connected to.
"""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from email.message import Message
from functools import cache, partial

import httpx

from app import __version__
from app.errors import FailedFetch, RefusedAddress
from app.ingest.addresses import PORTS, Resolver, Target, check_address, resolve

USER_AGENT = f"Musnad/{__version__} (reads news for quotes and dates)"
PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
FEEDS = frozenset(
    {
        "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml",
        "application/feed+json", "application/json", "application/gzip", "application/x-gzip",
        "application/octet-stream",
    }
)  # fmt: skip
Approval = Callable[[str], None]
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Policy:
    """What may be fetched, and how much of it. Seconds and bytes."""

    allowed_hosts: frozenset[str] = frozenset()
    ports: frozenset[int] = frozenset(PORTS.values())
    largest: int = 5_000_000
    most_redirects: int = 5
    patience: float = 10
    """How long to wait for one step: a connection, or the next bytes."""
    deadline: float = 30
    """How long all of it may take, redirects and all."""


@dataclass(frozen=True)
class Fetched:
    """What a host answered. `is_unchanged`: it has nothing newer than what the caller knows, and sent nothing."""

    url: str
    content_type: str
    charset: str | None
    data: bytes
    etag: str | None = None
    last_modified: str | None = None
    is_unchanged: bool = False


@dataclass(frozen=True)
class _Moved:
    url: str


@dataclass(frozen=True)
class _Errand:
    """What goes with an address wherever it leads."""

    headers: Mapping[str, str]
    accepted: Collection[str] | None
    approve: Approval | None


@dataclass(frozen=True)
class Fetcher:
    """Fetches under one policy; `resolver` stands in for the machine's own in tests."""

    policy: Policy = field(default_factory=Policy)
    resolver: Resolver = resolve

    def fetch(
        self,
        address: str,
        *,
        accepted: Collection[str] | None = PAGES,
        approve: Approval | None = None,
        etag: str | None = None,
        last_modified: str | None = None,
    ) -> Fetched:
        """What is at `address`, if it has one of the `accepted` content types (None: any).

        `approve` is asked about `address` and every redirect, and raises RefusedAddress against it. Must not be
        called in an event loop's thread. Raises RefusedAddress and FailedFetch.
        """
        told = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        errand = _Errand({name: value for name, value in told.items() if value}, accepted, approve)
        return asyncio.run(self._follow(address, errand))

    async def _follow(self, address: str, errand: _Errand) -> Fetched:
        try:
            async with asyncio.timeout(self.policy.deadline):
                url = address
                for _ in range(self.policy.most_redirects + 1):
                    answer = await self._ask(url, errand)
                    if isinstance(answer, Fetched):
                        return answer
                    url = answer.url
        except TimeoutError:
            raise FailedFetch(address, f"took longer than {self.policy.deadline:g} seconds") from None
        raise FailedFetch(address, f"more than {self.policy.most_redirects} redirects")

    async def _ask(self, address: str, errand: _Errand) -> Fetched | _Moved:
        target = await self._check(address)
        if errand.approve:
            await asyncio.to_thread(errand.approve, address)
        # One connection for each request: hosts that share a number must not share a connection. The environment's
        # proxies would look names up themselves.
        client = httpx.AsyncClient(
            timeout=self.policy.patience,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
            verify=_trust(),
        )
        async with client:
            request = _make_request(client, target, errand.headers)
            try:
                response = await client.send(request, stream=True)
                return await self._read(address, response, errand.accepted)
            except httpx.TimeoutException as error:
                raise FailedFetch(address, f"no answer within {self.policy.patience:g} seconds") from error
            except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
                raise FailedFetch(address, f"can't be fetched: {error or type(error).__name__}") from error

    async def _check(self, address: str) -> Target:
        check = partial(
            check_address,
            address,
            allowed_hosts=self.policy.allowed_hosts,
            ports=self.policy.ports,
            resolver=self.resolver,
        )
        return await asyncio.to_thread(check)

    async def _read(self, address: str, response: httpx.Response, accepted: Collection[str] | None) -> Fetched | _Moved:
        if response.status_code in _REDIRECTS:
            return _Moved(_read_location(address, response))
        content_type, charset = _read_type(response.headers.get("content-type", ""))
        known = {"etag": response.headers.get("etag"), "last_modified": response.headers.get("last-modified")}
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return Fetched(address, content_type, charset, b"", **known, is_unchanged=True)
        if response.status_code != httpx.codes.OK:
            raise FailedFetch(address, f"the host answers {response.status_code}", status=response.status_code)
        if accepted is not None and content_type not in accepted:
            raise FailedFetch(address, f"this is {content_type or 'of no type'}, not a page to read")
        data = await self._read_body(address, response)
        return Fetched(address, content_type, charset, data, **known)

    async def _read_body(self, address: str, response: httpx.Response) -> bytes:
        data = bytearray()
        largest = self.policy.largest
        async for piece in _unpack(address, response, largest=largest):
            data += piece
            if len(data) > largest:
                raise FailedFetch(address, f"larger than {largest / 1_000_000:g} MB")
        return bytes(data)


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are believed; read once, for it takes longer than a page."""
    return httpx.create_ssl_context(trust_env=False)


def _make_request(client: httpx.AsyncClient, target: Target, headers: Mapping[str, str]) -> httpx.Request:
    """A request to the number that was checked, in the name of the host: for its certificate and for the server."""
    url = target.url
    always = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": USER_AGENT,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Accept-Language": "ar, *;q=0.5",
    }
    return client.build_request(
        "GET",
        url.copy_with(host=target.number, fragment=None),
        headers={**always, **headers},
        extensions={"sni_hostname": url.raw_host.decode("ascii").rstrip(".")},
    )


async def _unpack(address: str, response: httpx.Response, *, largest: int) -> AsyncIterator[bytes]:
    """The body's pieces, none of them longer than `largest` and a byte, however tightly they were packed."""
    match response.headers.get("content-encoding", "").strip().lower():
        case "" | "identity":
            async for piece in response.aiter_raw():
                yield piece
        case "gzip" | "x-gzip":
            unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
            async for piece in response.aiter_raw():
                try:
                    yield unpacker.decompress(piece, largest + 1)
                except zlib.error as error:
                    raise FailedFetch(address, "its gzip can't be unpacked") from error
        case other:
            raise FailedFetch(address, f"packed as {other[:40]}, which was not asked for")


def _read_location(address: str, response: httpx.Response) -> str:
    location = response.headers.get("location", "")
    try:
        return str(httpx.URL(address).join(location))
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise RefusedAddress(address, "redirects to what is no address") from error


def _read_type(header: str) -> tuple[str, str | None]:
    """Content type and charset of a Content-Type header."""
    message = Message()
    message["content-type"] = header
    charset = message.get_content_charset()
    return header.partition(";")[0].strip().lower(), charset
