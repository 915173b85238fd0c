"""The sample's wellbeing lead names who is told when somebody is not safe, and both take it on."""

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.responders import service as responders
from wellbeing.simulation.stage import Stage

# Practitioners first; a peer supporter is the deputy.
NAMED = (Role.PRACTITIONER, Role.PEER_SUPPORTER)
MINUTES = 15


def name_responders(stage: Stage, lead_id: str) -> None:
    """Name one of each role, once; a week played again changes nothing."""
    desk = responders.Desk(stage.session, stage.vault, stage.now, stage.today)
    if responders.minutes(desk.session) is not None:
        return
    for role in NAMED:
        found = accounts.people_with_role(stage.session, role, stage.today)
        addresses = accounts.addresses(stage.session, [one.id for one in found[:1]], stage.today)
        for person_id, address in addresses.items():
            responders.name(desk, lead_id, address)
            responders.take_on(desk, person_id)
    responders.set_minutes(desk, lead_id, MINUTES)
