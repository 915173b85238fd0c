"""What `wellbeing roster import` says and does about roles: who answers for them, and who is told."""

import argparse
from collections.abc import Iterator

from wellbeing.accounts import granting
from wellbeing.accounts.roster import Ask
from wellbeing.accounts.roster_asking import USUAL_WHY
from wellbeing.accounts.sign_in import Door
from wellbeing.role_grants import service as role_grants
from wellbeing.settings import Settings
from wellbeing.two_people import Board


def add_options(bring: argparse.ArgumentParser) -> None:
    bring.add_argument(
        "--by",
        default="",
        metavar="ADDRESS",
        help="the work address of whoever answers for the roles in the file; somebody else has to agree",
    )
    bring.add_argument("--why", default=USUAL_WHY, help="why these people shall have their roles")
    bring.add_argument(
        "--lead-anew",
        action="store_true",
        help="let the wellbeing lead of the file begin alone, where nobody is left who could agree",
    )


def asked(arguments: argparse.Namespace) -> Ask:
    return Ask(arguments.by, arguments.why, arguments.lead_anew)


def waiting(door: Door) -> Iterator[str]:
    """Say who can agree to the roles that wait, and how many nobody can."""
    found = granting.waiting(door.session)
    able = [granting.who_may_agree(door.session, one, door.today) for one in found]
    if not found:
        return
    names = sorted({person.name for people in able for person in people})
    wait = "1 role waits" if len(found) == 1 else f"{len(found)} roles wait"
    yield f"{wait} for a second person: {', '.join(names) or 'nobody'} can agree{'' if names else ' now'}."
    stuck = sum(not people for people in able)
    if stuck:
        yield (
            f"Nobody can agree to {stuck} of them: it takes a wellbeing lead or a staff representative who "
            "neither asks for the role nor gets it. Import again with another --by."
        )


def tell(settings: Settings, door: Door, arguments: argparse.Namespace) -> None:
    """Let those who can agree know by mail that a page waits for them."""
    if arguments.confirm:
        mails = settings.mail.is_configured
        role_grants.tell(Board(door.session, door.vault, door.now, door.today, sends_mail=mails))
