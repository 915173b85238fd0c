"""Writes a small file so that a power cut leaves the old one or the new one, whole."""

import os
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
ROOT = 0
MOUNTS = Path("/proc/self/mountinfo")
MOUNTED_ON = 4


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
        # Always a new file: what root owns or gives away must be nothing that somebody put there.
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            _give_to_service(handle, file)
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


def _give_to_service(handle: int, file: Path) -> None:
    """Leave a command that root runs no file behind that the service cannot read or replace."""
    if os.geteuid() != ROOT:
        return
    owner = (file if file.exists() else file.parent).stat()
    # Root that may not give files away, as on some network folders, can only keep its own.
    with suppress(PermissionError):
        os.fchown(handle, owner.st_uid, owner.st_gid)


def is_writable(file: Path) -> bool:
    writable = os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))
    return writable and not _is_mount(file)


def _is_mount(file: Path) -> bool:
    """Say whether the one file was mounted: then nothing can be put in its place."""
    try:
        mounts = MOUNTS.read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return False
    return str(file.resolve()) in {mount.split()[MOUNTED_ON] for mount in mounts}


def unwritable(file: Path) -> str:
    return (
        f"The witness {file} of what was published cannot be written. Let the service write in its "
        "folder (in a container mount a folder, never the single file), or set "
        "WELLBEING_WITNESS_FILE to a file that is in no backup of the databases."
    )
