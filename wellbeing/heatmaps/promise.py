"""What is shown of one's own groups, for the page that says how figures are made."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.disclosure import ADOPTED, CyclePlan, Menu, Parameters, UnitPlan
from wellbeing.figure_settings import service as figure_settings
from wellbeing.figure_settings.service import Announced
from wellbeing.heatmaps import service, words
from wellbeing.heatmaps.pages import Coming
from wellbeing.heatmaps.service import Ground
from wellbeing.ledger import service as ledger
from wellbeing.web.guarantee import Ceilings, ceilings


@dataclass(frozen=True)
class OwnGroup:
    """One unit a person belongs to: how many people are in its figures, and what these are."""

    name: str
    kind: str
    people: str
    shown: str


@dataclass(frozen=True)
class OwnGroups:
    """A person's own unit and those above it, the lowest first."""

    groups: tuple[OwnGroup, ...]
    coming: Coming


@dataclass(frozen=True)
class Promise:
    """What the page says: the numbers that hold, those that are announced, and one's own groups."""

    parameters: Parameters
    ceilings: Ceilings
    announced: Announced | None
    own: OwnGroups | None


def promised(session: Session, released: Session, now: datetime, person_id: str | None) -> Promise:
    """Return what holds for everybody, and what is shown of a person's own groups."""
    try:
        ground = service.ground(session, released, now)
    except accounts.NoOrganisationError:
        return Promise(ADOPTED, ceilings(), None, None)
    parameters = figure_settings.holding(session, released, ground.today)
    return Promise(
        parameters,
        ceilings(
            parameters,
            [one.parameters for one in ledger.fixed(released)],
            figure_settings.ahead(session, released),
        ),
        figure_settings.announced(session, released, ground.today),
        None if person_id is None else own_groups(ground, person_id),
    )


def own_groups(ground: Ground, person_id: str) -> OwnGroups | None:
    """Return what is shown of a person's own groups; None for somebody without a unit."""
    home = accounts.home_unit(ground.session, person_id, ground.today)
    if home is None:
        return None
    units = accounts.units_above(ground.session, home)
    sources = service.sources_for(ground, [unit.id for unit in units])
    plan = sources.plan
    return OwnGroups(
        groups=tuple(
            _group(plan, unit.id, (unit.name, words.LEVELS[unit.level])) for unit in units
        ),
        coming=service.coming(sources, ground.today),
    )


def _group(plan: CyclePlan | None, unit_id: str, called: tuple[str, str]) -> OwnGroup:
    line = plan.by_key.get(unit_id) if plan else None
    if plan is None or line is None:
        return OwnGroup(*called, "Fixed when the next cycle begins", words.LATER)
    shown = plan.by_key.get(line.shown_with) if line.menu is Menu.POOLED else line
    counted = shown or line
    return OwnGroup(*called, str(counted.people), _in_words(plan, line))


def _in_words(plan: CyclePlan, line: UnitPlan) -> str:
    if line.is_cell:
        return words.DETAILS[line.menu]
    see = plan.by_key.get(line.shown_with or line.above)
    if see is None:
        return words.NOWHERE.format(fewest=plan.parameters.smallest_group)
    reason = words.ELSEWHERE_BY_MENU[line.menu].format(
        fewest=plan.parameters.smallest_group, see=see.label
    )
    return f"{reason} {words.DETAILS[see.menu]}." if line.menu is Menu.POOLED else reason
