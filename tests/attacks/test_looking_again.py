"""Looking before and after, again and again, or at a team made for the purpose tells nothing."""

from datetime import timedelta

import numpy as np
import pytest

from tests.attacks import looking
from tests.attacks.houses import DIRECTOR, premises
from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.press import CALENDAR, at
from wellbeing.ledger import service as ledger
from wellbeing.publishing.noise import discrete_gaussian

WINDOWS = CALENDAR.windows(1)
ATTEMPTS, TIMES = proofs.size(8, 1_000), proofs.size(20, 400)


@pytest.fixture
def house(tmp_path):
    """An organisation a month before its first cycle ends: two months have come out."""
    with premises(on_sqlite(tmp_path)) as opened:
        for window in WINDOWS[:2]:
            opened.publish(window, discrete_gaussian)
        yield opened


def test_before_and_after_an_answer_every_byte_is_the_same(house):
    chance = np.random.default_rng(11)

    tried = looking.before_and_after(house, WINDOWS[:2], chance, ATTEMPTS)

    assert (tried.attempts, tried.disclosures) == (ATTEMPTS, 0)


def test_the_same_attacks_take_everything_from_exact_live_means():
    chance = np.random.default_rng(12)

    for attack in (looking.before_and_after_of_naive, looking.subtraction_of_naive):
        tried = attack(chance, 200)
        assert tried.disclosures == tried.attempts


def test_asking_again_brings_the_same_answer(house):
    assert looking.again_and_again(house, "red", TIMES) == 1


def test_noise_drawn_anew_for_each_look_would_be_averaged_away():
    tried = looking.redrawn(sigma=17.32, times=400, attempts=100)

    assert tried.disclosures > 95


def test_a_team_made_of_one_person_and_seven_strangers_shows_nothing_before_the_next_cycle(house):
    works = house.works
    before = looking.glance(house, ["red", "blue", "north", "org"])
    numbers = house.look(DIRECTOR).numbers()
    # Somebody who decides about the roster moves one person to and fro, and has new people join.
    for day in range(30):
        works.move("red-1", ("blue", "lone")[day % 2], WINDOWS[1].starts_on + timedelta(days=day))
    for number in range(7):
        works.join(f"stranger-{number}", "lone", WINDOWS[1].starts_on)

    assert looking.glance(house, ["red", "blue", "north", "org"]) == before
    house.publish(WINDOWS[2], discrete_gaussian)
    after = house.look(DIRECTOR).numbers()

    # The month brings the figures that were planned for those who were there when it began.
    assert {key: after[key] for key in numbers} == numbers
    assert {key[0] for key in after} == {key[0] for key in numbers}
    assert {key[0]: values[0] for key, values in after.items()} == {
        key[0]: values[0] for key, values in numbers.items()
    }


def test_in_the_next_cycle_such_a_team_is_one_more_group_with_the_same_noise(house):
    works = house.works
    works.move("red-1", "lone", WINDOWS[1].starts_on)
    for number in range(7):
        works.join(f"stranger-{number}", "lone", WINDOWS[1].starts_on)
    works.publish(at(CALENDAR.starts_on(2), hour=0))

    with works.ledger() as session:
        plan = ledger.book(session).by_cycle[2]

    lone, green = plan.by_key["lone"], plan.by_key["green"]
    assert lone.people >= 8
    assert [part.sigma for part in plan.parts(lone)] == [part.sigma for part in plan.parts(green)]
