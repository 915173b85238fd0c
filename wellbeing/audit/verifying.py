"""Walks the whole log: every event is as it was written, in its place, up to the end that is kept."""

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.audit import store
from wellbeing.audit.anchors import Anchor
from wellbeing.audit.chain import NO_VALUES, Head, Keys, Link
from wellbeing.sealed import Vault


class AuditBrokenError(Exception):
    """An event of the audit log is not as it was written; says which is the first."""


@dataclass(frozen=True)
class Whole:
    """A log that is as it was written."""

    events: int
    head: Head
    # How many anchors were compared, and how many know only events that were removed for their age.
    compared: int = 0
    too_old: int = 0


def verify(session: Session, vault: Vault, anchors: Iterable[Anchor] = ()) -> Whole:
    """Check every event, the end and every anchor; raise AuditBrokenError at the first thing wrong."""
    keys = Keys(vault.audit_key)
    session.rollback()
    store.stand_still(session)
    head = store.head(session)
    with closing(store.links(session)) as links:
        return walk(keys, head, links, anchors)


def walk(
    keys: Keys,
    kept: tuple[Head, bytes] | None,
    links: Iterable[Link],
    anchors: Iterable[Anchor] = (),
) -> Whole:
    """Check links against where the chain is said to begin and end, and against what anchors know."""
    try:
        return _walked(keys, kept, links, _by_number(anchors))
    except NO_VALUES as error:
        raise AuditBrokenError("an event or the end has a value that no log holds") from error


def _walked(
    keys: Keys,
    kept: tuple[Head, bytes] | None,
    links: Iterable[Link],
    wanted: Mapping[int, list[Anchor]],
) -> Whole:
    head, seal = kept or (Head(), b"")
    last, mac = head.cut_number, head.cut_mac
    _compare(wanted.get(last, ()), mac)
    for number, sealed, marked in links:
        if number != last + 1:
            raise _out_of_place(number, last)
        if keys.mac_of(number, mac, sealed) != marked:
            raise AuditBrokenError(
                f"event {number} was changed, or is not the one that stood there"
            )
        last, mac = number, marked
        if last in wanted:
            _compare(wanted[last], mac)
    _check_end(keys, kept, last, seal)
    if head.mac != mac:
        # A log that was put back once has had two events of this number, both under the key.
        raise AuditBrokenError(f"event {last} is not the one that the log ended with")
    _refuse_cut(last, wanted)
    compared = sum(len(found) for number, found in wanted.items() if number >= head.cut_number)
    return Whole(last - head.cut_number, head, compared, sum(map(len, wanted.values())) - compared)


def _out_of_place(number: int, last: int) -> AuditBrokenError:
    if number <= last:
        return AuditBrokenError(f"event {number} was put in before the beginning of the log")
    return AuditBrokenError(f"event {last + 1} is missing")


def _check_end(keys: Keys, kept: tuple[Head, bytes] | None, last: int, seal: bytes) -> None:
    if kept is None:
        if last:
            raise AuditBrokenError(f"what is kept of the end, event {last}, is missing")
        return
    head = kept[0]
    if last < head.number:
        raise AuditBrokenError(f"event {last + 1} is missing: the log is cut off")
    if last > head.number:
        raise AuditBrokenError(f"event {head.number + 1} was put in after the end of the log")
    if keys.seal_of(head) != seal:
        raise AuditBrokenError(f"what is kept of the end, event {last}, was changed")


def _compare(anchors: Iterable[Anchor], mac: bytes) -> None:
    for anchor in anchors:
        if anchor.mac != mac:
            raise AuditBrokenError(
                f"event {anchor.number} is not the one that the anchor of {anchor.on} knows"
            )


def _by_number(anchors: Iterable[Anchor]) -> dict[int, list[Anchor]]:
    found: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        found.setdefault(anchor.number, []).append(anchor)
    return found


def _refuse_cut(last: int, wanted: Mapping[int, list[Anchor]]) -> None:
    """Raise when an anchor knows of events after the last one."""
    highest = max(wanted, default=last)
    if highest > last:
        raise AuditBrokenError(
            f"event {last + 1} is missing: the anchor of {wanted[highest][0].on} knows event {highest}"
        )
