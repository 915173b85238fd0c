"""Which roles one person should not hold together."""

from datetime import date

from wellbeing.accounts.people import Role
from wellbeing.accounts.role_store import HeldSince
from wellbeing.accounts.roles_apart import BOTH_SIDES, LOOKS_AT_THEMSELVES, held_together, why_apart

DAY = date(2026, 3, 2)


def test_an_auditor_should_hold_no_other_role():
    for role in set(Role) - {Role.AUDITOR}:
        assert why_apart({Role.AUDITOR, role}) == LOOKS_AT_THEMSELVES
        assert why_apart({role}) == ""
    assert why_apart({Role.AUDITOR}) == ""


def test_nobody_should_propose_and_agree_for_the_other_side():
    assert why_apart({Role.WELLBEING_LEAD, Role.STAFF_REPRESENTATIVE}) == BOTH_SIDES
    assert why_apart({Role.WELLBEING_LEAD, Role.ROSTER_ADMIN, Role.PEER_SUPPORTER}) == ""


def test_two_people_of_one_name_are_two():
    held = [HeldSince("auditor", "one", "Sam", DAY), HeldSince("practitioner", "two", "Sam", DAY)]

    assert held_together(held) == ()
    (found,) = held_together([*held, HeldSince("practitioner", "one", "Sam", DAY)])
    assert (found.name, found.roles) == ("Sam", ("auditor", "practitioner"))
