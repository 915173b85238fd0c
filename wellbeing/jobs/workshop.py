"""What jobs work with: their own connections, beside the web's."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from wellbeing.clock import Clock
from wellbeing.database import existing, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.place import place_of
from wellbeing.publishing.witness import witness_of
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

# What a job did, in numbers that say nothing about anybody: no count of answers, or of who asked.
Counts = tuple[tuple[str, int], ...]
NO_COUNTS: Counts = ()


@dataclass(frozen=True)
class Workshop:
    """The databases of an installation, its vault, and the clock that jobs go by."""

    settings: Settings
    clock: Clock
    vault: Vault
    main: Engine
    keys: Engine
    ledger: Engine

    @classmethod
    def of(cls, settings: Settings, clock: Clock) -> Self:
        keys = make_engine(existing(settings.keys_url), settings.side_journal)
        main = make_engine(existing(settings.database_url), settings.main_journal)
        vault = Vault(KeyRing.read(settings.key_file), keys, settings.key_file)
        # Publishing opens the ledger to write; the web side can only read it.
        ledger = make_engine(existing(settings.ledger_url), settings.ledger_journal)
        return cls(settings, clock, vault, main, keys, ledger)

    def session(self) -> Session:
        return Session(self.main)

    def close(self) -> None:
        self.main.dispose()
        self.keys.dispose()
        self.ledger.dispose()

    def was_put_back(self, session: Session) -> bool:
        """Say whether this may be a restored copy: what it takes for waiting may have left before."""
        with Session(self.ledger) as ledger:
            place = place_of(self.settings, ledger)
            witness = witness_of(self.settings, self.keys)
            return trouble(session, ledger, place, witness) is not None
