"""The acts about roles that the audit log has: a second person agrees, or not."""

from collections.abc import Mapping

from tests.support.audited_openings import REPRESENTS, Act, At
from tests.support.granting import Granting
from tests.support.policies import IDS
from wellbeing.accounts.people import Role
from wellbeing.audit.service import Kind


def asks(at: At) -> None:
    at.open_change = Granting(at.home).ask(Role.PEER_SUPPORTER, whom=IDS["moved"])


ROLES: Mapping[Kind, tuple[str, Act, Act]] = {
    Kind.ROLE_DECLINED: (REPRESENTS, lambda at: Granting(at.home).decline(at.open_change), asks),
    Kind.ROLE_GIVEN: (REPRESENTS, lambda at: Granting(at.home).agree(at.open_change), asks),
}
