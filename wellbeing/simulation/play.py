"""Plays the sample's weeks through the services that real people use, in simulated time."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import time, timedelta
from itertools import groupby
from random import Random

from wellbeing.accounts import roster
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Organisation, Person, Role
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.audit import service as audit
from wellbeing.checkins import service as checkins
from wellbeing.content.kit_models import KitSection
from wellbeing.first_aid_kit import service as kits
from wellbeing.opening import service as opening
from wellbeing.policies import service as policies
from wellbeing.simulation.acting import Acting
from wellbeing.simulation.agreeing import Agreement, holders
from wellbeing.simulation.asking import hold_talk, mark_shown
from wellbeing.simulation.covering import Covering
from wellbeing.simulation.happening import Happening
from wellbeing.simulation.life import Answered
from wellbeing.simulation.organisation import SampleOrganisation, Staff
from wellbeing.simulation.own_say import OwnSay
from wellbeing.simulation.promising import Promising
from wellbeing.simulation.sample import Sample
from wellbeing.simulation.stage import Stage
from wellbeing.simulation.weeks import LivedWeek
from wellbeing.simulation.writing import Writing
from wellbeing.week import Week

Publish = Callable[[Stage], None]
DAYS_OF_A_WEEK = 7
WEDNESDAY = 2
PUBLISHED_AT = time(6)
IMPORTED_AT = time(0, 5)
ANSWERED_AT = time(9, 30)
# Somebody who asked to talk is talked with about two weeks later.
TALK_WITHIN = 2


class Player:
    """Plays one week after another; a week played before, in part or whole, does no harm."""

    def __init__(self, stage: Stage, known: Sample, publish: Publish) -> None:
        """Start with nobody known; the first week played brings the roster."""
        self._stage = stage
        self._seed = known.seed
        self._publish = publish
        self._agreement = Agreement(stage, known.weeks)
        self._acting = Acting(stage, known.weeks, known.seed)
        self._writing = Writing(stage, known.weeks)
        self._happening = Happening(stage, known.weeks)
        self._covering = Covering(stage, known.weeks)
        self._promising = Promising(stage, known.weeks)
        self._own_say = OwnSay(stage, known.seed)
        self._staff: tuple[Staff, ...] = ()
        self._ids: dict[str, str] = {}
        self._asked: dict[int, list[Staff]] = {}

    def watch(self, lived: LivedWeek) -> None:
        """Take note of a week that was played at an earlier time."""
        self._remember_asking(lived)

    def play(self, lived: LivedWeek, week: Week) -> None:
        self.begin(lived, week)
        by_day = {day: list(sent) for day, sent in groupby(_by_weekday(lived), key=_weekday)}
        for weekday in range(DAYS_OF_A_WEEK):
            if weekday == WEDNESDAY:
                self._stage.go_to(week.monday + timedelta(days=weekday), PUBLISHED_AT)
                self._publish(self._stage)
            self._stage.go_to(week.monday + timedelta(days=weekday), ANSWERED_AT)
            held = holders(self._staff, self._ids)
            self._agreement.on(lived.number, weekday, held)
            self._happening.on(lived.number, weekday, held)
            self._covering.on(lived.number, weekday, held)
            self._promising.on(lived.number, weekday, held)
            self._acting.on(lived.number, weekday)
            self._writing.on(lived.number, weekday)
            for person, answered in by_day.get(weekday, ()):
                self._check_in(person, answered, week)
        self._hold_talks(lived)
        for person in lived.starting_kits:
            self._write_kit(person)
        self._remember_asking(lived)

    def begin(self, lived: LivedWeek, week: Week) -> None:
        """Bring the roster up to this Monday."""
        self._stage.go_to(week.monday, IMPORTED_AT)
        if lived.staff != self._staff:
            rows = [_row(person) for person in lived.staff]
            # Nobody real works here, so nobody has to be asked about roles.
            roster.apply(self._stage.door, rows, ask=roster.AT_ONCE)
            self._staff = lived.staff
            self._ids = _ids(self._stage)
        self._publish(self._stage)

    def _check_in(self, person: Staff, answered: Answered, week: Week) -> None:
        person_id = self._ids[person.work_email]
        answers = self._own_say.answers(person, answered, week)
        sent = checkins.Sent(
            week=week,
            answers=answers,
            form_key=secrets.token_urlsafe(16),
            shown=mark_shown(self._stage, person_id, answers),
        )
        stage = self._stage
        with suppress(checkins.AlreadyCheckedInError):
            try:
                checkins.submit(stage.desk, stage.consent, person_id, sent, stage.office)
            except checkins.NotTakingPartError:
                checkins.consent(stage.desk, stage.consent, person_id)
                self._own_say.begin(person_id, person)
                checkins.submit(stage.desk, stage.consent, person_id, sent, stage.office)
            self._own_say.after(person_id, person, answered, week)

    def _remember_asking(self, lived: LivedWeek) -> None:
        due = self._asked.setdefault(lived.number + TALK_WITHIN, [])
        due += [person for person, sent in lived.answered if sent.talk_with]

    def _hold_talks(self, lived: LivedWeek) -> None:
        for person in self._asked.pop(lived.number, ()):
            person_id = self._ids.get(person.work_email)
            if person_id is not None:
                hold_talk(self._stage, person_id)

    def _write_kit(self, person: Staff) -> None:
        """Fill some sections with ideas from the kit's own pages."""
        stage = self._stage
        notebook = kits.Notebook(
            stage.session, stage.vault, self._ids[person.work_email], stage.now
        )
        rng = Random(f"{self._seed}:kit:{person.work_email}")
        for section in stage.kit.sections:
            if rng.random() < 0.7:
                kits.add(notebook, section.id, _lines(section, rng))


def found(stage: Stage, sample: SampleOrganisation, first: Week) -> None:
    """Set up the organisation as `wellbeing init` does, on the first Monday."""
    lead = next((one for one in sample.staff if "wellbeing lead" in one.roles), sample.staff[0])
    accounts.found_organisation(
        stage.session,
        Organisation(sample.name, sample.zone, sample.nation, first.monday),
        Person(
            id=accounts.new_id(),
            name=lead.name,
            work_email=lead.work_email,
            roles=frozenset({Role.WELLBEING_LEAD.value}),
            joined_on=first.monday,
        ),
        audit.Scribe(stage.vault, audit.by_command(), first.monday),
    )
    policies.adopt(stage.session, first.monday)
    opening.open_from_the_start(stage.session, first.monday)


def _ids(stage: Stage) -> dict[str, str]:
    present = accounts.present(stage.session, stage.today)
    return {one.work_email: one.id for one in accounts.people(stage.session, present, stage.today)}


def _row(person: Staff) -> RosterRow:
    return RosterRow(
        number=0,
        work_email=person.work_email,
        name=person.name,
        directorate=person.team.directorate,
        service=person.team.service,
        team=person.team.name,
        supervisor_email=person.supervisor_email,
        roles=person.roles,
    )


def _by_weekday(lived: LivedWeek) -> list[tuple[Staff, Answered]]:
    return sorted(lived.answered, key=_weekday)


def _weekday(sent: tuple[Staff, Answered]) -> int:
    return sent[1].weekday


def _lines(section: KitSection, rng: Random) -> list[kits.NewLine]:
    """Choose some ideas of each list; a person in it is written without a number."""
    found = []
    for one in section.lists:
        ideas = [
            *((idea, True) for idea in one.five_minute_ideas),
            *((i, False) for i in one.ideas),
        ]
        beside = ("",) * max(len(one.parts) - 1, 0)
        for idea, is_quick in rng.sample(ideas, min(len(ideas), rng.choice((1, 2, 2, 3)))):
            found.append(kits.NewLine(one.id, (idea, *beside), is_quick))
    return found
