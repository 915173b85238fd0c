"""Anchors: where the log ended on a day, kept where nobody who can write the database can reach.

A log alone cannot show that it was put back whole from an older day. Its anchors can.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wellbeing.audit.chain import Head
from wellbeing.audit.rows import MAC_BYTES

BEGINS = '{"event": '
# A printed anchor: the hash in groups of four, and a group that finds nearly every slip in typing it.
GROUP = 4


class AnchorError(Exception):
    """A file of anchors cannot be used; one line that says why."""


@dataclass(frozen=True)
class Anchor:
    """The last event of a day: its number and its mark."""

    number: int
    on: date
    mac: bytes

    @classmethod
    def of(cls, head: Head, on: date) -> "Anchor":
        return cls(head.number, on, head.mac)

    def as_line(self) -> str:
        """Return one line for a file or a mail."""
        return json.dumps({"event": self.number, "day": str(self.on), "hash": self.mac.hex()})

    def on_paper(self) -> str:
        """Return one line that a person can type off a sheet of paper."""
        mac = self.mac.hex()
        groups = (mac[at : at + GROUP] for at in range(0, len(mac), GROUP))
        return " ".join((str(self.number), str(self.on), *groups, self._check()))

    def _check(self) -> str:
        return hashlib.sha256(self.as_line().encode()).hexdigest()[:GROUP]

    @classmethod
    def typed(cls, line: str) -> "Anchor":
        """Read what was typed off paper, in small letters or capitals; raise ValueError for a slip."""
        number, day, *groups = line.lower().split()
        digits = "".join(groups)
        mac, check = bytes.fromhex(digits[:-GROUP]), digits[-GROUP:]
        found = cls(int(number), date.fromisoformat(day), mac)
        if len(mac) != MAC_BYTES or found._check() != check:
            raise ValueError(line)
        return found


def read(file: Path) -> tuple[Anchor, ...]:
    """Return the anchors of a file, one in each line; raise AnchorError when it holds anything else.

    A last line that a power cut left half written counts for none: its night was not anchored.
    """
    try:
        lines = _whole(file.read_text("utf-8")).splitlines()
        return tuple(_anchor(line) for line in lines if line.strip())
    except OSError as error:
        raise AnchorError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise AnchorError(
            f"{file} holds a line that is no anchor. If it was typed off paper, look for a slip."
        ) from error


def read_own(file: Path) -> tuple[Anchor, ...]:
    """Return the anchors that the service keeps itself; none before its first night."""
    return read(file) if file.exists() else ()


def add(file: Path, anchor: Anchor, before: Iterable[Anchor] = ()) -> None:
    """Write an anchor at the end of a file, unless it is there; raise AnchorError when it cannot be."""
    if any((one.number, one.mac) == (anchor.number, anchor.mac) for one in before):
        return
    try:
        _end_last_line(file)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(f"{anchor.as_line()}\n")
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        raise AnchorError(f"{file} cannot be written: {error.strerror}.") from error


def put_away(file: Path) -> None:
    """Keep the anchors of a log that was begun anew under another name."""
    if file.exists():
        file.replace(file.with_name(f"{file.name}.before"))


def _whole(text: str) -> str:
    """Return a text of anchors without the beginning of one at its end."""
    last = text[text.rfind("\n") + 1 :]
    is_begun = BEGINS.startswith(last) or (last.startswith(BEGINS) and not last.endswith("}"))
    return text.removesuffix(last) if is_begun else text


def _end_last_line(file: Path) -> None:
    """Let the next anchor stand in a line of its own, whatever was left of the last one."""
    text = file.read_text("utf-8") if file.exists() else ""
    whole = _whole(text)
    if whole != text:
        os.truncate(file, len(whole.encode()))
    elif text and not text.endswith("\n"):
        with file.open("a", encoding="utf-8") as opened:
            opened.write("\n")


def _anchor(line: str) -> Anchor:
    if not line.lstrip().startswith("{"):
        return Anchor.typed(line)
    found = json.loads(line)
    mac = bytes.fromhex(found["hash"])
    if len(mac) != MAC_BYTES:
        raise ValueError(line)
    return Anchor(int(found["event"]), date.fromisoformat(found["day"]), mac)
