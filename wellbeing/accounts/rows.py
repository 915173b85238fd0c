"""The tables of people and units: who works where, who supervises whom, who may do what."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wellbeing.database import KEYED, Row
from wellbeing.privacy import IDENTIFIES, LINKS, ORDINARY, SENSITIVE

ID_LENGTH = 32
PERSON = "person.id"
WAITS = text("decision = 'open'")
GRANTED_BY_TWO = {
    "known_decision": "decision IN ('open', 'approved', 'declined', 'withdrawn')",
    "says_why": "why <> ''",
    "open_is_undecided": "decision <> 'open' OR (decided_by IS NULL AND decided_on IS NULL)",
    "decided_on_a_day": "decision = 'open' OR decided_on IS NOT NULL",
    "a_second_person_decides": "decision NOT IN ('approved', 'declined') OR (decided_by IS NOT NULL "
    "AND decided_by <> proposed_by AND decided_by <> person_id)",
    "declined_says_why": "decision <> 'declined' OR decided_why <> ''",
}


class OrganisationRow(Row):
    """The one organisation of this installation."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=ORDINARY)
    name: Mapped[str] = mapped_column(info=ORDINARY)
    zone: Mapped[str] = mapped_column(info=ORDINARY)
    nation: Mapped[str] = mapped_column(info=ORDINARY)
    first_cycle_monday: Mapped[date] = mapped_column(info=ORDINARY)


class UnitRow(Row):
    """A team, service, directorate or the organisation itself."""

    __tablename__ = "unit"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    level: Mapped[str] = mapped_column(info=ORDINARY)
    name: Mapped[str] = mapped_column(info=ORDINARY)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), index=True, info=ORDINARY)
    opened_on: Mapped[date] = mapped_column(info=ORDINARY)
    closed_on: Mapped[date | None] = mapped_column(info=ORDINARY)


class EarlierUnitRow(Row):
    """What a unit was called and where it stood, until it was renamed or moved on a day."""

    __tablename__ = "unit_earlier"

    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), primary_key=True, info=ORDINARY)
    from_on: Mapped[date] = mapped_column(primary_key=True, info=ORDINARY)
    until_on: Mapped[date] = mapped_column(info=ORDINARY)
    name: Mapped[str] = mapped_column(info=ORDINARY)
    parent_id: Mapped[str | None] = mapped_column(ForeignKey("unit.id"), info=ORDINARY)


class PersonRow(Row):
    """A member of staff, from the day they joined."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=LINKS)
    name: Mapped[str] = mapped_column(info=IDENTIFIES)
    work_email: Mapped[str] = mapped_column(info=IDENTIFIES)
    # The address as compared: one person for all ways of writing it, and free again when they leave.
    email_key: Mapped[str | None] = mapped_column(unique=True, info=IDENTIFIES)
    joined_on: Mapped[date] = mapped_column(info=ORDINARY)
    left_on: Mapped[date | None] = mapped_column(info=ORDINARY)


class MembershipRow(Row):
    """A person's home team, from one day until (not including) another."""

    __tablename__ = "membership"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, info=LINKS)
    from_on: Mapped[date] = mapped_column(primary_key=True, info=ORDINARY)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True, info=ORDINARY)
    until_on: Mapped[date | None] = mapped_column(info=ORDINARY)


class SupervisionRow(Row):
    """Who supervises a team or manages a unit, from one day until another."""

    __tablename__ = "supervision"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, info=LINKS)
    unit_id: Mapped[str] = mapped_column(
        ForeignKey("unit.id"), primary_key=True, index=True, info=ORDINARY
    )
    from_on: Mapped[date] = mapped_column(primary_key=True, info=ORDINARY)
    until_on: Mapped[date | None] = mapped_column(info=ORDINARY)


class RoleRow(Row):
    """A role beyond being a member of staff, from one day until another."""

    __tablename__ = "role"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, info=LINKS)
    role: Mapped[str] = mapped_column(primary_key=True, info=ORDINARY)
    from_on: Mapped[date] = mapped_column(primary_key=True, info=ORDINARY)
    until_on: Mapped[date | None] = mapped_column(info=ORDINARY)


class RoleGrantRow(Row):
    """A role that was asked for: for whom, by whom and why, and what a second person said."""

    __tablename__ = "role_grant"
    __table_args__ = (
        *(CheckConstraint(promise, name=name) for name, promise in GRANTED_BY_TWO.items()),
        Index(
            "uq_role_grant_waits_once",
            "person_id",
            "role",
            unique=True,
            sqlite_where=WAITS,
            postgresql_where=WAITS,
        ),
    )

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True, info=ORDINARY)
    person_id: Mapped[str] = mapped_column(ForeignKey(PERSON), info=LINKS)
    role: Mapped[str] = mapped_column(info=ORDINARY)
    why: Mapped[str] = mapped_column(info=ORDINARY)
    proposed_by: Mapped[str] = mapped_column(ForeignKey(PERSON), info=LINKS)
    proposed_on: Mapped[date] = mapped_column(info=ORDINARY)
    decision: Mapped[str] = mapped_column(info=ORDINARY)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey(PERSON), info=LINKS)
    decided_on: Mapped[date | None] = mapped_column(info=ORDINARY)
    decided_why: Mapped[str] = mapped_column(info=ORDINARY)


class PasswordRow(Row):
    """A password as Argon2id left it."""

    __tablename__ = "password"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, info=LINKS)
    hash: Mapped[str] = mapped_column(info=SENSITIVE)
    set_on: Mapped[date] = mapped_column(info=ORDINARY)


class SessionRow(Row):
    """One signed-in browser. Its person is sealed, so the table does not say who uses the service."""

    __tablename__ = "login_session"
    __table_args__ = KEYED

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    owner: Mapped[bytes] = mapped_column(LargeBinary(32), index=True, info=LINKS)
    person: Mapped[bytes] = mapped_column(LargeBinary, info=SENSITIVE)
    started_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    seen_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    shared_device: Mapped[bool] = mapped_column(info=ORDINARY)


class LinkRow(Row):
    """A one-time link to set a password; only the hash of its secret is kept."""

    __tablename__ = "one_time_link"
    __table_args__ = KEYED

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True, info=LINKS)
    expires_at: Mapped[datetime] = mapped_column(info=ORDINARY)


class PauseRow(Row):
    """Failed sign-ins for one address, known or not; the address itself is not kept."""

    __tablename__ = "sign_in_pause"
    __table_args__ = KEYED

    address: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True, info=LINKS)
    failures: Mapped[int] = mapped_column(info=ORDINARY)
    last_at: Mapped[datetime] = mapped_column(info=ORDINARY)
    free_at: Mapped[datetime] = mapped_column(info=ORDINARY)
