"""Whatever is done to the log without its key is found, and the first event that suffers is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random  # noqa: TID251  # Which harm is done is drawn, the same each time.
from typing import Any

import pytest

from tests.support import proofs
from wellbeing.audit.anchors import Anchor
from wellbeing.audit.chain import NOTHING, Head, Keys, Link
from wellbeing.audit.events import Event, to_bytes
from wellbeing.audit.kinds import SAID, Kind
from wellbeing.audit.verifying import AuditBrokenError, walk

KEYS = Keys(bytes(range(32)))
DAY = date(2026, 3, 4)
SIZE = 12


def chain_of(size: int, keys: Keys = KEYS) -> tuple[Link, ...]:
    found: list[Link] = []
    mac = NOTHING
    for number in range(1, size + 1):
        sealed = b"%d" % number
        mac = keys.mac_of(number, mac, sealed)
        found.append(Link(number, sealed, mac))
    return tuple(found)


WHOLE = chain_of(SIZE)
END = Head(SIZE, WHOLE[-1].mac)
KEPT = (END, KEYS.seal_of(END))


def broken_by(links, kept=KEPT, anchors=()):
    with pytest.raises(AuditBrokenError) as found:
        walk(KEYS, kept, links, anchors)
    return str(found.value)


def test_a_log_as_it_was_written_is_whole():
    found = walk(KEYS, KEPT, WHOLE, [Anchor.of(END, DAY)])

    assert (found.events, found.head, found.compared, found.too_old) == (SIZE, END, 1, 0)
    assert walk(KEYS, None, ()).events == 0


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ((*WHOLE[:4], WHOLE[4]._replace(sealed=b"x"), *WHOLE[5:]), "event 5 was changed"),
        ((*WHOLE[:4], WHOLE[4]._replace(mac=bytes(32)), *WHOLE[5:]), "event 5 was changed"),
        ((*WHOLE[:4], *WHOLE[5:]), "event 5 is missing"),
        (WHOLE[1:], "event 1 is missing"),
        (WHOLE[:-1], "event 12 is missing: the log is cut off"),
        ((), "event 1 is missing: the log is cut off"),
        (
            (*WHOLE[:4], WHOLE[5]._replace(number=5), WHOLE[4]._replace(number=6), *WHOLE[6:]),
            "event 5 was changed",
        ),
        ((*WHOLE[:4], *(one._replace(number=one.number - 1) for one in WHOLE[5:])), "event 5 was"),
        ((*WHOLE, Link(13, b"13", bytes(32))), "event 13 was changed"),
        (chain_of(SIZE + 1), "event 13 was put in after the end"),
        ((Link(0, b"0", bytes(32)), *WHOLE), "event 0 was put in before the beginning"),
        (chain_of(SIZE, Keys(bytes(32))), "event 1 was changed"),
    ],
)
def test_the_first_event_that_is_not_as_it_was_is_named(links, said):
    assert said in broken_by(links)


def test_an_end_that_somebody_else_wrote_is_found():
    earlier = Head(8, WHOLE[7].mac)

    assert "what is kept of the end" in broken_by(WHOLE[:8], (earlier, KEPT[1]))
    assert "what is kept of the end, event 12, is missing" in broken_by(WHOLE, None)
    # Nobody without the key can say that the log begins later.
    later = replace(END, cut_number=4, cut_mac=WHOLE[3].mac)
    assert "what is kept of the end" in broken_by(WHOLE[4:], (later, KEPT[1]))


def test_events_of_a_log_that_was_put_back_since_do_not_stand_in_for_those_that_were_written_then():
    mac, again = WHOLE[7].mac, list(WHOLE[:8])
    for number in range(9, SIZE + 1):
        mac = KEYS.mac_of(number, mac, b"another")
        again.append(Link(number, b"another", mac))
    end = Head(SIZE, mac)

    said = broken_by(WHOLE, (end, KEYS.seal_of(end)))
    assert said == "event 12 is not the one that the log ended with"


def test_values_that_no_log_holds_are_found_as_well():
    wrong: tuple[Any, ...] = (-1, 2**64, "x", None)
    for held in wrong:
        assert "no log holds" in broken_by((WHOLE[0], WHOLE[1]._replace(sealed=held)))
    for number in wrong[:2]:
        head = Head(number, NOTHING, number, NOTHING)
        assert "no log holds" in broken_by((), (head, KEPT[1]))
    assert "no log holds" in broken_by(WHOLE, (replace(END, mac=wrong[2]), KEPT[1]))


def test_events_that_were_removed_for_their_age_leave_a_log_that_is_whole():
    later = replace(END, cut_number=4, cut_mac=WHOLE[3].mac)
    anchors = [Anchor(number, DAY, WHOLE[number - 1].mac) for number in (2, 4, 9)]

    found = walk(KEYS, (later, KEYS.seal_of(later)), WHOLE[4:], anchors)

    assert (found.events, found.compared, found.too_old) == (SIZE - 4, 2, 1)
    wrong = replace(anchors[1], mac=bytes(32))
    kept = (later, KEYS.seal_of(later))
    assert "event 4 is not the one" in broken_by(WHOLE[4:], kept, [wrong])


def test_only_an_anchor_knows_that_a_log_was_put_back_whole_from_an_earlier_day():
    anchor = Anchor.of(END, DAY)
    earlier = Head(8, WHOLE[7].mac)
    kept = (earlier, KEYS.seal_of(earlier))

    assert walk(KEYS, kept, WHOLE[:8]).events == 8
    said = broken_by(WHOLE[:8], kept, [anchor])
    assert said == "event 9 is missing: the anchor of 2026-03-04 knows event 12"
    # Events that were written since then have the same numbers, and are others.
    mac, again = WHOLE[7].mac, list(WHOLE[:8])
    for number in range(9, 18):
        mac = KEYS.mac_of(number, mac, b"another")
        again.append(Link(number, b"another", mac))
    end = Head(17, mac)
    said = broken_by(again, (end, KEYS.seal_of(end)), [anchor])
    assert said == "event 12 is not the one that the anchor of 2026-03-04 knows"


def _flip(links: list[Link], chance: Random) -> None:
    place = chance.randrange(len(links))
    link, in_mac = links[place], chance.random() < 1 / 2
    value = bytearray(link.mac if in_mac else link.sealed)
    value[chance.randrange(len(value))] ^= 1 << chance.randrange(8)
    links[place] = link._replace(mac=bytes(value)) if in_mac else link._replace(sealed=bytes(value))


def _remove(links: list[Link], chance: Random) -> None:
    first = chance.randrange(len(links))
    del links[first : first + chance.randint(1, 3)]


def _swap(links: list[Link], chance: Random) -> None:
    one, other = chance.sample(range(len(links)), 2)
    links[one], links[other] = (
        links[other]._replace(number=links[one].number),
        links[one]._replace(number=links[other].number),
    )


def _cut(links: list[Link], chance: Random) -> None:
    del links[chance.randrange(len(links)) :]


def _put_in(links: list[Link], chance: Random) -> None:
    place = chance.randrange(len(links) + 1)
    links.insert(place, Link(0, chance.randbytes(9), chance.randbytes(32)))
    links[:] = [link._replace(number=number) for number, link in enumerate(links, start=1)]


HARM: tuple[Callable[[list[Link], Random], None], ...] = (_flip, _remove, _swap, _cut, _put_in)


def test_every_one_of_many_random_changes_is_found(record_property):
    chance, tries, found = Random(1), proofs.size(10_000, 100_000), 0
    for number in range(tries):
        links = list(WHOLE)
        HARM[number % len(HARM)](links, chance)
        try:
            walk(KEYS, KEPT, links)
        except AuditBrokenError:
            found += 1

    proofs.report(record_property, "audit-changes", {"changes": tries, "found": found})
    assert found == tries


def test_every_kind_has_words_and_a_length_that_tells_nothing():
    assert set(SAID) == set(Kind)
    name = "f" * 32
    longest = "staff_representative"
    sizes = {
        len(KEYS.close(1, to_bytes(Event(1, DAY, kind, role, name, about, detail))))
        for kind in Kind
        for role in ("staff", longest)
        for about, detail in (("", ""), (name, ""), (name, longest), ("", "d" * 40))
    }

    assert len(sizes) == 1


@pytest.mark.parametrize("typed", ["Ann Lee", "ann@example.org", "1", "a" * 41, "Überfall"])
def test_nothing_that_somebody_typed_fits_into_an_event(typed):
    with pytest.raises(ValueError, match="only the name of a role or a job"):
        to_bytes(Event(1, DAY, Kind.JOB_RUN, "command", "a", "", typed))
    with pytest.raises(ValueError, match="only the name"):
        to_bytes(Event(1, DAY, Kind.JOB_RUN, typed, "a"))
