"""Of somebody who has left the account goes as well: no name, address or password, and nothing brings it back."""

import secrets
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.backup_operator import tables
from tests.support.databases import on_sqlite
from tests.support.erasing import BrokenOffError, eraser
from tests.support.my_data import Planter, files_in
from tests.support.passwords import let_have
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.accounts import forgetting, granting, roster_store
from wellbeing.accounts import service as accounts
from wellbeing.accounts.own import Door
from wellbeing.accounts.people import Role
from wellbeing.accounts.rows import MembershipRow, PasswordRow, PersonRow, RoleGrantRow, RoleRow
from wellbeing.cli import parser
from wellbeing.clock import StandingClock
from wellbeing.commands import person as counter
from wellbeing.commands.common import CommandError
from wellbeing.database import writing
from wellbeing.jobs import BY_NAME, Workshop
from wellbeing.records.erasing import Point, mark_of
from wellbeing.records.erasure_list import Erased
from wellbeing.records.my_code import CodeError, What, allowed_by, make_code
from wellbeing.retention import span_of

IDS = {who.name: who.id for who in CHARACTERS}
ANN, BEN, CARA = IDS["staff"], IDS["moved"], IDS["supervisor"]
AFTER = span_of("leavers").days
LONG_AFTER = span_of("left-behind").days + 1


@pytest.fixture(scope="module")
def on_one(tmp_path_factory):
    data = tmp_path_factory.mktemp("leaving") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        yield home


def leave(home, who, day=TODAY):
    with home.session() as session, writing(session):
        roster_store.leave(session, [who], day)


def erase_leavers(home, days):
    workshop = Workshop.of(home.settings, StandingClock(home.clock.now() + timedelta(days=days)))
    try:
        BY_NAME["erase-leavers"].do(workshop, 1)
    finally:
        workshop.close()


def rows_of(home, table, who):
    column = table.id if table is PersonRow else table.person_id
    with home.session() as session:
        return session.scalars(select(table).where(column == who)).all()


def ask_role(home, by, *, for_whom):
    with home.session() as session, writing(session):
        row = RoleGrantRow(
            id=secrets.token_hex(16),
            person_id=for_whom,
            role=Role.PEER_SUPPORTER,
            why="x",
            proposed_by=by,
            proposed_on=TODAY,
            decision="open",
            decided_why="",
        )
        session.add(row)


def test_after_30_days_neither_name_nor_address_nor_password_stands_anywhere(database):
    with settled_home(database) as home:
        with home.session() as session:
            let_have(session, ANN, "a long enough password", TODAY)
            planter = Planter(home, session, ANN, unit_id("red"))
            for part in (planter.account, planter.log, planter.cover, planter.kit):
                part()
        words = planter.planted
        ask_role(home, ANN, for_whom=BEN)
        leave(home, ANN)
        erase_leavers(home, AFTER - 1)
        assert words["name"] in str(tables(home.settings))

        erase_leavers(home, AFTER)
        whole = str(tables(home.settings))
        (row,) = rows_of(home, PersonRow, ANN)

        assert {where for where in ("name", "address") if words[where] in whole} == set()
        assert (row.name, row.work_email, row.email_key) == ("", "", None)
        assert rows_of(home, PasswordRow, ANN) == []
        with home.session() as session:
            # Whoever reads what she decided is told that somebody did who is here no longer.
            assert accounts.people(session, [ANN, BEN], TODAY)[0].id == BEN
            assert len(accounts.people(session, [ANN, BEN], TODAY)) == 1
            assert granting.of_person(session, ANN)[0].proposed_by == ANN

        # In which team she was is kept as long as what has changed is shown; what refers to her, longer.
        assert rows_of(home, MembershipRow, ANN)
        erase_leavers(home, LONG_AFTER)
        assert rows_of(home, MembershipRow, ANN) == []
        assert len(rows_of(home, PersonRow, ANN)) == 1


def test_of_whom_nothing_refers_to_no_row_is_left_and_of_others_all(on_one):
    who = IDS["left"]
    leave(on_one, who)
    erase_leavers(on_one, LONG_AFTER - 1)
    assert len(rows_of(on_one, PersonRow, who)) == 1
    before = len(rows_of(on_one, MembershipRow, BEN))
    erase_leavers(on_one, LONG_AFTER)

    assert rows_of(on_one, PersonRow, who) == []
    assert len(rows_of(on_one, PersonRow, BEN)) == 1
    assert len(rows_of(on_one, MembershipRow, BEN)) == before


def test_what_was_broken_off_takes_the_account_with_it_when_it_is_finished(on_one):
    who = IDS["supervisor of another team"]
    leave(on_one, who)
    with on_one.session() as session, pytest.raises(BrokenOffError):
        eraser(on_one, session, Point.LISTED).erase_leaver(who)
    assert rows_of(on_one, PersonRow, who)[0].name

    with on_one.session() as session:
        eraser(on_one, session).finish()
        assert not eraser(on_one, session).was_erased(who)
    assert rows_of(on_one, PersonRow, who)[0].name == ""


def test_a_database_in_which_they_still_work_is_told_by_the_list_that_they_have_left(on_one):
    with on_one.session() as session:
        held = [RoleRow(person_id=CARA, role=Role.PEER_SUPPORTER, from_on=TODAY, until_on=None)]
        with writing(session):
            session.add_all(held)
        mark = mark_of(on_one.vault, CARA, has_left=True)
        left = Erased(secrets.token_bytes(16), mark, TODAY + timedelta(days=40))
        asked = Erased(secrets.token_bytes(16), mark_of(on_one.vault, BEN), left.on)
        assert eraser(on_one, session).replay([left, asked]) == 2

        assert accounts.person(session, CARA, left.on) is None
        assert accounts.home_unit(session, CARA, left.on) is None
        assert accounts.units_led(session, CARA, left.on) == ()
        assert CARA not in {one.person_id for one in granting.held_by_name(session, left.on)}
        # Whoever asked for it themselves goes on working here.
        assert accounts.person(session, BEN, left.on) is not None
    assert rows_of(on_one, PersonRow, CARA)[0].work_email == ""


def test_only_accounts_that_still_stand_are_looked_at(on_one):
    who = IDS["service manager"]
    leave(on_one, who)
    with on_one.session() as session:
        assert who in forgetting.left_by(session, TODAY)
        eraser(on_one, session).erase_leaver(who)
        assert who not in forgetting.left_by(session, TODAY)
        # Others of the house go on asking who has left.
        assert who in accounts.gone(session, TODAY)


def code_of(home, who):
    with home.session() as session:
        door = Door(session, home.vault, home.clock.now(), TODAY)
        return make_code(door, who, What.DOWNLOAD_LATER)


def hand_out(home, code, file, days):
    parsed = parser().parse_args(["person", "export", "--code", code, "--to", str(file)])
    counter.export(parsed, StandingClock(home.clock.now() + timedelta(days=days)))


def test_a_code_made_before_hands_everything_out_until_it_is_deleted(on_one, tmp_path, monkeypatch):
    for name, value in on_one.environment.items():
        monkeypatch.setenv(name, value)
    asks, waits = IDS["directorate manager"], IDS["moved"]
    with on_one.session() as session:
        planter = Planter(on_one, session, asks, unit_id("red"))
        planter.kit()
    codes = [code_of(on_one, who) for who in (asks, waits)]
    for who in (asks, waits):
        leave(on_one, who)
    file = tmp_path / "handed-out.zip"
    hand_out(on_one, codes[0], file, AFTER - 1)

    assert planter.planted["kit"] in "".join(files_in(file.read_bytes()).values())
    erase_leavers(on_one, AFTER)
    for code in codes:
        with pytest.raises(CommandError, match="not known"):
            hand_out(on_one, code, tmp_path / "again.zip", AFTER)


def test_a_code_for_later_deletes_nothing(on_one):
    code = code_of(on_one, IDS["practitioner"])
    with on_one.session() as session:
        door = Door(session, on_one.vault, on_one.clock.now(), TODAY)
        with pytest.raises(CodeError):
            allowed_by(door, code, What.DELETE)
        assert allowed_by(door, code, What.DOWNLOAD).person_id == IDS["practitioner"]
