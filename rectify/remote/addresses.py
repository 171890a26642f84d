"""Addresses of servers: what of an address is kept in a ledger file, and what never is."""

from urllib.parse import parse_qsl, urlsplit

from rectify.errors import WrongUsage

SCHEMES = ("postgresql", "postgres")
ALLOWED = frozenset({"host", "port", "dbname", "user", "service", "sslmode", "sslrootcert", "require_auth"})
"""Parameters that an address may have. A ledger file may come from anybody, and must not choose our keys, our file of
passwords, or what the server is told beside."""


def checked(address: str) -> str:
    """An address that may be kept. Raises WrongUsage for what is none, one with a password, or with other parameters."""
    try:
        parts = urlsplit(address)
        password, _ = parts.password, parts.port
        parameters = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    except ValueError:
        raise WrongUsage("share-address", address=shown(address)) from None
    if parts.scheme not in SCHEMES or parts.fragment or not address.isprintable():
        raise WrongUsage("share-address", address=shown(address))
    if password is not None or "password" in parameters:
        raise WrongUsage("share-password")
    for name in parameters:
        if name not in ALLOWED:
            raise WrongUsage("share-parameter", name=name, allowed=", ".join(sorted(ALLOWED)))
    return address


def shown(address: str) -> str:
    """An address as it may be said aloud: what stands before the host is cut off where it could hold a password."""
    start, at, rest = address[:200].rpartition("@")
    return f"…@{rest}" if at and ":" in start.partition("://")[2] else address[:200].partition("?")[0]
