"""What an operator can set, read once at start from the environment and the command line."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from wellbeing.address_settings import (
    HERE,
    MOST_PORT,
    database_url,
    is_page,
    is_public,
    proxy,
)
from wellbeing.backup_settings import Backup, read_backup
from wellbeing.database import Journal, sqlite_url
from wellbeing.installation import Installation
from wellbeing.keeping_settings import Keeping, read_keeping
from wellbeing.secret_settings import read_secret, read_token
from wellbeing.sms_settings import Sms, read_sms

Given = ParamSpec("Given")
Read = TypeVar("Read")
DEFAULT_PORT = 8000
LEAVE_TO = "https://www.bbc.co.uk/weather"
DATABASES = {"WELLBEING_DATABASE_URL": "wellbeing.db", "WELLBEING_KEYS_URL": "keys.db"}
# Whose contacts for help there are.
NATIONS = ("england", "scotland", "wales", "northern_ireland")
# How mail may leave; the last one on this machine alone.
WAYS_OF_MAIL = ("starttls", "tls", "none")
_ADDRESS = r"[^\s@<>,;]+@[^\s@<>,;]+"
# An address, or a name and an address in angle brackets.
_SENDER = re.compile(rf"{_ADDRESS}|[^@<>,;]*<{_ADDRESS}>")


class SettingsError(ValueError):
    """A setting cannot be used; one line that names it and says what it must be."""


@dataclass(frozen=True)
class Mail:
    """How mail leaves: a relay, a security mode (`none` only on loopback) and the sender."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
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
    host: str = HERE
    port: int = DEFAULT_PORT
    public_url: str = ""
    # The TLS proxy whose word about the sender's address is taken, when served over HTTPS.
    proxy: str = HERE
    nation: str = ""
    service_name: str = "Wellbeing"
    leave_to: str = LEAVE_TO
    # Where to report a weakness of this installation: mailto:… or https://…
    security_contact: str = ""
    # What a monitoring program shows at /metrics; without one nobody reads it.
    metrics_token: str = field(default="", repr=False)
    # Where the anchor of the audit log is mailed to.
    auditor: str = ""
    mail: Mail = Mail()
    sms: Sms = field(default_factory=Sms)
    backup: Backup = field(default_factory=Backup)
    # What is kept shorter or longer than usual.
    keeping: Keeping = field(default_factory=Keeping)
    # Only the temporary folder a demo is built in: nothing there is worth a disk flush.
    scratch: bool = False
    # Where the witness of what was published lies, when not beside the key file.
    witness: Path | None = None
    # The folder of shipped policy files; ours, except where a test breaks one.
    policies: Path | None = None

    def __post_init__(self) -> None:
        """Raise SettingsError for what cannot work, naming the setting."""
        if self.keys_url == self.database_url:
            raise SettingsError("WELLBEING_KEYS_URL must differ from WELLBEING_DATABASE_URL")
        if self.public_url and not is_public(self.public_url):
            raise SettingsError(
                "WELLBEING_PUBLIC_URL must be like https://wellbeing.example.org, without a path"
            )
        contact = self.security_contact
        if contact and not is_page(contact, "mailto", "https"):
            raise SettingsError("WELLBEING_SECURITY_CONTACT must begin with mailto: or https://")
        if not is_page(self.leave_to, "http", "https"):
            raise SettingsError("WELLBEING_LEAVE_TO must be the address of a web page")
        if self.nation and self.nation not in NATIONS:
            raise SettingsError(f"WELLBEING_NATION must be one of: {', '.join(NATIONS)}")

    @property
    def witness_file(self) -> Path:
        return self.witness or self.key_file.with_suffix(".witness.json")

    @property
    def erasures(self) -> Path:
        """Where the list of erasures lies: beside the databases, and in none of them."""
        return self.data / "erasures.jsonl"

    @property
    def audit_anchors(self) -> Path:
        """Where the service keeps for itself how the audit log ended each night."""
        return self.witness_file.with_suffix(".audit.jsonl")

    @property
    def main_journal(self) -> Journal:
        return Journal.SCRATCH if self.scratch else Journal.MAIN

    @property
    def side_journal(self) -> Journal:
        return Journal.SCRATCH if self.scratch else Journal.SIDE

    @property
    def ledger_journal(self) -> Journal:
        return Journal.SCRATCH if self.scratch else Journal.LEDGER

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
        data = data.resolve()
        url, keys_url = (
            _told(database_url, environment, name, f"sqlite:///{file}", data)
            for name, file in DATABASES.items()
        )
        ledger_url = sqlite_url(str(data / "ledger.db")) if url.startswith("sqlite") else url
        key_file, witness = read("WELLBEING_KEY_FILE", ""), read("WELLBEING_WITNESS_FILE", "")
        return cls(
            data=data,
            database_url=url,
            keys_url=keys_url,
            ledger_url=ledger_url,
            key_file=Path(key_file) if key_file else installation.key_file(data, environment),
            witness=Path(witness) if witness else None,
            demo=installation.demo,
            host=read("WELLBEING_HOST", "") or HERE,
            port=_port(environment, "WELLBEING_PORT", DEFAULT_PORT),
            public_url=read("WELLBEING_PUBLIC_URL", ""),
            proxy=_told(proxy, environment),
            nation=read("WELLBEING_NATION", ""),
            service_name=read("WELLBEING_SERVICE_NAME", "") or "Wellbeing",
            leave_to=read("WELLBEING_LEAVE_TO", "") or LEAVE_TO,
            security_contact=read("WELLBEING_SECURITY_CONTACT", ""),
            metrics_token=_told(read_token, environment, "WELLBEING_METRICS_TOKEN"),
            auditor=_address_in(environment, "WELLBEING_AUDITOR_ADDRESS"),
            mail=_mail(environment),
            sms=_told(read_sms, environment),
            backup=_told(read_backup, environment, data),
            keeping=_told(read_keeping, environment),
        )


def _mail(environment: Mapping[str, str]) -> Mail:
    read = environment.get
    return Mail(
        host=read("WELLBEING_SMTP_HOST", ""),
        port=_port(environment, "WELLBEING_SMTP_PORT", 587),
        security=_security(read("WELLBEING_SMTP_SECURITY", "")),
        username=read("WELLBEING_SMTP_USERNAME", ""),
        password=_told(read_secret, environment, "WELLBEING_SMTP_PASSWORD"),
        sender=_sender(read("WELLBEING_MAIL_FROM", "")),
    )


def _security(written: str) -> str:
    """Return how mail leaves: with an unknown way the service would start, and send none for weeks."""
    if written and written not in WAYS_OF_MAIL:
        raise SettingsError(f"WELLBEING_SMTP_SECURITY must be one of: {', '.join(WAYS_OF_MAIL)}")
    return written or WAYS_OF_MAIL[0]


def _sender(written: str) -> str:
    """Return what mails come from: a weekly mail that cannot be written would be lost, each of them."""
    is_plain = written.isascii() and written.isprintable()
    if written and not (is_plain and _SENDER.fullmatch(written)):
        raise SettingsError(
            "WELLBEING_MAIL_FROM must be one address such as no-reply@example.org, in letters a to z"
        )
    return written


def _address_in(environment: Mapping[str, str], name: str) -> str:
    written = environment.get(name, "")
    if written and not (written.isascii() and re.fullmatch(_ADDRESS, written)):
        raise SettingsError(f"{name} must be one address such as auditor@example.org")
    return written


def _told(reader: Callable[Given, Read], *given: Given.args, **more: Given.kwargs) -> Read:
    """Return what is read, or say in one line what is wrong with it."""
    try:
        return reader(*given, **more)
    except ValueError as error:
        raise SettingsError(str(error)) from None


def _port(environment: Mapping[str, str], name: str, otherwise: int) -> int:
    written = environment.get(name, "") or str(otherwise)
    if not written.isdecimal() or not 0 < int(written) <= MOST_PORT:
        raise SettingsError(f"{name} must be a number from 1 to {MOST_PORT}, not {written!r}")
    return int(written)
