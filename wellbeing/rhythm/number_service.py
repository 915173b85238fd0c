"""Keeps a person's mobile number, once a code that was sent to it came back from them.

Number and code are sealed with the person's own data key. So nobody can have a colleague's messages
sent to themselves, and nobody else can read either.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

from wellbeing.database import writing
from wellbeing.rhythm import number_store, store
from wellbeing.rhythm.desk import Desk, address_of, enrol
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
    return numbers_of(desk, {address_of(desk.vault, person_id): person_id}).get(person_id)


def numbers_of(desk: Desk, people: Mapping[bytes, str]) -> dict[str, str]:
    """Return confirmed numbers by person; one that cannot be opened is nobody's."""
    sealed = number_store.numbers(desk.session, list(people))
    boxes = desk.vault.boxes([people[row] for row in sealed])
    found: dict[str, str] = {}
    for row, each in sealed.items():
        with suppress(SealBrokenError, KeyError):
            opened = boxes[people[row]].open(each, Label(NUMBER, row))
            found[people[row]] = str(json.loads(opened)["number"])
    return found


def waiting_number(desk: Desk, person_id: str) -> str | None:
    """Return the number whose code is waited for; None when no code would fit any more."""
    row = address_of(desk.vault, person_id)
    box = desk.vault.boxes([person_id]).get(person_id)
    asked = _asked(desk, box, row) if box else Asked()
    return asked.number if asked.is_open(desk.second) else None


def ask_for_code(desk: Desk, person_id: str, number: str) -> str:
    """Keep a number until its code comes back, and return that code, to be sent to it.

    Raise TooManyCodesError when a person asked for three within a day.
    """
    row, box = _ready(desk, person_id)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    with writing(desk.session, row.hex()):
        sent = _asked(desk, box, row).sent
        if len(sent) >= MOST_CODES:
            raise TooManyCodesError
        until = int((desk.now + HOLDS).timestamp())
        proof = _proof(desk, row, number, code)
        _keep(desk, box, row, Asked(number, proof, until, sent=(*sent, desk.second)))
    return code


def take_back_code(desk: Desk, person_id: str, code: str) -> None:
    """Forget a code that surely was not sent: it counts for nothing."""
    row, box = _ready(desk, person_id)
    with writing(desk.session, row.hex()):
        asked = _asked(desk, box, row)
        if _fits(desk, row, asked, code):
            _keep(desk, box, row, Asked(sent=asked.sent[:-1]))


def confirm(desk: Desk, person_id: str, code: str) -> bool:
    """Keep the number whose code this is, and send what is to come as texts; False for any other code.

    Each try counts, and the fifth is the last.
    """
    row, box = _ready(desk, person_id)
    weeks = desk.weeks()
    with writing(desk.session, row.hex()):
        asked = _asked(desk, box, row)
        # Worked out in either case, so that no answer comes sooner than another.
        fits = _fits(desk, row, asked, code) and asked.is_open(desk.second)
        if fits:
            sealed = box.seal(json.dumps({"number": asked.number}).encode(), Label(NUMBER, row))
            number_store.keep_number(desk.session, row, sealed)
            store.turn_to(desk.session, row, Channel.TEXT)
            for running in weeks:
                plan_anew(desk, running, row)
        _keep(desk, box, row, asked.closed() if fits else replace(asked, tries=asked.tries + 1))
    return fits


def remove_number(desk: Desk, person_id: str) -> None:
    """Forget a person's number, confirmed or not; what is to come leaves as mail again."""
    row, box = _ready(desk, person_id)
    weeks = desk.weeks()
    with writing(desk.session, row.hex()):
        number_store.forget_number(desk.session, row)
        # How often codes were sent stays for a day: removing a number is no way around the limit.
        _keep(desk, box, row, _asked(desk, box, row).closed())
        store.turn_to(desk.session, row, Channel.MAIL)
        for running in weeks:
            plan_anew(desk, running, row)


def _ready(desk: Desk, person_id: str) -> tuple[bytes, Box]:
    """Return row and box of a person; both are there before anything is written."""
    enrol(desk, [person_id])
    return address_of(desk.vault, person_id), desk.vault.box(person_id)


def _asked(desk: Desk, box: Box, row: bytes) -> Asked:
    sealed = number_store.code(desk.session, row)
    with suppress(SealBrokenError):
        if sealed is not None:
            opened = json.loads(box.open(sealed, Label(CODE, row)))
            first = int((desk.now - IN).timestamp())
            sent = tuple(each for each in opened.pop("sent") if each > first)
            return Asked(**opened, sent=sent)
    return Asked()


def _keep(desk: Desk, box: Box, row: bytes, asked: Asked) -> None:
    written = {name: getattr(asked, name) for name in ("number", "proof", "until", "tries", "sent")}
    sealed = box.seal(json.dumps(written).encode(), Label(CODE, row))
    number_store.keep_code(desk.session, row, sealed, desk.today + 2 * IN)


def _fits(desk: Desk, row: bytes, asked: Asked, code: str) -> bool:
    return hmac.compare_digest(asked.proof, _proof(desk, row, asked.number, code))


def _proof(desk: Desk, row: bytes, number: str, code: str) -> str:
    return desk.vault.row_key(CODE, row.hex(), number, code).hex()
