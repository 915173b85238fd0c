"""Writes a small file so that a power cut leaves the old one or the new one, whole."""

import os
from pathlib import Path

OWNER_ONLY = 0o600


class WitnessError(Exception):
    """The witness cannot be read or written: one line that says what to do."""


def read_text(file: Path) -> str:
    """Return what the file holds; nothing when there is none."""
    try:
        return file.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise WitnessError(f"The witness {file} of what was published cannot be read.") from error


def write_text(file: Path, text: str) -> None:
    """Put the text in the file's place and let it reach the disk; raise WitnessError otherwise."""
    draft = file.with_name(f"{file.name}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise WitnessError(unwritable(file)) from error


def is_writable(file: Path) -> bool:
    return os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def unwritable(file: Path) -> str:
    return (
        f"The witness {file} of what was published cannot be written. Let the service write there, "
        "or set WELLBEING_WITNESS_FILE to a file that is in no backup of the databases."
    )
