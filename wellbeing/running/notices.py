"""Every message as its recipient gets it: made by the code that sends, with links that open nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from enum import StrEnum

from wellbeing.content.models import Mails
from wellbeing.content.text_models import CODE, TextWords
from wellbeing.messages import notices
from wellbeing.messages.notices import Kind
from wellbeing.messages.shape import Envelope
from wellbeing.rhythm.letters import Letter, Template
from wellbeing.rhythm.links import PATH
from wellbeing.rhythm.tokens import LENGTH

TO = "somebody@example.org"
# A number that Ofcom keeps for stories: nobody has it.
NUMBER = "+447700900123"
NO_SENDER = "not-set@example.org"
# As long as what opens something, and made by no key: no link of a preview opens anything.
NO_MARK = "x" * LENGTH
NO_NAME = "0" * 32


class Shown(StrEnum):
    """A message that can be looked at; in addresses and for the command line."""

    WEEKLY = "weekly"
    SET_PASSWORD = "set-password"  # noqa: S105
    POLICY = "policy"
    FIGURE_SETTINGS = "figure-settings"
    OPENING = "opening"
    ROLES = "roles"
    REQUEST = "request"
    REQUEST_TAKEN = "request-taken"
    SHARED = "shared"
    WORK_REQUEST = "work-request"
    WEEKLY_TEXT = "weekly-text"
    CODE = "code"


@dataclass(frozen=True)
class Stamp:
    """Whence and when: the address people type, the sender, the moment, and the words."""

    address: str
    sender: str
    at: datetime
    words: Mails
    texts: TextWords


@dataclass(frozen=True)
class Preview:
    """One message as it would arrive; `html` is empty where there is none, and `whole` for a text message."""

    kind: Shown
    name: str
    when: str
    headers: tuple[tuple[str, str], ...]
    plain: str
    html: str
    whole: bytes


_ABOUT: dict[Shown, tuple[str, str]] = {
    Shown.WEEKLY: (
        "The message of the week, and its reminder",
        "Each week to everyone who wants it. A reminder is the same mail once more.",
    ),
    Shown.SET_PASSWORD: (
        "A link to set a password",
        "To a person for whom “wellbeing roster links --mail” was run. The link works once.",
    ),
    Shown.POLICY: (
        "A page about the policy",
        "To wellbeing leads and staff representatives, when a change of the policy needs them.",
    ),
    Shown.FIGURE_SETTINGS: (
        "A page about figure settings",
        "To wellbeing leads and staff representatives, when a change of these numbers needs them.",
    ),
    Shown.OPENING: (
        "A page about opening check-ins",
        "To wellbeing leads and staff representatives, when going live needs them.",
    ),
    Shown.ROLES: (
        "A page about roles",
        "To wellbeing leads and staff representatives, when a role waits for them, and to whoever gets one.",
    ),
    Shown.REQUEST: (
        "A request",
        "To those a person asks for. It says nothing but that a page waits.",
    ),
    Shown.REQUEST_TAKEN: (
        "An answer to a request",
        "To the person who asked. The same words as to those who were asked.",
    ),
    Shown.SHARED: (
        "Something is shared",
        "To the one person somebody shares something with. The same words as for a request.",
    ),
    Shown.WORK_REQUEST: (
        "A change at work",
        "To the one somebody asks for it, and to them when it is answered. The same words as for a request.",
    ),
    Shown.WEEKLY_TEXT: (
        "The message of the week as a text message",
        "Each week to everyone who wants it so, where a gateway is set. A reminder is the same text.",
    ),
    Shown.CODE: (
        "The code for a mobile number",
        "Once to a number, while its person waits, before any other text goes there.",
    ),
}
_HEADERS = ("From", "To", "Subject", "List-Unsubscribe")


def all_of(stamp: Stamp) -> tuple[Preview, ...]:
    return tuple(preview(kind, stamp) for kind in Shown)


def preview(kind: Shown, stamp: Stamp) -> Preview:
    name, when = _ABOUT[kind]
    if kind in _TEXTS:
        return Preview(kind, name, when, (("To", NUMBER),), _TEXTS[kind](stamp), "", b"")
    whole = _WRITERS[kind](stamp)
    mail: EmailMessage = message_from_bytes(whole, policy=policy.default)
    headers = tuple((each, str(mail[each])) for each in _HEADERS if each in mail)
    return Preview(kind, name, when, headers, _part(mail, "plain"), _part(mail, "html"), whole)


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return "" if part is None else str(part.get_content()).strip()


def _weekly(stamp: Stamp) -> bytes:
    sign_in = f"{stamp.address}/this-week"
    letter = Letter(
        TO, NO_NAME, f"{stamp.address}/{PATH}/{NO_MARK}", f"{stamp.address}/messages/{NO_MARK}"
    )
    return Template.of(stamp.words.weekly, stamp.sender, stamp.at, sign_in).letter(letter)


def _notice(kind: Kind, token: str = "") -> Callable[[Stamp], bytes]:
    def write(stamp: Stamp) -> bytes:
        link = notices.link_of(kind, stamp.address, token)
        stop = f"{stamp.address}/messages/{NO_MARK}"
        envelope = Envelope(stamp.sender, TO, stamp.at, NO_NAME, stop)
        return notices.written(kind, stamp.words, link, envelope).as_bytes()

    return write


_TEXTS: dict[Shown, Callable[[Stamp], str]] = {
    Shown.WEEKLY_TEXT: lambda stamp: stamp.texts.weekly.format(
        link=f"{stamp.address}/{PATH}/{NO_MARK}"
    ),
    Shown.CODE: lambda stamp: stamp.texts.code.format(code=CODE),
}
_WRITERS: dict[Shown, Callable[[Stamp], bytes]] = {
    Shown.WEEKLY: _weekly,
    Shown.SET_PASSWORD: _notice(Kind.SET_PASSWORD, NO_MARK),
    Shown.POLICY: _notice(Kind.POLICY),
    Shown.FIGURE_SETTINGS: _notice(Kind.FIGURE_SETTINGS),
    Shown.OPENING: _notice(Kind.OPENING),
    Shown.ROLES: _notice(Kind.ROLES),
    Shown.REQUEST: _notice(Kind.REQUEST),
    Shown.REQUEST_TAKEN: _notice(Kind.REQUEST_TAKEN),
    Shown.SHARED: _notice(Kind.SHARED),
    Shown.WORK_REQUEST: _notice(Kind.WORK_REQUEST),
}
