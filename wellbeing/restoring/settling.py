"""What makes a restored installation safe to start: it publishes nothing until a person has said so."""

from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from wellbeing import restored
from wellbeing.accounts import service as accounts
from wellbeing.accounts import sign_in
from wellbeing.audit import service as audit
from wellbeing.backup.manifest import Manifest
from wellbeing.checkins import keeping_ahead
from wellbeing.clock import local_day
from wellbeing.complaints import service as complaints
from wellbeing.database import make_engine
from wellbeing.formal import service as formal
from wellbeing.key_ring import KeyRing
from wellbeing.lease import give_back_lease, new_holder, take_over
from wellbeing.ledger import service as ledger
from wellbeing.publishing.confirming import confirm_moved
from wellbeing.publishing.press import Press
from wellbeing.publishing.witness import witness_of
from wellbeing.records.erasing import Eraser
from wellbeing.records.erasure_list import Erased
from wellbeing.responders import service as responders
from wellbeing.sealed import Vault
from wellbeing.settings import Settings
from wellbeing.sharing import service as sharing
from wellbeing.work_requests import service as work_requests


@dataclass(frozen=True)
class PutBack:
    """What was put back: the place where it publishes now, of which moment it is, and the lease known of."""

    # One that no machine ever is: see docs/adr/0019 and docs/adr/0035.
    place: str
    to: datetime
    fence: int = 0

    @classmethod
    def of(cls, manifest: Manifest) -> "PutBack":
        place = f"put back from the backup {manifest.name}"
        return cls(place, manifest.made_at, manifest.ledger.fence)


def settle(settings: Settings, back: PutBack, now: datetime, listed: Sequence[Erased] = ()) -> int:
    """Make restored databases safe; return how many windows were noted as not released.

    Whoever had everything deleted since the backup is deleted again before anything else reads a row.

    The number of the lease goes above all that is known of. What may have been published since the
    backup is noted as not released, and the ledger's place is one that no machine has: until
    `wellbeing publish --confirm-moved` nothing comes out and no weekly message leaves.
    """
    main = make_engine(settings.database_url, settings.main_journal)
    keys = make_engine(settings.keys_url, settings.side_journal)
    released = make_engine(settings.ledger_url, settings.ledger_journal)
    try:
        with closing(Session(main)) as session, closing(Session(released)) as book:
            vault = Vault(KeyRing.read(settings.key_file), keys)
            # Of whoever had everything deleted what was open would be kept as nobody's.
            complaints.after_restore(session, vault, _today(session, now))
            _delete_again(session, vault, settings, now, listed)
            _open_to_nobody(session, vault, _today(session, now))
            responders.after_restore(responders.Desk(session, vault, now, _today(session, now)))
            restored.note(session, back.to, now)
            _write_down(session, vault, now)
            witness = witness_of(settings, keys)
            seen = witness.salvage()
            above = max(ledger.highest_fence(book), back.fence, seen.fence if seen else 0)
            holder = new_holder()
            fence = take_over(session, holder, above)
            press = Press(
                session,
                book,
                vault,
                fence,
                place=back.place,
                witness=witness,
            )
            lost = confirm_moved(press, now)
            give_back_lease(session, holder)
            # Last: until all is closed the start is refused. By number, as days go by clocks that may be wrong.
            audit.anchor_the_end(session, settings.audit_anchors, now.date())
            return lost
    finally:
        for engine in (main, keys, released):
            engine.dispose()


def _open_to_nobody(session: Session, vault: Vault, today: date) -> None:
    """End what would open doors again, if it was ended or taken back since the backup."""
    sign_in.end_everything(session)
    sharing.end_everything(session, vault, today)
    work_requests.after_restore(session, vault, today)
    keeping_ahead.after_restore(session, vault)
    formal.after_restore(session, today)


def _delete_again(
    session: Session, vault: Vault, settings: Settings, now: datetime, listed: Sequence[Erased]
) -> None:
    """Carry out every erasure that came after the backup, and finish what was broken off in it."""
    eraser = Eraser(session, vault, settings.erasures, _today(session, now))
    eraser.finish()
    eraser.replay(listed)


def _write_down(session: Session, vault: Vault, now: datetime) -> None:
    scribe = audit.Scribe(vault, audit.by_command(), _today(session, now))
    # A log that is broken stays so, and is found: people need what else was put back.
    with suppress(audit.HeadBrokenError):
        scribe.note_first(session, audit.Act(audit.Kind.PUT_BACK))


def _today(session: Session, now: datetime) -> date:
    return local_day(now, accounts.organisation(session).zone)
