"""An open request of somebody who has left is removed, with its key; those of others stay."""

from datetime import timedelta

from sqlalchemy import text

from tests.support.asking import ASKER, BY_NAME, FORMAL, PRACTITIONER, REVIEW, TALK, Help
from tests.support.world import TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.support import service
from wellbeing.support.cases import Kind


def leaves(help_: Help, person_id: str, on) -> None:
    with help_.home.session() as session, writing(session):
        row = session.get(PersonRow, person_id)
        assert row is not None
        row.left_on = on


def forgotten(help_: Help) -> int:
    with help_.office() as office:
        return service.forget_old(office.session, office.vault, office.today)


def held(help_: Help) -> tuple[int, int, int]:
    """Return how many requests, addresses and keys there are."""
    with help_.office() as office:
        requests, addresses = (
            office.session.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in ("support_request", "support_address")
        )
        return requests, addresses, sum(office.vault.wrapped_by().values())


def test_an_open_request_of_somebody_who_has_left_is_removed_with_its_key(help_: Help) -> None:
    help_.ask(REVIEW, who=BY_NAME["moved"])
    before = held(help_)
    help_.ask(REVIEW)
    help_.ask(TALK, takes_part=False)
    leaves(help_, ASKER, TODAY)

    assert forgotten(help_) == 2
    assert forgotten(help_) == 0
    assert held(help_) == before
    assert help_.mine() == ()
    assert len(help_.inbox(PRACTITIONER)) == 1


def test_who_leaves_tomorrow_keeps_what_is_open_today(help_: Help) -> None:
    help_.ask(REVIEW)
    leaves(help_, ASKER, TODAY + timedelta(days=1))

    assert forgotten(help_) == 0
    help_.home.clock.standing_at += timedelta(days=1)
    assert forgotten(help_) == 1


def test_what_had_ended_before_somebody_left_has_its_time(help_: Help) -> None:
    help_.ask(FORMAL, takes_part=False)
    with help_.office() as office:
        service.withdraw(office, ASKER, Kind.FORMAL)
    leaves(help_, ASKER, TODAY)

    assert forgotten(help_) == 0
    help_.home.clock.standing_at += timedelta(weeks=13)
    assert forgotten(help_) == 1
