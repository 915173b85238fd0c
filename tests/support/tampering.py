"""Harm that somebody with the database alone can do to the audit log, drawn from a seed."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from random import Random  # noqa: TID251  # Which harm is done is drawn, the same each time.
from typing import Any

Rows = list[dict[str, Any]]
Held = dict[str, Rows]
EVENTS, HEAD = "audit_event", "audit_head"


def flipped(value: bytes, chance: Random) -> bytes:
    changed = bytearray(value)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def edit_an_event(held: Held, chance: Random) -> None:
    row = chance.choice(held[EVENTS])
    name = chance.choice(("sealed", "mac", "number"))
    if name == "number":
        taken = {each["number"] for each in held[EVENTS]}
        free = (number for number in iter(lambda: chance.randint(-50, 50), None))
        row["number"] = next(number for number in free if number not in taken)
        return
    row[name] = flipped(bytes(row[name]), chance)


def edit_the_end(held: Held, chance: Random) -> None:
    (row,) = held[HEAD]
    name = chance.choice(("number", "mac", "cut_number", "cut_mac", "seal"))
    if name.endswith("number"):
        row[name] += chance.choice((-3, -2, -1, 1, 2, 3))
        return
    row[name] = flipped(bytes(row[name]), chance)


def delete(held: Held, chance: Random) -> None:
    first = chance.randrange(len(held[EVENTS]) + 1)
    if first == len(held[EVENTS]):
        held[HEAD].clear()
        return
    del held[EVENTS][first : first + chance.randint(1, 3)]


def swap(held: Held, chance: Random) -> None:
    """Let two events stand in each other's place, whole or in part."""
    one, other = chance.sample(held[EVENTS], 2)
    for name in chance.choice((("sealed", "mac"), ("sealed",), ("mac",))):
        one[name], other[name] = other[name], one[name]


def cut_off(held: Held, chance: Random) -> None:
    """Cut the end off, and perhaps say that the log ends there."""
    del held[EVENTS][chance.randrange(len(held[EVENTS])) :]
    if chance.random() < 1 / 2 and held[EVENTS]:
        last = held[EVENTS][-1]
        held[HEAD][0].update(number=last["number"], mac=last["mac"])


def put_in(held: Held, chance: Random) -> None:
    """Put in an event that was there before, or one of one's own, at its end or its beginning."""
    row = dict(chance.choice(held[EVENTS]))
    if chance.random() < 1 / 2:
        row.update(sealed=chance.randbytes(len(row["sealed"])), mac=chance.randbytes(32))
    row["number"] = chance.choice((0, -1, len(held[EVENTS]) + 1, len(held[EVENTS]) + 2))
    held[EVENTS].append(row)


def move(held: Held, chance: Random) -> None:
    """Take one event out and let those after it close the gap."""
    gone = chance.randrange(len(held[EVENTS]) - 1)
    del held[EVENTS][gone]
    for number, row in enumerate(held[EVENTS], start=1):
        row["number"] = number


HARM: Mapping[str, Callable[[Held, Random], None]] = {
    "edit an event": edit_an_event,
    "edit the end": edit_the_end,
    "delete": delete,
    "swap": swap,
    "cut off": cut_off,
    "put in": put_in,
    "close a gap": move,
}


def harmed(held: Held, chance: Random) -> tuple[str, Held]:
    """Return what was done, and what the tables hold then."""
    name = chance.choice(tuple(HARM))
    spoilt = deepcopy(held)
    HARM[name](spoilt, chance)
    return name, spoilt
