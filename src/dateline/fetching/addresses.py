"""Which addresses may be asked for: http and https, at machines of the public network.

A name is resolved once, and the connection is made to the very address that was checked, so that a name that leads
elsewhere a moment later gains nothing.
"""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from dateline.fetching.refusals import Refusal

LONGEST = 4000
NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the last four bytes are an IPv4 address."""
LOOKS_LIKE = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
UNSAFE = re.compile(r"[\x00-\x20\x7f]")
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+(?:%[a-z0-9]+)?")
PORTS = {"http": 80, "https": 443}
AS_THEY_ARE = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Address:
    """An address in its parts. `host` is in ASCII and lower case; `target` is path and query as they are asked for."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt and one delay hold for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    def __str__(self) -> str:
        return self.site + self.target


def is_address(given: str) -> bool:
    """Whether what a person gave is meant as an address and not as a path."""
    return LOOKS_LIKE.match(given) is not None


def parsed(url: str, base: Address | None = None) -> Address:
    """The address of a URL; `base` is the page that leads there. Raises Refusal."""
    try:
        whole = urljoin(str(base), url.strip()) if base else url.strip()
        parts = urlsplit(whole)
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
        if scheme not in PORTS:
            raise Refusal("bad-address", "is not fetched: only http and https are.")
        if not host or parts.username is not None or len(whole) > LONGEST or UNSAFE.search(whole):
            raise Refusal("bad-address", "is no address of a page; check how it is written.")
        host = host.lower() if ":" in host else host.rstrip(".").encode("idna").decode("ascii").lower()
        if not HOST.fullmatch(host):
            raise Refusal("bad-address", "is no address of a page; check how it is written.")
    except (ValueError, UnicodeError):
        raise Refusal("bad-address", "is no address of a page; check how it is written.") from None
    target = quote(parts.path or "/", safe=AS_THEY_ARE)
    if parts.query:
        target += "?" + quote(parts.query, safe=AS_THEY_ARE)
    return Address(scheme, host, port or PORTS[scheme], target)


def resolved(host: str, port: int, local_hosts: frozenset[str]) -> list[str]:
    """The numbers of a host that may be connected to, in the order of the resolver. Raises Refusal.

    `local_hosts` are names that a person has allowed although they lead to machines of the local network.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refusal("unreachable", f"is at {host}, which has no address; check the name and the network.") from None
    numbers = list(dict.fromkeys(str(each[4][0]) for each in found))
    if host in local_hosts:
        return numbers
    public = [number for number in numbers if is_public(number)]
    if not public:
        raise Refusal(
            "private-address",
            f"leads to {numbers[0]}, a machine of this or a local network. Name the host in "
            "DATELINE_FETCH_LOCAL_HOSTS if it is meant.",
        )
    return public


def is_public(number: str) -> bool:
    """Whether a number is that of a machine of the public network; of numbers that wrap another, that one counts."""
    address = ip_address(number.partition("%")[0])
    inner = _wrapped(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if address.teredo:
        return address.teredo[1]
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in NAT64 else None
