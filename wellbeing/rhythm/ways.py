"""By which ways messages can reach one person now: what the pages about them say."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wellbeing import restored
from wellbeing.extensions import house
from wellbeing.messages.gateway import Gateway
from wellbeing.messages.gateways import WHILE_SOMEBODY_WAITS, gateway_of
from wellbeing.rhythm.number import ending
from wellbeing.rhythm.number_service import number_of, refused_on
from wellbeing.rhythm.service import Channel, Desk, Messages, Wish, was_put_back, wish_of
from wellbeing.rhythm.texting import Texts
from wellbeing.sms_settings import Gateway as Named
from wellbeing.web.words import words

CARRIERS = {
    Named.NOTIFY: "GOV.UK Notify, which passes it to a phone network",
    Named.LOOPBACK: "a pretend gateway on this computer",
}


@dataclass(frozen=True)
class Ways:
    """What this installation sends, what this person chose, and the last digits of their number."""

    mail: bool
    text: bool
    chosen: Channel
    ending: str | None

    @property
    def sends(self) -> bool:
        """Say whether the way this person chose brings them anything."""
        if self.chosen is Channel.TEXT:
            return self.text and self.ending is not None
        return self.mail

    @property
    def offered(self) -> tuple[Channel, ...]:
        """Return what can be chosen; text needs a number first, and what is chosen stays to be seen."""
        has_text = self.ending is not None and self.text
        return tuple(Channel) if has_text or self.chosen is Channel.TEXT else (Channel.MAIL,)


def ways_of(desk: Desk, person_id: str, wish: Wish) -> Ways:
    number = number_of(desk, person_id)
    return Ways(
        mail=house().settings.mail.is_configured,
        text=sends_texts(),
        chosen=wish.channel or Channel.MAIL,
        ending=None if number is None else ending(number),
    )


@dataclass(frozen=True)
class News:
    """What a person's own pages say about their messages, because something changed without them.

    `refused` is the day on which texts to their number were given up, `by_mail` whether messages come
    by e-mail; `ways` is how they would.
    """

    ways: Ways
    misses_texts: bool
    refused: str
    by_mail: bool
    put_back: bool
    # The day of a restore and the moment it went back to, in words.
    restored: tuple[str, str] | None = None


def news_of(desk: Desk, person_id: str) -> News:
    """Return what a person should read: no texts come, their number is refused, or a copy was put back."""
    wish = wish_of(desk, person_id)
    ways, day = ways_of(desk, person_id, wish), refused_on(desk, person_id)
    is_asked = wish.slot.messages is not Messages.NONE
    return News(
        ways,
        misses_texts=is_asked and ways.chosen is Channel.TEXT and not ways.sends,
        refused=f"{day:%A} {day.day} {day:%B}" if day else "",
        by_mail=is_asked and ways.chosen is Channel.MAIL and ways.sends,
        put_back=was_put_back(desk),
        restored=_restored(desk),
    )


def _restored(desk: Desk) -> tuple[str, str] | None:
    found, zone = restored.lately(desk.session, desk.now), ZoneInfo(desk.organisation.zone)
    if found is None:
        return None
    at, to = found.at.astimezone(zone), found.to.astimezone(zone)
    return f"{at:%A} {at.day} {at:%B}", f"{to:%A} {to.day} {to:%B}, {to.hour}:{to:%M}"


def told_of(desk: Desk, person_id: str, done: str, comes: str) -> str:
    """Say what was done, and what comes of it: a message is promised only where one is sent."""
    wish = wish_of(desk, person_id)
    if wish.slot.messages is Messages.NONE:
        return f"{done} No messages are sent to you, as you chose."
    if not ways_of(desk, person_id, wish).sends:
        return f"{done} No messages are sent to you at present."
    return f"{done} {comes}"


def texts() -> Texts:
    return Texts(house().settings.address, words().texts)


def sends_texts() -> bool:
    """Say whether weekly texts leave at all: with a gateway, and from an address that leaves room."""
    return house().settings.sms.is_configured and texts().fit


def gateway() -> Gateway | None:
    """Return the gateway for a person who waits before the page."""
    parts = house()
    return gateway_of(parts.settings.sms, parts.clock, WHILE_SOMEBODY_WAITS)


def sample_phone() -> str:
    """Return where the texts of a sample organisation can be looked at; nothing for a real one."""
    settings = house().settings
    return settings.sms.url if settings.demo and settings.sms.gateway is Named.LOOPBACK else ""


def carrier() -> str:
    """Return who carries texts, as people read it."""
    named = house().settings.sms.gateway
    return CARRIERS[named] if named else ""
