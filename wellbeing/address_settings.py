"""Addresses among the settings: of databases, of pages, and of the proxy in front."""

import re
from collections.abc import Mapping
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from wellbeing.database import sqlite_url

# Not ::1: Werkzeug cannot be told to trust the Host header of an IPv6 address.
LOOPBACK = frozenset({"127.0.0.1", "localhost"})
HERE = "127.0.0.1"
MOST_PORT = 65_535
DRIVER = "psycopg"
# As browsers write it. What looks nearly so would leave the cookie without its protection.
_PUBLIC = re.compile(r"(https?)://([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?/?")
_POSTGRES = frozenset({"postgres", "postgresql", "postgresql+psycopg"})


def database_url(environment: Mapping[str, str], name: str, otherwise: str, data: Path) -> str:
    """Return a database's address: SQLite files lie in the data folder, PostgreSQL has our driver.

    Raise ValueError for any other; its own words are not repeated, for a password may stand in them.
    """
    scheme, _, rest = (environment.get(name, "") or otherwise).partition("://")
    if scheme == "sqlite" and rest.strip("/"):
        return _file(rest, data)
    if scheme not in _POSTGRES:
        raise ValueError(f"{name} must begin with sqlite:///, and name a file, or postgresql://")
    if find_spec(DRIVER) is None:
        raise ValueError(f"{name} needs the driver of PostgreSQL: pip install '.[postgres]'")
    url = f"postgresql+{DRIVER}://{rest}"
    try:
        make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(f"{name} must be like postgresql://account@host:5432/wellbeing") from None
    return url


def proxy(environment: Mapping[str, str]) -> str:
    """Return the address whose word about others is believed: one, never everybody's."""
    written = environment.get("WELLBEING_PROXY", "") or HERE
    try:
        return str(ip_address(written))
    except ValueError:
        raise ValueError("WELLBEING_PROXY must be one IP address, such as 127.0.0.1") from None


def is_public(url: str) -> bool:
    """Say whether people can type this: with TLS, or on this machine alone."""
    found = _PUBLIC.fullmatch(url)
    if found is None or not 0 < int(found[3] or 1) <= MOST_PORT:
        return False
    return found[1] == "https" or found[2] in LOOPBACK


def is_page(url: str, *schemes: str) -> bool:
    """Say whether this is an address of one of these kinds, without a blank or an unseen character."""
    if not url.isprintable() or " " in url:
        return False
    try:
        found = urlsplit(url)
    except ValueError:
        return False
    return found.scheme in schemes and bool(found.netloc or found.path)


def _file(rest: str, data: Path) -> str:
    name = rest.removeprefix("/")
    return f"sqlite://{rest}" if Path(name).is_absolute() else sqlite_url(str(data / name))
