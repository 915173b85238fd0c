"""Where an installation publishes: a copy of it, in another place, must not draw noise again."""

import hashlib
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from wellbeing.installation import Installation
from wellbeing.settings import Settings

# A sample is rebuilt and moved at each start, and its figures are about nobody.
SAMPLE = "sample"
MACHINE = Path("/etc/machine-id")


def place_of(settings: Settings, released: Session) -> str:
    """Return a name that stays the same until the ledger is copied, restored or moved."""
    if settings.demo:
        return SAMPLE
    installation = Installation.read(settings.data)
    facts = [installation.id if installation else ""]
    if released.get_bind().dialect.name == "postgresql":
        facts += [str(fact) for fact in released.execute(_SERVER).one()]
    else:
        file = Path(str(make_url(settings.ledger_url).database))
        facts += [_machine(), str(file.resolve()), _number(file)]
    return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()


def _machine() -> str:
    try:
        return MACHINE.read_text("ascii").strip()
    except OSError:
        return ""


def _number(file: Path) -> str:
    """Return what tells a file from its copy."""
    return str(file.stat().st_ino) if file.exists() else ""


_SERVER = text(
    "SELECT (SELECT system_identifier FROM pg_control_system()), oid "
    "FROM pg_database WHERE datname = current_database()"
)
