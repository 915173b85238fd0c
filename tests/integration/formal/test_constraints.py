"""The database itself refuses an intervention without human, reason or agreement, whoever writes it."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.support.asking import ASKER, BY_NAME
from tests.support.formal import NOTHING, Parties
from tests.support.settled_home import settled_home
from tests.support.world import TODAY
from wellbeing.database import writing

OTHER = BY_NAME["moved"]
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
COLUMNS = (
    "agreement_id",
    "open_place",
    "agreed_on",
    "agreed_to",
    "signer",
    "looked_after_by",
    "reason",
    "sealed",
    "signed_on",
    "person_ends_on",
    "practitioner_ends_on",
    "ended_on",
)
INSERT = text(
    f"INSERT INTO intervention ({', '.join(COLUMNS)}) "
    f"VALUES ({', '.join(f':{name}' for name in COLUMNS)})"
)
AGREED = text("SELECT id, standing, agreed_on, agreed_to, person FROM formal_agreement")

# Whatever is written by hand, each of these alone makes it impossible.
IMPOSSIBLE = {
    "no human": {"signer": None},
    "an empty human": {"signer": b""},
    "nobody who looks after it": {"looked_after_by": None},
    "no reason": {"reason": None},
    "an empty reason": {"reason": b""},
    "no agreement": {"agreement_id": "0" * 32},
    "no agreement at all": {"agreement_id": None},
    "an agreement on another day": {"agreed_on": YESTERDAY},
    "an agreement to something else": {"agreed_to": b"x" * 32},
    "no day of agreement": {"agreed_on": None},
    "nothing agreed to": {"agreed_to": None},
    "no day of signing": {"signed_on": None},
    "signed before it was agreed": {"signed_on": YESTERDAY},
    "the place of somebody else": {"open_place": b"y" * 32},
    "neither open nor ended": {"open_place": None},
    "open and ended": {"ended_on": TODAY},
    "ended by nobody": {"open_place": None, "ended_on": TODAY},
    "ended by the person alone": {
        "open_place": None,
        "ended_on": TODAY,
        "person_ends_on": TODAY,
    },
    "ended by the practitioner alone": {
        "open_place": None,
        "ended_on": TODAY,
        "practitioner_ends_on": TODAY,
    },
}


@pytest.fixture
def parties(database):
    with settled_home(database) as home:
        yield Parties(home)


@pytest.fixture
def session(parties):
    with parties.home.session() as session:
        yield session


def row_by_hand(session, who=ASKER):
    """Return a whole row that the database takes, for the agreement that stands."""
    found = session.execute(AGREED).mappings().first()
    session.rollback()
    assert found is not None
    return {
        "agreement_id": found["id"],
        "open_place": found["standing"],
        "agreed_on": found["agreed_on"],
        "agreed_to": found["agreed_to"],
        "signer": b"s" * 32,
        "looked_after_by": b"s" * 32,
        "reason": b"r" * 300,
        "sealed": b"p" * 300,
        "signed_on": TODAY,
        "person_ends_on": None,
        "practitioner_ends_on": None,
        "ended_on": None,
    }


def insert(session, row):
    with writing(session):
        session.execute(INSERT, row)


def counted(session):
    found = session.execute(text("SELECT count(*) FROM intervention")).scalar()
    session.rollback()
    return found


def test_no_intervention_can_be_written_without_human_reason_and_agreement(parties, session):
    parties.agreed_and_taken(NOTHING)
    whole = row_by_hand(session)

    taken = []
    for why, changed in IMPOSSIBLE.items():
        try:
            insert(session, whole | changed)
        except IntegrityError:
            continue
        taken.append(why)

    assert taken == []
    assert counted(session) == 0
    # What is whole is taken: each refusal above is for its own one thing.
    insert(session, whole)
    assert counted(session) == 1
    # And once only.
    with pytest.raises(IntegrityError):
        insert(session, whole)


def test_an_agreement_that_was_taken_back_can_not_be_signed_off_by_hand_either(parties, session):
    parties.agreed_and_taken(NOTHING)
    whole = row_by_hand(session)
    parties.take_back()

    with pytest.raises(IntegrityError):
        insert(session, whole)

    assert counted(session) == 0


def test_an_agreement_can_not_be_let_go_or_changed_under_formal_support_that_goes_on(
    parties, session
):
    parties.begun(NOTHING)

    for change in (
        "standing = NULL, remove_on = '2030-01-01'",
        "agreed_on = '2020-01-01'",
        "standing = NULL",
    ):
        with pytest.raises(IntegrityError), writing(session):
            session.execute(text(f"UPDATE formal_agreement SET {change}"))

    assert counted(session) == 1


def test_formal_support_of_two_people_stands_side_by_side_and_one_person_has_one(parties, session):
    parties.begun(NOTHING)
    parties.agree(NOTHING, OTHER)
    places = session.execute(text("SELECT standing FROM formal_agreement")).scalars().all()
    session.rollback()

    assert len(set(places)) == 2
    with pytest.raises(IntegrityError), writing(session):
        session.execute(text("UPDATE formal_agreement SET standing = :one"), {"one": places[0]})


def test_no_row_says_in_clear_who_it_is_about_or_who_signed(parties, session):
    parties.begun()

    for table in ("formal_agreement", "formal_evidence", "intervention"):
        (row,) = session.execute(text(f"SELECT * FROM {table}")).all()
        written = repr(tuple(bytes(one) if isinstance(one, memoryview) else one for one in row))
        assert not [each for each in BY_NAME.values() if each in written]
        assert "nights" not in written
        assert "talked" not in written
