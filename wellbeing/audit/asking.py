"""Which account of the machine asks for something by command: whoever signed in to it, not what they became."""

import os
from collections.abc import Mapping
from pathlib import Path

# Linux keeps it from the sign-in on, through sudo and su, and lets nobody else change it.
SIGNED_IN = Path("/proc/self/loginuid")
UNSET = 2**32 - 1


def asking_account(environment: Mapping[str, str], signed_in: Path = SIGNED_IN) -> int:
    """Return the number of the account; where nobody signed in, whoever used sudo, or else our own."""
    found = _as_number(_text_of(signed_in))
    if found is None:
        found = _as_number(environment.get("SUDO_UID", ""))
    return os.getuid() if found is None else found


def _text_of(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except OSError:
        # Another system, or a container that does not show it.
        return ""


def _as_number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal()
    return int(text) if is_number and int(text) < UNSET else None
