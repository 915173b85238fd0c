"""The page of those whom a person can ask: their cards, to be read before choosing."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from wellbeing.cover import service as cover
from wellbeing.support.blueprint import blueprint
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.pools import PEER_SUPPORTER, PRACTITIONER, Pools
from wellbeing.web.signed_in import SignedIn, for_signed_in

ROLES = {PEER_SUPPORTER: "Peer supporter", PRACTITIONER: "Practitioner"}


@dataclass(frozen=True)
class Supporter:
    """Somebody who can be asked, as this person reads of them."""

    name: str
    role: str
    card: cover.Card | None


@blueprint.get("/people-to-ask")
@for_signed_in
def people(person: SignedIn) -> ResponseReturnValue:
    errand = errand_of(person)
    hours = cover.staffed_hours(errand.office.session).in_words()
    return render_template("support/people.html", people=_supporters(errand), hours=hours)


def _supporters(errand: Errand) -> tuple[Supporter, ...]:
    """Return everybody this person may ask: never who stands above them, nor they themselves."""
    pools, found = Pools(errand.office), {}
    roles: dict[str, list[str]] = {}
    for role, said in ROLES.items():
        for one in pools.of(errand.person_id, Wish(Kind.TALK, with_whom=role)):
            found[one.id] = one
            roles.setdefault(one.id, []).append(said)
    cards = cover.cards(errand.office.session, list(found))
    return _by_role(
        Supporter(one.name, ", ".join(roles[one.id]), cards.get(one.id)) for one in found.values()
    )


def _by_role(people: Iterable[Supporter]) -> tuple[Supporter, ...]:
    return tuple(sorted(people, key=lambda one: (one.role, one.name)))
