"""Keeps a person's mobile number, once a code that was sent to it came back from them.

Number and code are sealed with the person's own data key. So nobody can have a colleague's messages
sent to themselves, and nobody else can read either.
"""

import hmac
import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

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


class TooManyCodesError(Exception):
    """As many codes were asked for in a day as are sent."""


@dataclass(frozen=True)
class Asked:
    """A number that waits for its code; without a proof nothing waits, and only `sent` counts."""

    number: str = ""
    proof: str = ""
    until: int = 0
    tries: int = 0
    # Seconds at which codes left within the last day.
    sent: tuple[int, ...] = ()

    def is_open(self, now: int) -> bool:
        return bool(self.proof) and now < self.until and self.tries < MOST_TRIES

    def closed(self) -> "Asked":
        return Asked(sent=self.sent)


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
            opened = boxes[people[address]].open(each, Label(NUMBER, address))
            found[people[address]] = str(json.loads(opened)["number"])
    return found


def waiting_number(desk: Desk, person_id: str) -> str | None:
    """Return the number whose code is waited for; None when no code would fit any more."""
    box = desk.vault.boxes([person_id]).get(person_id)
    asked = _asked(desk, box, number_address_of(desk.vault, person_id)) if box else Asked()
    return asked.number if asked.is_open(desk.second) else None


def ask_for_code(desk: Desk, person_id: str, number: str) -> str:
    """Keep a number until its code comes back, and return that code, to be sent to it.

    Raise TooManyCodesError when a person asked for three within a day.
    """
    address, box = _ready(desk, person_id)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with writing(desk.session, address_of(desk.vault, person_id).hex()):
        sent = _asked(desk, box, address).sent
        if len(sent) >= MOST_CODES:
            raise TooManyCodesError
        until = int((desk.now + HOLDS).timestamp())
        proof = _proof(desk, address, number, code)
        _keep(desk, box, address, Asked(number, proof, until, sent=(*sent, desk.second)))
    return code


def take_back_code(desk: Desk, person_id: str, code: str) -> None:
    """Forget a code that surely was not sent: it counts for nothing."""
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
            sealed = box.seal(json.dumps({"number": asked.number}).encode(), Label(NUMBER, address))
            number_store.keep_number(desk.session, address, sealed)
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
            first = int((desk.now - IN).timestamp())
            sent = tuple(each for each in opened.pop("sent") if each > first)
            return Asked(**opened, sent=sent)
    return Asked()


def _keep(desk: Desk, box: Box, address: bytes, asked: Asked) -> None:
    written = {name: getattr(asked, name) for name in ("number", "proof", "until", "tries", "sent")}
    sealed = box.seal(json.dumps(written).encode(), Label(CODE, address))
    number_store.keep_code(desk.session, address, sealed, desk.today + 2 * IN)


def _fits(desk: Desk, address: bytes, asked: Asked, code: str) -> bool:
    return hmac.compare_digest(asked.proof, _proof(desk, address, asked.number, code))


def _proof(desk: Desk, address: bytes, number: str, code: str) -> str:
    return desk.vault.row_key(CODE, address.hex(), number, code).hex()
