"""Where this installation keeps things and whom it needs for it, read from its settings: kinds, no paths."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from wellbeing.address_settings import LOOPBACK
from wellbeing.settings import LEAVE_TO, Settings
from wellbeing.sms_settings import Gateway

HERE = "this machine"
OF_A_WEEK = "Whoever reads the link of a week can send a check-in, and read nothing"
PORTS_OF_HERE = frozenset({*LOOPBACK, "::1", ""})


@dataclass(frozen=True)
class Helper:
    """Somebody outside the program who carries or keeps data, as the settings name them."""

    name: str
    does: str
    learns: str
    blank: str


def database_kind(settings: Settings) -> str:
    """Return which database is in use, and on which machine."""
    return _kind(settings.database_url)


def key_store_kind(settings: Settings) -> str:
    return _kind(settings.keys_url)


def key_file_place(settings: Settings) -> str:
    if settings.data in settings.key_file.resolve().parents:
        return "inside the data folder, which is right for a sample alone"
    return "outside the data folder"


def backups_in_words(settings: Settings) -> str:
    """Say where backups go and how long they are kept."""
    found = settings.backup
    if not found.is_configured:
        return "No backups are set up."
    where = "in the same folder" if found.keys_folder == found.folder else "in another folder"
    return (
        "Each night, encrypted to a public key, into a folder outside the data folder. The service needs no "
        f"private key to make them. They are kept for {found.days} days. The copies of the key store lie "
        f"{where} and are kept for {found.keys_days} days."
    )


def helpers(settings: Settings) -> tuple[Helper, ...]:
    """Return everybody the settings name, the machine itself first."""
    found = [
        Helper(
            f"Whoever runs the machine and the database ({database_kind(settings)})",
            "keeps names, units and sealed rows; runs the program",
            "names, work addresses, units and roles; how many sealed rows there are. With the running service or "
            "its key file, everything",
            "machine",
        )
    ]
    if settings.backup.is_configured:
        does, learns = "keeps encrypted files", "their size and day; nothing in them"
        found.append(Helper("Whoever keeps the backups", does, learns, "backup-place"))
    if settings.mail.is_configured:
        found.append(_relay(settings))
    if settings.sms.is_configured:
        found.append(_gateway(settings))
    return tuple(found)


def not_used(settings: Settings) -> tuple[str, ...]:
    """Say what is switched off: a schedule that leaves it out would look forgotten."""
    said = []
    if not settings.mail.is_configured:
        said.append("No mail relay is set: no mail leaves.")
    if not settings.sms.is_configured:
        said.append(
            "No gateway for text messages is set: no text leaves, and no number can be given."
        )
    if not settings.backup.is_configured:
        said.append("No backups are set up, so nobody keeps any.")
    return tuple(said)


def leave_to(settings: Settings) -> str:
    """Return the site to which “Leave this page now” leads."""
    return urlsplit(settings.leave_to or LEAVE_TO).hostname or ""


def _relay(settings: Settings) -> Helper:
    mail = settings.mail
    where = HERE if mail.host in PORTS_OF_HERE else mail.host
    way = "without encryption" if mail.security == "none" else f"encrypted ({mail.security})"
    return Helper(
        f"The mail relay: {where}",
        f"takes mails {way} and brings them to work addresses",
        "work addresses, when a mail left, that the service is used, and a link. Nothing in a notice tells "
        f"what it is about. {OF_A_WEEK}. Whoever reads a link to set a password, and uses it first, has that "
        "account. It works once, for seven days",
        "relay-contract",
    )


def _gateway(settings: Settings) -> Helper:
    named = "GOV.UK Notify" if settings.sms.gateway is Gateway.NOTIFY else "a gateway"
    host = urlsplit(settings.sms.url).hostname or ""
    where = HERE if host in PORTS_OF_HERE else host
    return Helper(
        f"The gateway for text messages: {named} ({where})",
        "brings texts to the numbers of those who chose them",
        f"the mobile number, the words with a link, and that the service is used; no name and no answer. {OF_A_WEEK}",
        "texts-contract",
    )


def _kind(url: str) -> str:
    found = make_url(url)
    if found.get_backend_name() == "sqlite":
        return f"SQLite, a file on {HERE}"
    where = (
        HERE
        if (found.host or "") in PORTS_OF_HERE or (found.host or "").startswith("/")
        else found.host
    )
    return f"PostgreSQL on {where}"
