"""What came out stays: late answers, edits, moves, erasures, restarts and second runs change no byte."""

from tests.attacks import looking
from tests.attacks.acts import ACTS, ON_RECORDS, answer_and_publish, exact
from tests.attacks.elsewhere import digest, looked_from_elsewhere
from tests.attacks.houses import premises
from tests.attacks.view import Look
from tests.support import proofs
from tests.support.house import opened
from tests.support.lives import IN_DETAIL

DETAILED = ("red", "north", "org")


def differing(before, after):
    """Return whose answers differ, and where."""
    return {
        (who, address)
        for who in before
        for address in before[who].answers.keys() | after[who].answers.keys()
        if before[who].answers.get(address) != after[who].answers.get(address)
    }


def at_once_or_one_by_one():
    """Everyday runs look once after all acts: each look takes long."""
    if not proofs.is_whole():
        return {"all acts": ACTS}
    return {act.__name__: (act,) for act in ACTS}


def test_no_byte_of_a_page_a_picture_or_a_file_changes(database):
    with premises(database) as house:
        answer_and_publish(house)
        before = house.looks()
        kinds = {dict(one.headers)["Content-Type"] for one in before["director"].answers.values()}
        assert len(kinds) == 4

        for name, acts in at_once_or_one_by_one().items():
            for act in acts:
                act(house)
            assert differing(before, house.looks()) == set(), name

        # As after a restart: another application on the same databases.
        if proofs.is_whole():
            with opened(house.home.settings, database, house.home.clock.now()) as home:
                restarted = type(house)(house.works, home)
                assert differing(before, restarted.looks()) == set()

        # And as after one in a process that shares nothing with this one, not even the order of its
        # sets: it finds what the look before it finds, which says more of where a fault is.
        digests = {
            who: {address: digest(answer) for address, answer in look.answers.items()}
            for who, look in before.items()
        }
        now = house.home.clock.now()
        assert looked_from_elsewhere(database, now, hash_seed=3) == digests


def test_nor_does_a_byte_of_weeks_items_and_counts_by_step(database):
    with premises(database) as house:
        house.works.hire(470, "green")
        house.works.parameters = IN_DETAIL
        answer_and_publish(house)
        before = house.looks() if proofs.is_whole() else {"director": looked_at(house)}
        assert b"Took no part" in before["director"].answers["/teams/org"].body
        assert b"Irritability" in before["director"].answers["/teams/red"].body

        for act in ACTS:
            act(house)

        after = house.looks() if proofs.is_whole() else {"director": looked_at(house)}
        assert differing(before, after) == set()


def looked_at(house):
    return Look(looking.glance(house, DETAILED))


def test_each_of_these_acts_would_change_figures_that_were_made_again(database):
    """So that a byte that stays the same says something."""
    with premises(database) as house:
        answer_and_publish(house)
        for act in ON_RECORDS:
            before = exact(house)
            act(house)
            assert exact(house) != before, act.__name__
