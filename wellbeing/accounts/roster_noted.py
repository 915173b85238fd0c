"""What of an import stands in the audit log: that it was done, and who was given or lost what."""

from collections.abc import Iterable, Iterator

from wellbeing.accounts.roster_plan import Plan
from wellbeing.accounts.sign_in import Door
from wellbeing.audit import service as audit
from wellbeing.audit.service import Act, Kind


def note(door: Door, plan: Plan, roles: Iterable[Act]) -> None:
    """Write an import down in the transaction that does it; one that changes nothing is none."""
    scribe = audit.Scribe(door.vault, audit.by_command(), door.today)
    scribe.note(door.session, *(() if plan.changes_nothing else _acts(plan, roles)))


def _acts(plan: Plan, roles: Iterable[Act]) -> Iterator[Act]:
    """Give the import and every role and unit; not which unit: a team leads to few people."""
    yield Act(Kind.ROSTER_IMPORTED)
    for ended in plan.roles_ended:
        yield Act(Kind.ROLE_ENDED, ended.person.id, ended.role)
    yield from roles
    for led in plan.led_ended:
        yield Act(Kind.LEAD_ENDED, led.person.id, led.unit.level.value)
    for led in plan.led_begun:
        yield Act(Kind.LEAD_GIVEN, led.person.id, led.unit.level.value)
