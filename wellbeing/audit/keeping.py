"""How long events are kept, and how a log that was found broken is begun anew without hiding that."""

import json
import os
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.audit import anchors, store
from wellbeing.audit.chain import NO_VALUES, Head, Keys, Link
from wellbeing.audit.events import from_bytes
from wellbeing.audit.kinds import Kind
from wellbeing.audit.writing import ABOUT, Act, Scribe, keep_head, whole_head
from wellbeing.database import writing
from wellbeing.retention import span_of
from wellbeing.sealed import SealBrokenError, Vault

# Two years. The mark of the last event that was removed stays: the others hang on it.
KEPT_FOR = span_of("audit")
OWNER_ONLY = 0o600


def forget_old(session: Session, vault: Vault, today: date, kept_for: timedelta = KEPT_FOR) -> None:
    """Remove events after their time, the oldest first, up to the first that is younger."""
    keys = Keys(vault.audit_key)
    while _forget_some(session, keys, today - kept_for):
        pass


def how_many_are_old(
    session: Session, vault: Vault, today: date, kept_for: timedelta = KEPT_FOR
) -> tuple[int, int]:
    """Return how many events would go now for their age, and how many there are."""
    keys, before = Keys(vault.audit_key), today - kept_for
    with closing(store.links(session)) as links:
        goes = sum(1 for _ in takewhile(lambda link: _is_older(keys, link, before), links))
    return goes, store.how_many(session)


def begin_anew(session: Session, scribe: Scribe, file: Path, own: Path) -> int:
    """Write what is left of a broken log to a file, and go on after the highest number ever seen.

    The first event says so. Returns its number. Every anchor from before then knows only what is
    in that file.
    """
    keys = Keys(scribe.vault.audit_key)
    known = anchors.read_own(own)
    with writing(session, ABOUT):
        store.lock(session)
        found, kept = tuple(store.links(session)), store.head(session)
        highest = _highest(kept, found, known)
        _write_out(file, found, kept)
        store.remove(session, max([highest, *(link.number for link in found)]))
        keep_head(session, keys, _cut_at(keys, highest))
        scribe.note(session, Act(Kind.BEGUN_ANEW))
    anchors.put_away(own)
    return highest + 1


def anchor_ahead(session: Session, own: Path) -> anchors.Anchor | None:
    """Return the last of the anchors kept here where the log ends before it; None when it does not.

    The last in the file, whatever its day: a clock may have been wrong.
    """
    try:
        known = anchors.read_own(own)
    except anchors.AnchorError:
        # Told by the look at the log each night.
        return None
    return known[-1] if known and known[-1].number > _end(session).number else None


def anchor_the_end(session: Session, own: Path, on: date) -> None:
    """Let the last anchor be of where the log ends now, though it ended later before; the others stay."""
    if anchor_ahead(session, own) is not None:
        anchors.add(own, anchors.Anchor.of(_end(session), on))


def _end(session: Session) -> Head:
    kept = store.head(session)
    return kept[0] if kept else Head()


def _forget_some(session: Session, keys: Keys, before: date) -> bool:
    with writing(session, ABOUT):
        store.lock(session)
        head = whole_head(session, keys)
        last = _last_to_go(keys, head, store.oldest(session, store.AT_ONCE), before)
        if last is None:
            return False
        store.remove(session, last.number)
        keep_head(session, keys, replace(head, cut_number=last.number, cut_mac=last.mac))
    return True


def _last_to_go(keys: Keys, head: Head, links: Iterable[Link], before: date) -> Link | None:
    """Return the last of the old events; none from the first on that is not as it was written."""
    last, number, mac = None, head.cut_number, head.cut_mac
    for link in links:
        number, mac = number + 1, keys.mac_of(number + 1, mac, link.sealed)
        # What somebody did to old events must not go with them.
        if (number, mac) != (link.number, link.mac) or not _is_older(keys, link, before):
            return last
        last = link
    return last


def _is_older(keys: Keys, link: Link, before: date) -> bool:
    try:
        return from_bytes(link.number, keys.open(link)).on < before
    # Whoever looks into it needs what cannot be opened.
    except (SealBrokenError, *NO_VALUES):
        return False


def _highest(
    kept: tuple[Head, bytes] | None, links: Iterable[Link], known: Iterable[anchors.Anchor]
) -> int:
    head = kept[0] if kept else Head()
    numbers = [head.number, head.cut_number]
    numbers += [link.number for link in links]
    return max([*numbers, *(anchor.number for anchor in known)])


def _cut_at(keys: Keys, number: int) -> Head:
    mark = keys.anew(number)
    return Head(number, mark, number, mark)


def _write_out(file: Path, links: Iterable[Link], kept: tuple[Head, bytes] | None) -> None:
    """Write what was found, as it was found; a file that is there already is left alone."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        if kept:
            head, seal = kept
            ends = {"end": head.number, "mark": _told(head.mac), "seal": _told(seal)}
            opened.write(f"{json.dumps(ends)}\n")
        for link in links:
            said = {"event": link.number, "sealed": _told(link.sealed), "mark": _told(link.mac)}
            opened.write(f"{json.dumps(said)}\n")
        opened.flush()
        # The log it tells of is gone next.
        os.fsync(opened.fileno())


def _told(value: object) -> str:
    # SQLite takes any value in place of a mark.
    return value.hex() if isinstance(value, bytes) else repr(value)
