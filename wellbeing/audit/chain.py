"""The chain: each event is marked under a key, together with its number and the mark before it."""

import hmac
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from wellbeing.audit.rows import MAC_BYTES
from wellbeing.sealed import Box, Label

NOTHING = bytes(MAC_BYTES)
NUMBER_BYTES = 8
# What a value raises that somebody put where a number or a mark belongs: SQLite takes any.
NO_VALUES = (OverflowError, TypeError, ValueError)


class Link(NamedTuple):
    """An event as it lies in the chain."""

    number: int
    sealed: bytes
    mac: bytes


@dataclass(frozen=True)
class Head:
    """Where the chain ends, and the last event before its beginning that was removed for its age."""

    number: int = 0
    mac: bytes = NOTHING
    cut_number: int = 0
    cut_mac: bytes = NOTHING


@dataclass(frozen=True)
class Keys:
    """What marks, seals and names: three keys, all made from the key of the audit log."""

    audit_key: bytes

    def mac_of(self, number: int, before: bytes, sealed: bytes) -> bytes:
        """Return the mark of an event: nobody can reckon it without the key."""
        return hmac.digest(self._chain, b"event" + _number(number) + before + sealed, "sha256")

    def seal_of(self, head: Head) -> bytes:
        parts = (_number(head.number), head.mac, _number(head.cut_number), head.cut_mac)
        return hmac.digest(self._chain, b"head" + b"".join(parts), "sha256")

    def anew(self, number: int) -> bytes:
        """Return the mark that a chain begins with which was begun anew after a number."""
        return hmac.digest(self._chain, b"anew" + _number(number), "sha256")

    def pseudonym(self, part: str, who: str) -> str:
        """Name somebody in one part of an event; as who acts and as whom it is about, they differ."""
        return hmac.digest(self._naming, f"{part}\x1f{who}".encode(), "sha256").hex()[:32]

    def close(self, number: int, plain: bytes) -> bytes:
        return self._box.seal(plain, _label(number))

    def open(self, link: Link) -> bytes:
        return self._box.open(link.sealed, _label(link.number))

    @cached_property
    def _chain(self) -> bytes:
        return hmac.digest(self.audit_key, b"chain", "sha256")

    @cached_property
    def _naming(self) -> bytes:
        return hmac.digest(self.audit_key, b"pseudonym", "sha256")

    @cached_property
    def _box(self) -> Box:
        return Box(hmac.digest(self.audit_key, b"seal", "sha256"))


def _number(number: int) -> bytes:
    return number.to_bytes(NUMBER_BYTES, "big")


def _label(number: int) -> Label:
    return Label("audit event", _number(number))
