"""No address leads inside: neither by its spelling, nor by what its name means, nor by where it redirects to."""

import socket
from collections.abc import Mapping, Sequence
from itertools import cycle

import pytest

from app.errors import RefusedAddress
from app.ingest.addresses import check_address, resolve
from app.records import LONGEST_URL

PUBLIC = "93.184.216.34"


def look_up(names: Mapping[str, Sequence[str]]):
    """A resolver that knows these names and takes numbers for what they are, as the machine's does."""

    def find(host: str, port: int) -> Sequence[str]:
        if host in names:
            return names[host]
        return [str(found[4][0]) for found in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]

    return find


HOSTILE = """
http://127.0.0.1/
http://127.1/
http://127.0.1/
http://2130706433/
http://0x7f000001/
http://0x7f.0.0.1/
http://0x7f.1/
http://0177.0.0.1/
http://017700000001/
http://127.0.0.1./
http://127。0。0。1/
http://①②⑦.⓪.⓪.①/
http://0.0.0.0/
http://0/
http://10.0.0.8/admin
http://172.16.3.4/
http://192.168.1.1/
http://100.64.0.1/
http://169.254.169.254/latest/meta-data/
http://169.254.170.2/v2/credentials
http://192.0.0.192/
http://198.18.0.1/
http://192.0.2.1/
http://203.0.113.9/
http://224.0.0.1/
http://240.0.0.1/
http://255.255.255.255/
http://[::1]/
http://[::]/
http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/
http://[::ffff:a9fe:a9fe]/
http://[::127.0.0.1]/
http://[0:0:0:0:0:0:0:1]/
http://[64:ff9b::7f00:1]/
http://[64:ff9b::a00:1]/
http://[64:ff9b:1::7f00:1]/
http://[2002:7f00:1::]/
http://[2002:a00:1::1]/
http://[2001:0:53aa:64c:0:fbff:80ff:fffe]/
http://[fe80::1]/
http://[fe80::1%25eth0]/
http://[fc00::1]/
http://[fd00:ec2::254]/latest/meta-data/
http://[ff02::1]/
http://[fec0::1]/
http://[2001:db8::1]/
http://[100::1]/
http://localhost/
http://localhost./
http://LOCALHOST/
http://app.localhost/
http://intranet.example/
http://both.example/
http://metadata.google.internal/
http://unknown.example/
http://scoped.example/
http://user@public.example/
http://user:secret@public.example/
http://public.example@127.0.0.1/
http://@public.example/
http://public.example:22/
http://public.example:6379/
http://public.example:0/
http://public.example:99999/
http://public.example:-1/
http:///etc/passwd
http://
file:///etc/passwd
gopher://public.example:70/1
ftp://public.example/
dict://public.example:11211/
javascript:alert(1)
data:text/html,hello
ws://public.example/
//public.example/
public.example
http://public.example\\@127.0.0.1/
http://pub lic.example/
http://public.example/\t
http://[::1/
http://[not-a-number]/
""".strip("\n").splitlines()
NAMES = {
    "public.example": [PUBLIC],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "app.localhost": ["127.0.0.1"],
    "intranet.example": ["10.1.2.3"],
    "both.example": [PUBLIC, "10.1.2.3"],
    "metadata.google.internal": ["169.254.169.254"],
    "unknown.example": [],
    "scoped.example": ["fe80::1%eth0"],
}


@pytest.mark.parametrize("address", HOSTILE, ids=ascii)
def test_an_address_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(RefusedAddress) as refused:
        check_address(address, resolver=look_up(NAMES))
    assert refused.value.reason


def test_there_are_more_than_forty_of_them() -> None:
    assert len(set(HOSTILE)) >= 40


@pytest.mark.parametrize(
    "address",
    ["https://public.example/a?b=c", "http://public.example:443/", f"http://{PUBLIC}/", "http://[2606:2800:220:1::1]/"],
)
def test_a_public_page_may_be_fetched(address: str) -> None:
    assert check_address(address, resolver=look_up(NAMES)).number


def test_the_number_that_was_checked_is_the_one_to_connect_to() -> None:
    answers = cycle([[PUBLIC], ["127.0.0.1"]])
    target = check_address("http://rebinding.example/", resolver=lambda _host, _port: next(answers))
    assert target.number == PUBLIC


def test_a_name_in_another_script_is_looked_up_as_the_network_spells_it() -> None:
    asked = []

    def find(host: str, _port: int) -> list[str]:
        asked.append(host)
        return [PUBLIC]

    check_address("http://مثال.example/خبر", resolver=find)
    assert asked == ["xn--mgbh0fb.example"]


def test_a_host_that_is_allowed_may_be_inside_and_on_any_port() -> None:
    target = check_address("http://127.0.0.1:8149/", allowed_hosts={"127.0.0.1"})
    assert target.number == "127.0.0.1"
    with pytest.raises(RefusedAddress):
        check_address("http://127.0.0.2:8149/", allowed_hosts={"127.0.0.1"})


def test_an_address_that_is_too_long_is_refused() -> None:
    with pytest.raises(RefusedAddress, match="longer"):
        check_address(f"http://public.example/{'a' * LONGEST_URL}", resolver=look_up(NAMES))


def test_the_machines_own_resolver_gives_numbers() -> None:
    assert resolve("127.0.0.1", 80) == ["127.0.0.1"]
