"""What came out stays: late answers, edits, moves, erasures, restarts and second runs change no byte."""

from datetime import timedelta

from tests.attacks.elsewhere import digest, looked_from_elsewhere
from tests.attacks.houses import SERVICES, everybody, premises
from tests.support import proofs
from tests.support.databases import POSTGRES
from tests.support.house import opened
from tests.support.press import CALENDAR
from wellbeing.publishing.noise import discrete_gaussian

WINDOWS = CALENDAR.windows(1)[:2]
LAST = WINDOWS[-1]


def late_answers(house):
    for person in everybody(SERVICES)[::5]:
        house.works.answer(person, LAST.weeks[-1], 3)


def edited_answers(house):
    for person in everybody(SERVICES)[::5]:
        house.works.answer(person, LAST.weeks[-1], 0, again=True)


def moves(house):
    house.works.move("blue-1", "red", LAST.starts_on)
    house.works.move("green-1", "lone", LAST.ends_on)


def leavers_and_joiners(house):
    house.works.leave("blue-2", LAST.starts_on)
    house.works.join("somebody new", "green", LAST.starts_on)


def erasures(house):
    for person in ("red-3", "blue-3", "green-3", "dot-1", "lone-1"):
        house.works.vault.destroy(person)


def second_runs(house):
    now = house.home.clock.now()
    for later in (timedelta(), timedelta(hours=5), timedelta(days=2)):
        house.works.publish(now + later, discrete_gaussian, fence=2)


ACTS = (late_answers, edited_answers, moves, leavers_and_joiners, erasures, second_runs)


def differing(before, after):
    """Return whose answers differ, and where."""
    return {
        (who, address)
        for who in before
        for address in before[who].answers.keys() | after[who].answers.keys()
        if before[who].answers.get(address) != after[who].answers.get(address)
    }


def at_once_or_one_by_one(database):
    """Everyday runs look once after all acts on PostgreSQL, where each look takes long."""
    if database.kind == POSTGRES and not proofs.is_whole():
        return {"all acts": ACTS}
    return {act.__name__: (act,) for act in ACTS}


def test_no_byte_of_a_page_a_picture_or_a_file_changes(database):
    with premises(database) as house:
        for window in WINDOWS:
            house.works.answer_all(everybody(SERVICES)[::2], window.weeks[:2], 1)
            house.publish(window, discrete_gaussian)
        before = house.looks()
        kinds = {dict(one.headers)["Content-Type"] for one in before["director"].answers.values()}
        assert len(kinds) == 4

        for name, acts in at_once_or_one_by_one(database).items():
            for act in acts:
                act(house)
            assert differing(before, house.looks()) == set(), name

        # As after a restart: another application on the same databases.
        with opened(house.home.settings, database, house.home.clock.now()) as home:
            restarted = type(house)(house.works, home)
            assert differing(before, restarted.looks()) == set()

        # And in a process that shares nothing with this one, not even the order of its sets.
        digests = {
            who: {address: digest(answer) for address, answer in look.answers.items()}
            for who, look in before.items()
        }
        now = house.home.clock.now()
        assert looked_from_elsewhere(database, now, hash_seed=3) == digests
