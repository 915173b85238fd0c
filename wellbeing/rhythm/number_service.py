"""Keeps a person's mobile number, once a code that was sent to it came back from them.

Number and code are sealed with the person's own data key. So nobody can have a colleague's messages
sent to themselves, and nobody else can read either.
"""

import hmac
import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta

from wellbeing.database import writing
from wellbeing.rhythm import number_store, store
from wellbeing.rhythm.desk import Desk, address_of, enrol, number_address_of
from wellbeing.rhythm.planning import plan_anew
from wellbeing.rhythm.wishes import Channel
from wellbeing.sealed import Box, Label, SealBrokenError

NUMBER, CODE = "text-number", "text-code"
DIGITS = 6
HOLDS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES, IN = 3, timedelta(days=1)
# What surely did not leave counts here: a gateway that is busy is not asked again and again.
MOST_PRESSES, WITHIN = 5, timedelta(hours=1)


class TooManyCodesError(Exception):
    """As many codes were asked for as are sent: the next one from the second `again` on."""

    def __init__(self, again: int) -> None:
        """Keep from when on another code is sent."""
        super().__init__("too many codes were asked for")
        self.again = again


@dataclass(frozen=True)
class Asked:
    """A number that waits for its code; without a proof nothing waits, and only `sent` counts."""

    number: str = ""
    proof: str = ""
    until: int = 0
    tries: int = 0
    # Seconds at which codes left within the last day, and were asked for within the last hour.
    sent: tuple[int, ...] = ()
    pressed: tuple[int, ...] = ()

    def is_open(self, now: int) -> bool:
        return bool(self.proof) and now < self.until and self.tries < MOST_TRIES

    def closed(self) -> "Asked":
        return Asked(sent=self.sent, pressed=self.pressed)

    def require_room(self) -> None:
        limits = ((self.sent, MOST_CODES, IN), (self.pressed, MOST_PRESSES, WITHIN))
        again = [
            times[-most] + int(within.total_seconds())
            for times, most, within in limits
            if len(times) >= most
        ]
        if again:
            raise TooManyCodesError(max(again))


@dataclass(frozen=True)
class Kept:
    """A confirmed number, and the day on which texts to it were given up; empty while none were."""

    number: str
    refused_on: str = ""


def number_of(desk: Desk, person_id: str) -> str | None:
    """Return a person's number, once it is confirmed."""
    return numbers_of(desk, [person_id]).get(person_id)


def numbers_of(desk: Desk, person_ids: Iterable[str]) -> dict[str, str]:
    """Return confirmed numbers by person; one that cannot be opened is nobody's."""
    people = {number_address_of(desk.vault, person_id): person_id for person_id in person_ids}
    sealed = number_store.numbers(desk.session, list(people))
    boxes = desk.vault.boxes([people[address] for address in sealed])
    found: dict[str, str] = {}
    for address, each in sealed.items():
        with suppress(SealBrokenError, KeyError):
            kept = _kept(boxes[people[address]], address, each)
            found[people[address]] = kept.number
    return found


def refused_on(desk: Desk, person_id: str) -> date | None:
    """Return the day on which texts to a person's number were given up; None while none were."""
    address = number_address_of(desk.vault, person_id)
    sealed = number_store.numbers(desk.session, [address]).get(address)
    with suppress(SealBrokenError, KeyError):
        if sealed is not None:
            kept = _kept(desk.vault.boxes([person_id])[person_id], address, sealed)
            return date.fromisoformat(kept.refused_on) if kept.refused_on else None
    return None


def give_up_number(desk: Desk, person_id: str, number: str) -> None:
    """Note that the gateway refused this number for good, and let what is to come leave as mail.

    The number stays: the gateway may be wrong, and only its person says what becomes of it.
    """
    address, box = _ready(desk, person_id)
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        if number_of(desk, person_id) == number:
            _keep_number(desk, box, address, Kept(number, desk.today.isoformat()))
            _turn_to(desk, person_id, Channel.MAIL)


def read_refusal(desk: Desk, person_id: str) -> None:
    """Tell of a refusal no more: its person has chosen since how they are asked."""
    if refused_on(desk, person_id) is None:
        return
    address, box = _ready(desk, person_id)
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        number = number_of(desk, person_id)
        if number is not None:
            _keep_number(desk, box, address, Kept(number))


def waiting_number(desk: Desk, person_id: str) -> str | None:
    """Return the number whose code is waited for; None when no code would fit any more."""
    box = desk.vault.boxes([person_id]).get(person_id)
    asked = _asked(desk, box, number_address_of(desk.vault, person_id)) if box else Asked()
    return asked.number if asked.is_open(desk.second) else None


def ask_for_code(desk: Desk, person_id: str, number: str) -> str:
    """Keep a number until its code comes back, and return that code, to be sent to it.

    Raise TooManyCodesError when a person was sent three within a day, or asked five times in an hour.
    """
    address, box = _ready(desk, person_id)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        before = _asked(desk, box, address)
        before.require_room()
        until = int((desk.now + HOLDS).timestamp())
        proof = _proof(desk, address, number, code)
        sent, pressed = (*before.sent, desk.second), (*before.pressed, desk.second)
        _keep(desk, box, address, Asked(number, proof, until, 0, sent, pressed))
    return code


def take_back_code(desk: Desk, person_id: str, code: str) -> None:
    """Forget a code that surely was not sent: it is none of the day's, and still one of the hour's tries."""
    address, box = _ready(desk, person_id)
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        asked = _asked(desk, box, address)
        # Another may have been asked for in a second window: that one is still waited for.
        waits = asked.closed() if _fits(desk, address, asked, code) else asked
        _keep(desk, box, address, replace(waits, sent=asked.sent[:-1]))


def confirm(desk: Desk, person_id: str, code: str) -> bool:
    """Keep the number whose code this is, and send what is to come as texts; False for any other code.

    Each try counts, and the fifth is the last.
    """
    address, box = _ready(desk, person_id)
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        asked = _asked(desk, box, address)
        # Worked out in either case, so that no answer comes sooner than another.
        fits = _fits(desk, address, asked, code) and asked.is_open(desk.second)
        if fits:
            _keep_number(desk, box, address, Kept(asked.number))
            _turn_to(desk, person_id, Channel.TEXT)
        _keep(desk, box, address, asked.closed() if fits else replace(asked, tries=asked.tries + 1))
    return fits


def remove_number(desk: Desk, person_id: str) -> None:
    """Forget a person's number, confirmed or not; what is to come leaves as mail again."""
    address, box = _ready(desk, person_id)
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        number_store.forget_number(desk.session, address)
        # How often codes were sent stays for a day: removing a number is no way around the limit.
        _keep(desk, box, address, _asked(desk, box, address).closed())
        _turn_to(desk, person_id, Channel.MAIL)


def _turn_to(desk: Desk, person_id: str, channel: Channel) -> None:
    """Let what is to come leave by a channel; what left already stays the only one of its kind."""
    wish = address_of(desk.vault, person_id)
    store.turn_to(desk.session, wish, channel)
    for running in desk.weeks():
        plan_anew(desk, running, wish)


def _ready(desk: Desk, person_id: str) -> tuple[bytes, Box]:
    """Return where a person's number is kept and what seals it; their wish is there before it."""
    enrol(desk, [person_id])
    return number_address_of(desk.vault, person_id), desk.vault.box(person_id)


def _asked(desk: Desk, box: Box, address: bytes) -> Asked:
    sealed = number_store.code(desk.session, address)
    with suppress(SealBrokenError):
        if sealed is not None:
            opened = json.loads(box.open(sealed, Label(CODE, address)))
            sent = _since(opened.pop("sent"), desk.now - IN)
            pressed = _since(opened.pop("pressed"), desk.now - WITHIN)
            return Asked(**opened, sent=sent, pressed=pressed)
    return Asked()


def _keep(desk: Desk, box: Box, address: bytes, asked: Asked) -> None:
    # As short as it can be: whatever it holds, it has one length.
    written = json.dumps(asdict(asked), separators=(",", ":")).encode()
    sealed = box.seal(written, Label(CODE, address))
    number_store.keep_code(desk.session, address, sealed, desk.today + 2 * IN)


def _since(seconds: Iterable[int], first: datetime) -> tuple[int, ...]:
    return tuple(each for each in seconds if each > first.timestamp())


def _kept(box: Box, address: bytes, sealed: bytes) -> Kept:
    return Kept(**json.loads(box.open(sealed, Label(NUMBER, address))))


def _keep_number(desk: Desk, box: Box, address: bytes, kept: Kept) -> None:
    sealed = box.seal(json.dumps(asdict(kept)).encode(), Label(NUMBER, address))
    number_store.keep_number(desk.session, address, sealed)


def _fits(desk: Desk, address: bytes, asked: Asked, code: str) -> bool:
    return hmac.compare_digest(asked.proof, _proof(desk, address, asked.number, code))


def _proof(desk: Desk, address: bytes, number: str, code: str) -> str:
    return desk.vault.row_key(CODE, address.hex(), number, code).hex()
