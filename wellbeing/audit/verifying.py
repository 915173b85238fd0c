"""Walks the whole log: every event is as it was written, in its place, up to the end that is kept."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from sqlalchemy.orm import Session

from wellbeing.audit import store
from wellbeing.audit.anchors import Anchor
from wellbeing.audit.chain import Head, Keys, Link
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
    head, seal = kept or (Head(), b"")
    wanted: dict[int, list[Anchor]] = {}
    for anchor in anchors:
        wanted.setdefault(anchor.number, []).append(anchor)
    last, mac = head.cut_number, head.cut_mac
    _compare(wanted.get(last, ()), mac)
    for link in _in_order(links, last):
        if keys.mac_of(link.number, mac, link.sealed) != link.mac:
            raise AuditBrokenError(
                f"event {link.number} was changed, or is not the one that stood there"
            )
        last, mac = link.number, link.mac
        if last in wanted:
            _compare(wanted[last], mac)
    _check_end(keys, kept, last, seal)
    known = [number for number in wanted if number > last]
    if known:
        _tell_of_cut(last + 1, wanted[max(known)][0])
    compared = sum(len(found) for number, found in wanted.items() if number >= head.cut_number)
    return Whole(last - head.cut_number, head, compared, sum(map(len, wanted.values())) - compared)


def _in_order(links: Iterable[Link], last: int) -> Iterator[Link]:
    """Give the links as long as each has the number after the one before."""
    for link in links:
        if link.number <= last:
            raise AuditBrokenError(
                f"event {link.number} was put in before the beginning of the log"
            )
        if link.number > last + 1:
            raise AuditBrokenError(f"event {last + 1} is missing")
        last = link.number
        yield link


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


def _tell_of_cut(missing: int, anchor: Anchor) -> None:
    raise AuditBrokenError(
        f"event {missing} is missing: the anchor of {anchor.on} knows event {anchor.number}"
    )
