"""How long events are kept, and how a log that was found broken is begun anew without hiding that."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.audit import anchors, store
from wellbeing.audit.chain import Head, Keys, Link
from wellbeing.audit.events import from_bytes
from wellbeing.audit.kinds import Kind
from wellbeing.audit.writing import ABOUT, Act, Scribe, keep_head, whole_head
from wellbeing.database import writing
from wellbeing.sealed import SealBrokenError, Vault

# Two years. The mark of the last event that was removed stays: the others hang on it.
KEPT_FOR = timedelta(days=731)


def forget_old(session: Session, vault: Vault, today: date) -> None:
    """Remove events after two years, the oldest first, up to the first that is younger."""
    keys = Keys(vault.audit_key)
    while _forget_some(session, keys, today - KEPT_FOR):
        pass


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


def _forget_some(session: Session, keys: Keys, before: date) -> bool:
    with writing(session, ABOUT):
        store.lock(session)
        last: Link | None = None
        for link in store.oldest(session, store.AT_ONCE):
            if not _is_older(keys, link, before):
                break
            last = link
        if last is None:
            return False
        head = whole_head(session, keys)
        store.remove(session, last.number)
        keep_head(session, keys, replace(head, cut_number=last.number, cut_mac=last.mac))
    return True


def _is_older(keys: Keys, link: Link, before: date) -> bool:
    try:
        return from_bytes(link.number, keys.open(link)).on < before
    # Whoever looks into it needs what cannot be opened.
    except SealBrokenError:
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
    with file.open("x", encoding="utf-8") as opened:
        if kept:
            head, seal = kept
            ends = {"end": head.number, "mark": head.mac.hex(), "seal": seal.hex()}
            opened.write(f"{json.dumps(ends)}\n")
        for link in links:
            said = {"event": link.number, "sealed": link.sealed.hex(), "mark": link.mac.hex()}
            opened.write(f"{json.dumps(said)}\n")
