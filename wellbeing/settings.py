"""What an operator can set, read once at start from the environment and the command line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from wellbeing.installation import Installation

DEFAULT_PORT = 8000
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True)
class Mail:
    """How mail leaves: a relay, a security mode (`none` only on loopback) and the sender."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    username: str = ""
    password: str = ""
    sender: str = ""

    @property
    def is_configured(self) -> bool:
        return bool(self.host and self.sender)


@dataclass(frozen=True)
class Settings:
    """Everything the service needs to know about where and how it runs."""

    data: Path
    database_url: str
    keys_url: str
    ledger_url: str
    key_file: Path
    demo: bool = False
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    public_url: str = ""
    nation: str = ""
    service_name: str = "Wellbeing"
    leave_to: str = "https://www.bbc.co.uk/weather"
    mail: Mail = Mail()
    # Only the temporary folder a demo is built in: nothing there is worth a disk flush.
    scratch: bool = False

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def address(self) -> str:
        """Return the address people type, without a slash at the end."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"

    @classmethod
    def of(
        cls, data: Path, installation: Installation, environment: Mapping[str, str] = os.environ
    ) -> Self:
        """Read `WELLBEING_*`; whatever is not set stays inside the data folder on SQLite."""
        read = environment.get
        database_url = read("WELLBEING_DATABASE_URL", f"sqlite:///{data / 'wellbeing.db'}")
        on_sqlite = database_url.startswith("sqlite")
        key_file = read("WELLBEING_KEY_FILE", "")
        return cls(
            data=data,
            database_url=database_url,
            keys_url=read("WELLBEING_KEYS_URL", f"sqlite:///{data / 'keys.db'}"),
            ledger_url=f"sqlite:///{data / 'ledger.db'}" if on_sqlite else database_url,
            key_file=Path(key_file) if key_file else installation.key_file(data),
            demo=installation.demo,
            host=read("WELLBEING_HOST", "127.0.0.1"),
            port=int(read("WELLBEING_PORT", str(DEFAULT_PORT))),
            public_url=read("WELLBEING_PUBLIC_URL", ""),
            nation=read("WELLBEING_NATION", ""),
            service_name=read("WELLBEING_SERVICE_NAME", "Wellbeing"),
            leave_to=read("WELLBEING_LEAVE_TO", "https://www.bbc.co.uk/weather"),
            mail=_mail(environment),
        )


def _mail(environment: Mapping[str, str]) -> Mail:
    read = environment.get
    return Mail(
        host=read("WELLBEING_SMTP_HOST", ""),
        port=int(read("WELLBEING_SMTP_PORT", "587")),
        security=read("WELLBEING_SMTP_SECURITY", "starttls"),
        username=read("WELLBEING_SMTP_USERNAME", ""),
        password=read("WELLBEING_SMTP_PASSWORD", ""),
        sender=read("WELLBEING_MAIL_FROM", ""),
    )
