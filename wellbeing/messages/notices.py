"""What each notice says: words, and the page its link leads to; made alike to be sent and to be looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum

from wellbeing.content.models import Mail, Mails
from wellbeing.messages.shape import Envelope, headed, shaped


class Kind(StrEnum):
    """What a message is for; it never says so itself."""

    SET_PASSWORD = "set-password"  # noqa: S105
    POLICY = "policy"
    FIGURE_SETTINGS = "figure-settings"
    OPENING = "opening"
    ROLES = "roles"
    REQUEST = "request"
    REQUEST_TAKEN = "request-taken"
    SHARED = "shared"
    WORK_REQUEST = "work-request"


@dataclass(frozen=True)
class _Notice:
    words: Callable[[Mails], Mail]
    path: str


# Whatever one person has for another: the same words, and the same address, which leads to what waits.
_REQUEST = _Notice(lambda mails: mails.request, "/waiting")
_NOTICES = {
    Kind.SET_PASSWORD: _Notice(lambda mails: mails.set_password, "/set-password/"),
    Kind.POLICY: _Notice(lambda mails: mails.policy, "/policy-changes"),
    Kind.FIGURE_SETTINGS: _Notice(lambda mails: mails.policy, "/figure-settings"),
    Kind.OPENING: _Notice(lambda mails: mails.policy, "/going-live"),
    Kind.ROLES: _Notice(lambda mails: mails.policy, "/roles"),
    Kind.REQUEST: _REQUEST,
    Kind.REQUEST_TAKEN: _REQUEST,
    Kind.SHARED: _REQUEST,
    Kind.WORK_REQUEST: _REQUEST,
}


def link_of(kind: Kind, address: str, token: str = "") -> str:
    """Return the address a notice leads to; `token` ends it where a link opens something once."""
    return f"{address}{_NOTICES[kind].path}{token}"


def written(kind: Kind, words: Mails, link: str, envelope: Envelope) -> EmailMessage:
    """Write one notice: in the shape of the weekly mail, but for the link that sets a password.

    Who gets that one is new here, or asked for it, and must know it for what it is.
    """
    notice = _NOTICES[kind].words(words)
    if kind is not Kind.SET_PASSWORD:
        return shaped(notice, {"link": link}, envelope)
    mail = headed(notice.subject, envelope)
    mail.set_content(notice.body.format(link=link), cte="7bit")
    return mail
