"""Secrets among the settings: in the environment, or better in a file that only the service can read."""

from collections.abc import Mapping
from pathlib import Path

LONGEST = 1_000
SHORTEST_TOKEN = 32


def read_secret(environment: Mapping[str, str], name: str) -> str:
    """Return the secret of NAME, or of the file that NAME_FILE names; raise ValueError, in one line."""
    written, file = environment.get(name, ""), environment.get(f"{name}_FILE", "")
    if written and file:
        raise ValueError(f"Set {name} or {name}_FILE, not both")
    if not file:
        return written
    try:
        with Path(file).open(encoding="utf-8") as opened:
            return opened.read(LONGEST).strip()
    except (OSError, UnicodeDecodeError):
        raise ValueError(
            f"{name}_FILE: {file} cannot be read. Mend its name or its permissions"
        ) from None


def read_token(environment: Mapping[str, str], name: str) -> str:
    """Return a secret that others send with a request: long enough that nobody guesses it."""
    token = read_secret(environment, name).strip()
    is_one = len(token) >= SHORTEST_TOKEN and token.isascii() and token.isprintable()
    if token and (not is_one or " " in token):
        raise ValueError(
            f"{name} must be at least {SHORTEST_TOKEN} letters, digits and signs without blanks, as "
            "`openssl rand -hex 32` makes them"
        )
    return token
