"""The memory of this process as Linux counts it: what it holds, and the most since it was last asked."""

from pathlib import Path

KILOBYTES_IN_A_MEGABYTE = 1024
_STATUS, _FORGET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def held_mb() -> float:
    return _told("VmRSS")


def most_mb() -> float:
    """Return the most that was held since `begin`; what a parent process held does not count."""
    return _told("VmHWM")


def begin() -> None:
    """Count the most anew, from what is held now."""
    _FORGET.write_text("5", "ascii")


def _told(name: str) -> float:
    lines = _STATUS.read_text("ascii").splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(f"{name}:"))
    return int(kilobytes) / KILOBYTES_IN_A_MEGABYTE
