"""The sample organisation lived week by week: who is employed, and who answers what."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.simulation.churn import Payroll
from wellbeing.simulation.life import Answered, Life
from wellbeing.simulation.organisation import SampleOrganisation, Staff
from wellbeing.simulation.tales import Tales
from wellbeing.stepped_care import SIGNS
from wellbeing.week import Week


@dataclass(frozen=True)
class LivedWeek:
    """One week of everybody: the staff on its Monday and the check-ins they send in it."""

    number: int
    staff: tuple[Staff, ...]
    answered: tuple[tuple[Staff, Answered], ...]
    starting_kits: tuple[Staff, ...]


def live(organisation: SampleOrganisation, seed: int, weeks: int) -> Iterator[LivedWeek]:
    """Live on without end; `weeks` only sets when the teams' tales turn.

    The first weeks come out the same however many are taken, so that a sample organisation
    can be continued later from its seed alone.
    """
    tales = Tales(seed, weeks)
    lives: dict[str, Life] = {}
    employed_for: dict[str, int] = {}
    for number, staff in enumerate(Payroll(organisation, seed).weeks()):
        answered: list[tuple[Staff, Answered]] = []
        starting: list[Staff] = []
        for person in staff:
            life = lives.setdefault(person.work_email, Life(seed, person.work_email))
            employed_for[person.work_email] = employed_for.get(person.work_email, 0) + 1
            sent = life.week(tales.weather(person.team, number))
            if person.is_kept_new:
                continue
            if sent is not None:
                answered.append((person, sent))
            if employed_for[person.work_email] == life.starts_kit_after:
                starting.append(person)
        yield LivedWeek(number, staff, tuple(answered), tuple(starting))


def truth_lines(week: Week, lived: LivedWeek) -> Iterator[str]:
    """Write what everybody answered in a week, one JSON object a line, for tests and attacks."""
    for person, sent in lived.answered:
        check_in = sent.check_in
        answers = {
            **dict(zip(SIGNS, check_in.signs, strict=True)),
            "usual": sorted(check_in.usual),
            "op": check_in.op,
            "org": check_in.org,
            "life": check_in.life,
            "support": check_in.support,
            "support_not_needed": check_in.support_not_needed,
            "impact": check_in.impact,
            "event": check_in.event,
            "talk": check_in.talk,
        }
        line = {
            "person": person.work_email,
            "service": person.team.service,
            "team": person.team.name,
            "week": str(week),
            "answers": answers,
        }
        yield json.dumps(line, sort_keys=True)
