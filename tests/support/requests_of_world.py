"""Requests in the small world: one of every kind of address, and by hand who may open each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from tests.support.asking import Help
from tests.support.formal import NOTHING, WISH, Parties
from tests.support.house import Home
from tests.support.world import BY_NAME
from wellbeing.support import service
from wellbeing.support.cases import Kind, Wish

NO_REQUEST = "no request"
PASSED_ON = "passed on"
FORMAL_TAKEN, FORMAL_CLOSED = "formal, taken", "formal, closed by the person"
OTHERWISE_ASKED = (PASSED_ON, FORMAL_TAKEN, FORMAL_CLOSED)
UNKNOWN = {NO_REQUEST: "0" * 32}


@dataclass(frozen=True)
class Asked:
    """Who asked for what, and the names of those who may open it."""

    asker: str
    wish: Wish
    open_to: frozenset[str]
    # Who has taken it; of formal support, who decides about it or looks after it.
    has_it: str = ""


REQUESTS: Mapping[str, Asked] = {
    "to practitioners": Asked(
        "staff", Wish(Kind.TALK, with_whom="practitioner"), frozenset({"practitioner"})
    ),
    "to peer supporters": Asked(
        "moved", Wish(Kind.TALK, with_whom="peer_supporter"), frozenset({"peer supporter"})
    ),
    "to the supervisor": Asked(
        "past supervisor", Wish(Kind.TALK, with_whom="supervisor"), frozenset({"supervisor"})
    ),
    "outside the team": Asked(
        "supervisor of a closed team",
        Wish(Kind.TALK, with_whom="outside_team"),
        frozenset({"practitioner", "peer supporter"}),
    ),
    # Two could answer: one was chosen, and the other one is after them.
    "to one of two first": Asked(
        "without a team",
        Wish(Kind.TALK, with_whom="outside_team", first=BY_NAME["practitioner"].id),
        frozenset({"practitioner"}),
    ),
    PASSED_ON: Asked(
        "service manager",
        Wish(Kind.TALK, with_whom="outside_team", first=BY_NAME["practitioner"].id),
        frozenset({"practitioner", "peer supporter"}),
    ),
    "taken": Asked("supervisor", Wish(Kind.REVIEW), frozenset({"practitioner"}), "practitioner"),
    "of a manager": Asked("manager of everything", Wish(Kind.FORMAL), frozenset({"practitioner"})),
    FORMAL_TAKEN: Asked(
        "directorate manager", WISH, frozenset({"practitioner"}), has_it="practitioner"
    ),
    # The person closed the request; who signed it off still looks after it.
    FORMAL_CLOSED: Asked("supervisor of another team", WISH, frozenset(), has_it="practitioner"),
    "ended": Asked("future supervisor", Wish(Kind.REVIEW), frozenset()),
}


def ask_around(home: Home) -> None:
    """Let everybody ask, one request pass on, one be taken, and one be taken back."""
    helping = Help(home)
    _ask(helping, REQUESTS[PASSED_ON])
    _pass_on(helping)
    for name, asked in REQUESTS.items():
        if name not in OTHERWISE_ASKED:
            _ask(helping, asked)
    _agree_around(Parties(home))
    helping.take(BY_NAME["practitioner"].id, ids_of(home)["taken"])
    with helping.office() as office:
        service.withdraw(office, BY_NAME[REQUESTS["ended"].asker].id, Kind.REVIEW)


def _agree_around(parties: Parties) -> None:
    """Let two agree to formal support: one waits for a decision, one closed what had begun."""
    practitioner = BY_NAME["practitioner"].id
    waits, closed = (BY_NAME[REQUESTS[name].asker].id for name in (FORMAL_TAKEN, FORMAL_CLOSED))
    parties.agreed_and_taken(NOTHING, waits)
    parties.sign_off(parties.agreed_and_taken(NOTHING, closed), practitioner)
    parties.close_access(closed)


def _ask(helping: Help, asked: Asked) -> None:
    helping.ask(asked.wish, BY_NAME[asked.asker].id, takes_part=False)


def _pass_on(helping: Help) -> None:
    """Let the clock tick once in the afternoon, and stand again where it stood."""
    clock = helping.home.clock
    now, clock.standing_at = clock.standing_at, clock.standing_at + timedelta(hours=5)
    with helping.office() as office:
        service.keep_promises(office)
    clock.standing_at = now


def ids_of(home: Home) -> dict[str, str]:
    """Return the ids of all requests by name, and one that nothing has."""
    with Help(home).office() as office:
        filed = {
            name: office.cabinet.of_asker(BY_NAME[asked.asker].id, office.today)
            for name, asked in REQUESTS.items()
        }
    return {name: found[0].id for name, found in filed.items() if found} | UNKNOWN
