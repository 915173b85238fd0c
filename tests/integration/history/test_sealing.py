"""What lies in the tables says nothing to anybody without the keys."""

import pytest
from sqlalchemy import select

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office, check_in
from wellbeing.database import writing
from wellbeing.history.rows import CareStateRow, CheckInRow, PlacementRow
from wellbeing.history.service import Answers, release_inputs
from wellbeing.sealed import SealBrokenError

TABLES: tuple[type[CheckInRow | PlacementRow | CareStateRow], ...] = (
    CheckInRow,
    PlacementRow,
    CareStateRow,
)


def test_the_tables_hold_no_word_of_what_was_said(office: Office) -> None:
    recorded = office.send(
        "ada-lovelace", WEEK, Answers(check_in("14+direct+talk"), talk_with="canary-contact")
    )
    planted = (
        b"ada-lovelace",
        b"canary-contact",
        b"reactive",
        b"direct",
        recorded.receipt.encode(),
    )

    with office.session() as session:
        held = b"".join(
            b"".join(row)
            for columns in (
                *((table.id, table.sealed) for table in TABLES),
                (CareStateRow.weeks,),
            )
            for row in session.execute(select(*columns))
        )

    assert [word for word in planted if word in held] == []


def test_the_rows_of_one_person_share_no_address(office: Office) -> None:
    office.live("ada", "3 3")

    with office.session() as session:
        addresses = [row_id for table in TABLES for row_id in session.scalars(select(table.id))]

    assert len(set(addresses)) == 5


def test_equal_answers_and_short_and_long_ones_look_alike(office: Office) -> None:
    office.send("ada", WEEK, "?")
    office.send("grace", WEEK, Answers(check_in("14+both+talk-soon"), talk_with="peer"))

    with office.session() as session:
        sealed = session.scalars(select(CheckInRow.sealed)).all()

    assert len({len(one) for one in sealed}) == 1
    assert len(set(sealed)) == 2


def test_no_length_tells_how_many_weeks_somebody_answered(office: Office) -> None:
    office.send("grace", WEEK, "?")
    office.live("ada", "6+direct 7+second-hand+talk 14+impact=3 –+ask 15+both 9 12 3 " * 2)

    with office.session() as session:
        lengths = [
            {len(sealed) for sealed in session.scalars(select(column))}
            for column in (
                CareStateRow.weeks,
                CareStateRow.sealed,
                PlacementRow.sealed,
                CheckInRow.sealed,
            )
        ]
        people = len(session.scalars(select(CareStateRow.id)).all())

    assert people == 2
    assert [len(of_one_kind) for of_one_kind in lengths] == [1, 1, 1, 1]


def test_a_record_for_releases_opens_nowhere_else(office: Office) -> None:
    office.live("ada", "3")
    office.live("grace", "14")
    with office.session() as session, writing(session):
        first, second = session.scalars(select(CareStateRow)).all()
        first.weeks, second.weeks = second.weeks, first.weeks

    with office.session() as session, pytest.raises(SealBrokenError):
        release_inputs(session, office.vault, ["ada", "grace"], [WEEK])


def test_answers_moved_to_another_week_do_not_open(office: Office) -> None:
    office.live("ada", "3 14")
    with office.session() as session, writing(session):
        first, second = session.scalars(select(CheckInRow).order_by(CheckInRow.week)).all()
        first.sealed, second.sealed = second.sealed, first.sealed

    with pytest.raises(SealBrokenError):
        office.current("ada", WEEK.plus(1))


def test_with_the_key_gone_nothing_opens_and_nothing_is_released(office: Office) -> None:
    office.live("ada", "3")

    office.vault.destroy("ada")

    with office.session() as session:
        found = release_inputs(session, office.vault, ["ada"], [WEEK])
        assert not found.sent.any()
        assert found.steps == (None,)
    with pytest.raises(SealBrokenError):
        office.current("ada", WEEK)
