"""The Flask extensions, and the parts of the house that a view may ask for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from wellbeing.clock import Clock, local_day
from wellbeing.database import Row
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

PARTS = "wellbeing"

db = SQLAlchemy(metadata=Row.metadata)
login_manager = LoginManager()
csrf = CSRFProtect()
limiter = Limiter(get_remote_address, storage_uri="memory://", default_limits=[])


@dataclass(frozen=True)
class House:
    """The parts an application was put together from."""

    settings: Settings
    clock: Clock
    vault: Vault
    ledger: sessionmaker[Session]
    keys: Engine

    def now(self) -> datetime:
        """Return the moment in UTC."""
        return self.clock.now()

    def today(self, zone: str) -> date:
        """Return today in the organisation's zone."""
        return local_day(self.clock.now(), zone)


def house() -> House:
    """Return the parts of the application that answers this request."""
    return cast(House, current_app.extensions[PARTS])
