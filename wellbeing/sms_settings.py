"""How text messages leave: a gateway, its key and its template, read from the environment."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from wellbeing.secret_settings import read_secret

NOTIFY_URL = "https://api.notifications.service.gov.uk"
LOOPBACK = frozenset({"127.0.0.1", "localhost"})
UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
KEY_OF_NOTIFY = re.compile(f".+-{UUID}-{UUID}")
TEMPLATE_OF_NOTIFY = re.compile(UUID)


class Gateway(StrEnum):
    """The gateways we can speak to."""

    NOTIFY = "notify"
    LOOPBACK = "loopback"


@dataclass(frozen=True)
class Sms:
    """How text messages leave; without a gateway none do."""

    gateway: Gateway | None = None
    url: str = ""
    # Never shown, also not by an error that prints its settings.
    key: str = field(default="", repr=False)
    template: str = ""
    # Whose mobile numbers are written to; how those of the first are written needs no country code.
    countries: tuple[str, ...] = ("GB",)

    @property
    def is_configured(self) -> bool:
        return self.gateway is not None


def read_sms(environment: Mapping[str, str]) -> Sms:
    """Read `WELLBEING_SMS_*`; raise ValueError, in one line that says what to do, for half a setting."""
    # Blanks come with copying, and are part of none of these.
    environment = {name: value.strip() for name, value in environment.items()}
    named = environment.get("WELLBEING_SMS_GATEWAY", "").lower()
    if not named:
        _require_nothing_more(environment)
        return Sms()
    if named not in set(Gateway):
        raise ValueError(f"WELLBEING_SMS_GATEWAY must be {' or '.join(Gateway)}, not {named!r}")
    gateway = Gateway(named)
    url = environment.get("WELLBEING_SMS_URL", "") or (
        NOTIFY_URL if gateway is Gateway.NOTIFY else ""
    )
    _require_address(gateway, url)
    key, template = _key(environment), environment.get("WELLBEING_SMS_TEMPLATE", "")
    if gateway is Gateway.NOTIFY:
        _require_notify(key, template)
    return Sms(gateway, url.rstrip("/"), key, template, _countries(environment))


def _require_nothing_more(environment: Mapping[str, str]) -> None:
    """Refuse what was set for a gateway that is not named: somebody expects texts to leave."""
    others = ("URL", "KEY", "KEY_FILE", "TEMPLATE", "COUNTRIES")
    for name in others:
        if environment.get(f"WELLBEING_SMS_{name}"):
            raise ValueError(
                f"WELLBEING_SMS_{name} is set, but WELLBEING_SMS_GATEWAY is not: "
                "set it to notify, or remove both"
            )


def _require_address(gateway: Gateway, url: str) -> None:
    if not _is_address_of(gateway, url):
        wanted = "like http://127.0.0.1:8025" if gateway is Gateway.LOOPBACK else "like https://…"
        raise ValueError(f"WELLBEING_SMS_URL must be {wanted}, without a path")
    try:
        _ = urlsplit(url).port
    except ValueError:
        raise ValueError("WELLBEING_SMS_URL has a port that is no number") from None


def _is_address_of(gateway: Gateway, url: str) -> bool:
    """Say whether an address is one of this machine, or a safe one, and nothing but an address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_here = parts.scheme == "http" and parts.hostname in LOOPBACK
    is_safe = parts.scheme == "https" and bool(parts.hostname) and gateway is Gateway.NOTIFY
    is_more = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    return (is_here or is_safe) and not is_more


def _require_notify(key: str, template: str) -> None:
    """Refuse a key that is none: it is a name and two UUIDs, all with hyphens between."""
    if not KEY_OF_NOTIFY.fullmatch(key):
        raise ValueError(
            "WELLBEING_SMS_KEY or WELLBEING_SMS_KEY_FILE must hold a whole API key of "
            "GOV.UK Notify: its name and two long ids, with hyphens between"
        )
    if not TEMPLATE_OF_NOTIFY.fullmatch(template):
        raise ValueError(
            "WELLBEING_SMS_TEMPLATE must be the id of a text message template whose whole "
            "text is ((text))"
        )


def _key(environment: Mapping[str, str]) -> str:
    key = read_secret(environment, "WELLBEING_SMS_KEY").strip()
    if not key.isascii() or not (key.isprintable() or not key):
        raise ValueError("WELLBEING_SMS_KEY must be one line of plain letters, digits and hyphens")
    return key


def _countries(environment: Mapping[str, str]) -> tuple[str, ...]:
    from phonenumbers import SUPPORTED_REGIONS

    named = environment.get("WELLBEING_SMS_COUNTRIES", "") or "GB"
    found = tuple(each.strip().upper() for each in named.split(","))
    if not set(found) <= set(SUPPORTED_REGIONS):
        raise ValueError("WELLBEING_SMS_COUNTRIES must be like GB or GB,IE")
    return found
