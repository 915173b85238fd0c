"""Chooses the sample people that are worth signing in as, from what their weeks were like."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wellbeing.accounts.cast import Part
from wellbeing.simulation.organisation import Staff
from wellbeing.simulation.teams import Tale
from wellbeing.simulation.weeks import LivedWeek

LOOK_BACK = 12
# Somebody on the reactive step, and with a first-aid kit, has the most to show.
_MANY_SIGNS, _MANY_SIGNS_WEIGH, _KIT_WEIGHS = 9, 60, 40
START = "Good places to start"
LEADING = "People who lead"
HELPING = "People who help, and who look after the rules"
OTHERS = "Others"
_LINES = {
    Tale.SURGE: "Works in {team}: more and more work for some months",
    Tale.INCIDENT: "Works in {team}: something distressing happened there",
    Tale.RECOVERING: "Works in {team}: a hard time that is easing",
    Tale.ORDINARY: "Works in {team}: ordinary weeks",
}
# In these teams the person to meet is one whose weeks are hard.
_HARD = (Tale.SURGE, Tale.INCIDENT)
_PARTS = {
    "manager of directorate": "Manages {directorate}",
    "manager of service": "Manages {service}",
    "practitioner": "Practitioner, {service}: requests for help, and formal support",
    "peer supporter": "Peer supporter in {team}: people who ask to talk",
    "wellbeing lead": "Wellbeing lead: proposes changes of the rules",
    "staff representative": "Staff representative: agrees to changes of the rules, or not",
    "operator": "Operator: sees whether mail leaves and jobs are done, and nothing about anybody",
}
_HELPERS = {
    "practitioner": 2,
    "peer supporter": 3,
    "wellbeing lead": 1,
    "staff representative": 1,
    "operator": 1,
}


@dataclass(frozen=True)
class _Known:
    """Everybody at the end, how often each answered of late and with which totals."""

    staff: tuple[Staff, ...]
    lately: Counter[str]
    strain: Counter[str]
    supervising: frozenset[str]

    def ordinary(self, team: str) -> list[Staff]:
        """Return the people of a team who lead nothing, the most regular first."""
        found = [
            one
            for one in self.staff
            if one.team.name == team
            and not (one.roles or one.is_kept_new)
            and one.work_email not in self.supervising
        ]
        return sorted(found, key=lambda one: (-self.lately[one.work_email], one.name))

    def strained(self, team: str) -> list[Staff]:
        """Return the same people, those with the hardest latest weeks first."""
        return sorted(self.ordinary(team), key=lambda one: -self.strain[one.work_email])


def cast(weeks: Sequence[LivedWeek]) -> tuple[Part, ...]:
    """Return the sample people to list, by group, each once."""
    staff = weeks[-1].staff
    known = _Known(
        staff=staff,
        lately=Counter(p.work_email for one in weeks[-LOOK_BACK:] for p, _ in one.answered),
        strain=_strain(weeks),
        supervising=frozenset(one.supervisor_email for one in staff),
    )
    listed: dict[str, Part] = {}
    for part in (*_starts(known), *_leading(known), *_helping(known), *_others(known)):
        before = listed.get(part.work_email)
        # In a very small sample somebody has several parts.
        joined = part if before is None else replace(before, line=f"{before.line}. {part.line}")
        listed[part.work_email] = joined
    return tuple(listed.values())


def _strain(weeks: Sequence[LivedWeek]) -> Counter[str]:
    """Weigh each person's latest weeks: many warning signs again and again count most."""
    found: Counter[str] = Counter()
    for week in weeks[-4:]:
        for person, sent in week.answered:
            total = sum(score or 0 for score in sent.check_in.signs)
            found[person.work_email] += total + (_MANY_SIGNS_WEIGH if total >= _MANY_SIGNS else 0)
    for week in weeks:
        found.update({person.work_email: _KIT_WEIGHS for person in week.starting_kits})
    return found


def _starts(known: _Known) -> Iterator[Part]:
    for tale, line in _LINES.items():
        team = next((one.team for one in known.staff if one.team.tale is tale), None)
        if team is None:
            continue
        people = known.strained(team.name) if tale in _HARD else known.ordinary(team.name)
        if people:
            yield _part(START, people[0], line)
    new = [one for one in known.staff if one.is_kept_new]
    if new:
        yield _part(START, new[0], "Has not begun: the first visit, in {team}")


def _leading(known: _Known) -> Iterator[Part]:
    teams = {one.team.name: one.team for one in known.staff if one.team.tale is not Tale.ORDINARY}
    for team in teams.values():
        leads = [one for one in known.staff if one.team == team]
        supervisors = [one for one in leads if one.work_email in known.supervising]
        if supervisors:
            yield _part(LEADING, supervisors[0], "Supervises {team}")
    yield from _by_role(known, LEADING, "manager of service", 2)
    yield from _by_role(known, LEADING, "manager of directorate", 1)


def _helping(known: _Known) -> Iterator[Part]:
    for role, most in _HELPERS.items():
        yield from _by_role(known, HELPING, role, most)


def _others(known: _Known) -> Iterator[Part]:
    sizes = Counter(one.team.name for one in known.staff)
    smallest = min(sizes, key=lambda team: (sizes[team], team))
    if people := known.ordinary(smallest):
        yield _part(OTHERS, people[0], "Works in {team}, too few people for figures of their own")


def _by_role(known: _Known, group: str, role: str, most: int) -> Iterator[Part]:
    holders = [one for one in known.staff if role in one.roles]
    for one in holders[:most]:
        yield _part(group, one, _PARTS[role])


def _part(group: str, one: Staff, line: str) -> Part:
    told = line.format(
        team=one.team.name, service=one.team.service, directorate=one.team.directorate
    )
    return Part(group=group, work_email=one.work_email, name=one.name, line=told)
