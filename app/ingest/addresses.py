"""Addresses: which may be fetched, and which lead inside the network of whoever runs Musnad."""

import re
import socket
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

from app.errors import RefusedAddress
from app.records import LONGEST_URL

Address = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""From host and port to the numbers of the host. Raises OSError for a name that nobody knows."""

PORTS = {"http": 80, "https": 443}
LONGEST_HOST = 253
LAST_PORT = 65_535
# 2130706433, 0x7f.1, 0177.0.0.1: what some resolvers take for a number, and others for a name.
_ODD_NUMBER = re.compile(r"(?:(?:0x[0-9a-f]*|\d+)\.)*(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)

# These carry an IPv4 address in their last bytes, and are judged by it.
_CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
# What `is_global` leaves open in one Python or another, and must be closed in all.
_CLOSED = tuple(
    map(
        ip_network,
        (
            "100.64.0.0/10",  # carriers' own networks
            "169.254.0.0/16",  # link-local, the clouds' metadata among them
            "192.0.0.0/24",
            "192.88.99.0/24",  # 6to4 relays
            "198.18.0.0/15",
            "::/8",  # compatible with IPv4, and what nobody has given out
            "64:ff9b:1::/48",  # NAT64 of one's own network
            "100::/64",
            "2001::/23",  # Teredo among them
            "2001:db8::/32",
            "2002::/16",  # 6to4
            "5f00::/16",
            "fec0::/10",
        ),
    )
)


@dataclass(frozen=True)
class Target:
    """An address that may be fetched: the URL, and the number to connect to, which is not looked up again."""

    url: httpx.URL
    number: str


def resolve(host: str, port: int) -> list[str]:
    """The numbers of a host, as this machine's resolver gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def check_address(
    address: str,
    *,
    allowed_hosts: Collection[str] = (),
    ports: Collection[int] = tuple(PORTS.values()),
    resolver: Resolver = resolve,
) -> Target:
    """Where to connect for `address`. A host in `allowed_hosts` may be anywhere, on any port.

    Raises RefusedAddress where scheme, credentials, port or any number of the host is not that of a public page.
    """
    url = _read(address)
    port = PORTS[url.scheme] if url.port is None else url.port
    is_allowed = url.host in allowed_hosts
    if port not in ports and not is_allowed:
        raise RefusedAddress(address, f"port {port} is not one that pages are on")
    numbers = _find_numbers(address, url.raw_host.decode("ascii"), port, resolver)
    if not is_allowed and not all(map(is_public, numbers)):
        raise RefusedAddress(address, f"{url.host} is not in the public network")
    return Target(url, str(numbers[0]))


def is_public(number: Address) -> bool:
    """Whether anybody in the world could reach `number`: what is not public would be a way inside."""
    if any(number in network for network in _CARRIERS):
        return is_public(IPv4Address(int(number) & 0xFFFFFFFF))
    is_closed = any(number in network for network in _CLOSED)
    return number.is_global and not (number.is_multicast or number.is_reserved or is_closed)


def _read(address: str) -> httpx.URL:
    if len(address.encode(errors="replace")) > LONGEST_URL:
        raise RefusedAddress(address[:80], f"longer than {LONGEST_URL} bytes")
    if any(letter.isspace() or not letter.isprintable() for letter in address) or "\\" in address:
        raise RefusedAddress(address, "white space, control characters and backslashes have no place in it")
    try:
        url = httpx.URL(address)
        host = url.host
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise RefusedAddress(address, "this is no address of a page") from error
    if url.scheme not in PORTS:
        raise RefusedAddress(address, "an address starts with http:// or https://")
    if url.userinfo or "@" in re.split(r"[/?#]", address.partition("//")[2], maxsplit=1)[0]:
        raise RefusedAddress(address, "an address has no user name or password in it")
    if not host or len(host) > LONGEST_HOST or (url.port is not None and not 0 < url.port <= LAST_PORT):
        raise RefusedAddress(address, "an address names a host, and a port that exists")
    if _ODD_NUMBER.fullmatch(host.rstrip(".")) and not _is_number(host):
        raise RefusedAddress(address, f"{host} is a number written in a way that hides it")
    return url


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _find_numbers(address: str, host: str, port: int, resolver: Resolver) -> list[Address]:
    try:
        # What follows % names a network interface of this machine.
        numbers = [ip_address(number.partition("%")[0]) for number in resolver(host, port)]
    except (OSError, ValueError) as error:
        raise RefusedAddress(address, f"nobody knows a host named {host}") from error
    if not numbers:
        raise RefusedAddress(address, f"nobody knows a host named {host}")
    return numbers
