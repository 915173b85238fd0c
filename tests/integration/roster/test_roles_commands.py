"""`wellbeing roster import` where the file gives or takes away roles, as an operator types it."""

import pytest

from tests.support.roster_commands import bring
from tests.support.rosters import LEAD, changed, two_teams

DEV, TOM = "dev@example.org", "tom@example.org"
KEPT = changed(two_teams(), LEAD, roles=("wellbeing lead", "roster admin"))
WITH_REP = changed(KEPT, DEV, roles=("staff representative",))


def said(capsys, organisation, rows, *flags, status=0):
    assert bring(organisation, rows, *flags) == status
    found = capsys.readouterr()
    return found.err if status else found.out


def test_the_preview_says_plainly_what_the_lead_would_lose(organisation, capsys):
    lost = said(capsys, organisation, two_teams())

    assert "1 lose a role, at once:\n  Helen: roster admin" in lost
    assert "Whoever shall keep a role needs it in their own row" in lost
    assert "lose a role" not in said(capsys, organisation, KEPT)


def test_a_role_is_asked_for_by_somebody_named_and_the_command_says_who_can_agree(
    organisation, capsys
):
    shown = said(capsys, organisation, WITH_REP)
    assert "1 shall have a role:\n  Dev: staff representative" in shown
    assert "--confirm --by ADDRESS" in shown
    refused = said(capsys, organisation, WITH_REP, "--confirm", status=1)
    assert "give --by with the work address of somebody in the file" in refused

    stored = said(capsys, organisation, WITH_REP, "--confirm", "--by", TOM)

    assert "1 role waits for a second person: Helen can agree." in stored
    again = said(capsys, organisation, WITH_REP, "--confirm")
    assert "Nothing had changed." in again
    assert "1 role waits" in again


def test_where_nobody_can_agree_the_command_says_what_to_do(organisation, capsys):
    stuck = said(capsys, organisation, WITH_REP, "--confirm", "--by", LEAD)
    assert "1 role waits for a second person: nobody can agree now." in stuck
    assert "Import again with another --by." in stuck

    mended = said(capsys, organisation, WITH_REP, "--confirm", "--by", TOM)

    assert "Helen can agree." in mended


@pytest.mark.parametrize("flags", [("--by", TOM), ("--by", TOM, "--lead-anew")])
def test_the_last_lead_goes_only_where_a_new_one_can_begin(organisation, capsys, flags):
    said(capsys, organisation, KEPT, "--confirm")
    moved = changed(changed(KEPT, LEAD, roles=()), DEV, roles=("wellbeing lead",))
    is_anew = "--lead-anew" in flags

    told = said(capsys, organisation, moved, "--confirm", *flags, status=0 if is_anew else 1)

    assert ("Imported." if is_anew else "give the same command with --lead-anew") in told
