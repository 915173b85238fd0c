"""Whoever has their answers left out looks to every figure like somebody who never answered."""

from tests.integration.history.conftest import MONDAY_OF
from wellbeing.history import store
from wellbeing.history.kept import care_label
from wellbeing.history.release import release_inputs
from wellbeing.history.service import counts, let_count

PEOPLE = ("ada", "bea", "nobody")


def released(office, weeks):
    with office.session() as session:
        found = release_inputs(session, office.vault, PEOPLE, weeks, steps=True)
    return [
        (found.items[at].tolist(), found.sent[at].tolist(), found.steps[at])
        for at in range(len(PEOPLE))
    ]


def choose(office, week, *, yes):
    with office.session() as session:
        let_count(office.desk(session, week), "ada", yes=yes)


def sealed(office, who):
    with office.session() as session:
        row = care_label(office.vault, who).row
        return {at: len(one) for at, one in store.weeks_for_releases(session, [row]).items()}


def test_what_is_left_out_is_to_figures_what_was_never_answered(office):
    weeks = [MONDAY_OF.plus(number) for number in range(6)]
    office.live("bea", "3 3 2")
    last = office.live("ada", "3 3 2")
    before, long_as = released(office, weeks), list(sealed(office, "ada").values())
    own = office.current("ada", last)

    choose(office, last, yes=False)
    left_out = released(office, weeks)
    assert left_out[0] == left_out[2]
    assert left_out[0] != before[0]
    assert left_out[1:] == before[1:]
    # Nobody can tell by the row either, and the person's own step is as it was.
    assert list(sealed(office, "ada").values()) == long_as
    assert office.current("ada", last) == own

    office.send("ada", last.plus(1), "3")
    assert released(office, weeks)[0] == left_out[2]


def test_once_they_count_again_only_what_is_sent_from_then_on_does(office):
    weeks = [MONDAY_OF.plus(number) for number in range(6)]
    last = office.live("ada", "3 3")
    choose(office, last, yes=False)
    choose(office, last, yes=False)
    choose(office, last, yes=True)
    assert released(office, weeks)[0] == released(office, weeks)[2]

    office.send("ada", last.plus(1), "2")
    _, sent, _ = released(office, weeks)[0]
    assert [week for week, there in zip(weeks, sent, strict=True) if there] == [last.plus(1)]
    with office.session() as session:
        assert counts(office.desk(session, last), "ada")
        assert counts(office.desk(session, last), "bea")
