"""What each notice says: words, and the page its link leads to; made alike to be sent and to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum

from wellbeing.content.models import Mail, Mails

# No line is broken anew: an address that was would not be read by every mail program.
AS_IT_IS = policy.SMTP.clone(max_line_length=900, cte_type="7bit")


class Kind(StrEnum):
    """What a message is for; it never says so itself."""

    SET_PASSWORD = "set-password"  # noqa: S105
    POLICY = "policy"
    FIGURE_SETTINGS = "figure-settings"
    REQUEST = "request"
    REQUEST_TAKEN = "request-taken"


@dataclass(frozen=True)
class Envelope:
    """What differs from mail to mail: from whom, to whom, when, and the name of this mail."""

    sender: str
    to: str
    at: datetime
    name: str


@dataclass(frozen=True)
class _Notice:
    words: Callable[[Mails], Mail]
    path: str


# A request says the same, and leads to the same page, whether somebody asked or somebody answered.
_REQUEST = _Notice(lambda mails: mails.request, "/waiting")
_NOTICES = {
    Kind.SET_PASSWORD: _Notice(lambda mails: mails.set_password, "/set-password/"),
    Kind.POLICY: _Notice(lambda mails: mails.policy, "/policy-changes"),
    Kind.FIGURE_SETTINGS: _Notice(lambda mails: mails.policy, "/figure-settings"),
    Kind.REQUEST: _REQUEST,
    Kind.REQUEST_TAKEN: _REQUEST,
}


def link_of(kind: Kind, address: str, token: str = "") -> str:
    """Return the address a notice leads to; `token` ends it where a link opens something once."""
    return f"{address}{_NOTICES[kind].path}{token}"


def written(kind: Kind, words: Mails, link: str, envelope: Envelope) -> EmailMessage:
    """Write one notice."""
    notice = _NOTICES[kind].words(words)
    mail = EmailMessage(AS_IT_IS)
    mail["Subject"] = notice.subject
    mail["From"] = envelope.sender
    mail["To"] = envelope.to
    mail["Date"] = format_datetime(envelope.at)
    mail["Message-ID"] = f"<{envelope.name}@{envelope.sender.rpartition('@')[2].rstrip('>')}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(notice.body.format(link=link), cte="7bit")
    return mail
