"""Every act on the closed list of the audit log, with what must be there before it."""

from collections.abc import Callable
from pathlib import Path

from tests.support.acting import Hand
from tests.support.asking import PRACTITIONER, Help
from tests.support.audited_calls import RESPONDING
from tests.support.audited_openings import OPENINGS
from tests.support.audited_place import Act, Listed, Place
from tests.support.audited_roles import ROLES
from tests.support.figure_settings import OTHER
from tests.support.policies import with_line
from tests.support.promise_trials import set_another_number
from tests.support.saying import Sayers, answer_first, look_at_first
from tests.support.sharing import Sharers
from tests.support.work import Work
from tests.support.world import CHARACTERS, NOW
from wellbeing.accounts.people import Role
from wellbeing.accounts.sign_in import Door
from wellbeing.actions import passing_up, taking_out
from wellbeing.actions.log import Decision
from wellbeing.actions.passing_up import Said
from wellbeing.audit import service as audit
from wellbeing.audit.events import COMMAND
from wellbeing.audit.service import Kind
from wellbeing.clock import StandingClock
from wellbeing.commands import backup, jobs, keys, mail, person, publish, roster_links
from wellbeing.commands.common import any_settings_of
from wellbeing.cover.hours import USUAL_WEEK
from wellbeing.cover.service import ClosedDay
from wellbeing.cover.setting import Lead, close_day, reopen_day, set_week
from wellbeing.records.my_code import What, make_code
from wellbeing.support import service as support

NEWER = with_line("in_force_from", "2026-03-09", with_line("max_gap_weeks", 4))
CLOSED = ClosedDay(NOW.date(), "Training day")
LEADS, REPRESENTS = Role.WELLBEING_LEAD.value, Role.STAFF_REPRESENTATIVE.value


def asks(place: Place) -> None:
    Help(place.home).ask()


def opens(place: Place) -> None:
    helping = Help(place.home)
    with helping.office() as office:
        support.look(office, PRACTITIONER, helping.inbox(PRACTITIONER)[0])


def had_a_case(place: Place) -> None:
    """Let a contact have a case until it ends."""
    helping = Help(place.home)
    helping.ask()
    (request_id,) = helping.inbox(PRACTITIONER)
    helping.take(PRACTITIONER, request_id)
    with helping.office() as office:
        support.talked(office, PRACTITIONER, request_id)
        support.close(office, PRACTITIONER, request_id)


def tries_again(place: Place) -> None:
    """Let a contact whose case has ended try to open it."""
    helping = Help(place.home)
    with helping.office() as office:
        support.refuse(office, PRACTITIONER, helping.mine()[0].id)


def asks_at_work(place: Place) -> None:
    Work(place.home).send()


def opens_work_request(place: Place) -> None:
    work = Work(place.home)
    work.look(work.mine()[0].id)


def shares(place: Place) -> None:
    Sharers(place.home).share()


def reads(place: Place) -> None:
    sharers = Sharers(place.home)
    sharers.look(sharers.mine()[0].id)


def proposes(place: Place) -> None:
    place.open_change = place.policies.propose(NEWER)


def proposes_figures(place: Place) -> None:
    place.open_change = place.figures.propose(OTHER)


def is_answered(place: Place) -> None:
    with place.home.session() as session:
        hand = Hand(session)
        hand.adds()
        passing_up.pass_up(hand.log, "a" * 32)
        above = Hand(session, "service manager", "help").log
        passing_up.answer(above, "a" * 32, 1, Said(Decision.NO, "Because of Ann."))


def hours_of(place: Place, act: Callable[[Lead], None]) -> None:
    with place.home.session() as session:
        lead = next(one.id for one in CHARACTERS if one.name == "wellbeing lead")
        act(Lead(session, place.home.vault, lead, NOW.date()))


def takes_out(place: Place, what: str = "answer-1", name: str = "supervisor") -> None:
    with place.home.session() as session:
        hand = Hand(session, name)
        version = hand.reads().version
        taking_out.take_out(hand.log, place.home.vault, "a" * 32, version, [what])


def begins_anew(place: Place) -> None:
    with place.home.session() as session:
        scribe = audit.Scribe(place.home.vault, audit.by_command(), NOW.date())
        own = place.home.settings.audit_anchors
        file = place.home.settings.data / "left"
        file.unlink(missing_ok=True)
        audit.begin_anew(session, scribe, file, own)


def backs_up(place: Place) -> None:
    backup.back_up(any_settings_of(Path(place.folder)), StandingClock(NOW))


def makes_code(what: What) -> Act:
    """Let somebody make a code for an act at their word."""

    def make(place: Place) -> None:
        with place.home.session() as session:
            door = Door(session, place.home.vault, NOW, NOW.date())
            place.open_change = make_code(door, CHARACTERS[0].id, what)

    return make


def acts_at_word(act: Callable[..., None], *words: str) -> Act:
    return lambda at: at.command(act, "person", *words, "--code", at.open_change)


def complains(place: Place) -> None:
    Sayers(place.home).say()


LISTED: dict[Kind, Listed] = {
    Kind.LOOK_REQUEST: Listed(Role.PRACTITIONER, opens, asks),
    Kind.LOOK_SHARED: Listed(Role.PRACTITIONER, reads, shares),
    Kind.LOOK_WORK_REQUEST: Listed(Role.SUPERVISOR, opens_work_request, asks_at_work),
    Kind.LOOK_REFUSED: Listed(Role.PRACTITIONER, tries_again, had_a_case),
    Kind.POLICY_PROPOSED: Listed(LEADS, proposes),
    Kind.POLICY_WITHDRAWN: Listed(LEADS, lambda at: at.policies.withdraw(at.open_change)),
    Kind.POLICY_DECLINED: Listed(
        REPRESENTS, lambda at: at.policies.decline(at.open_change, "No."), proposes
    ),
    Kind.POLICY_APPROVED: Listed(
        REPRESENTS, lambda at: at.policies.approve(at.open_change), proposes
    ),
    Kind.FIGURES_PROPOSED: Listed(LEADS, proposes_figures),
    Kind.FIGURES_WITHDRAWN: Listed(LEADS, lambda at: at.figures.withdraw(at.open_change)),
    Kind.FIGURES_DECLINED: Listed(
        REPRESENTS, lambda at: at.figures.decline(at.open_change, "No."), proposes_figures
    ),
    Kind.FIGURES_APPROVED: Listed(
        REPRESENTS, lambda at: at.figures.approve(at.open_change), proposes_figures
    ),
    Kind.FIGURES_STOPPED: Listed(REPRESENTS, lambda at: at.figures.stop(at.open_change)),
    Kind.WORDS_TAKEN_OUT: Listed(Role.SUPERVISOR, takes_out, is_answered),
    Kind.HOURS_SET: Listed(LEADS, lambda at: hours_of(at, lambda to: set_week(to, USUAL_WEEK, 0))),
    Kind.DAY_CLOSED: Listed(LEADS, lambda at: hours_of(at, lambda to: close_day(to, CLOSED))),
    Kind.DAY_REOPENED: Listed(
        LEADS, lambda at: hours_of(at, lambda to: reopen_day(to, CLOSED.day))
    ),
    Kind.TESTS_SET: Listed(LEADS, lambda at: set_another_number(at.home)),
    Kind.LOOK_COMPLAINT: Listed(Role.AUDITOR, lambda at: look_at_first(at.home), complains),
    Kind.COMPLAINT_ANSWERED: Listed(Role.AUDITOR, lambda at: answer_first(at.home), complains),
    **{kind: Listed(*act) for kind, act in {**OPENINGS, **ROLES, **RESPONDING}.items()},
    Kind.CLOCK_CONFIRMED: Listed(
        COMMAND, lambda at: at.command(jobs.confirm, "jobs", "confirm-clock")
    ),
    Kind.JOB_RUN: Listed(
        COMMAND, lambda at: at.command(jobs.act, "jobs", "run", "forget-what-ended")
    ),
    Kind.LINKS_MADE: Listed(
        COMMAND,
        lambda at: at.command(
            roster_links.run_links, "roster", "links", "--to", "staff@example.org"
        ),
    ),
    Kind.PUBLISHED: Listed(COMMAND, lambda at: at.command(publish.act, "publish")),
    Kind.MOVE_CONFIRMED: Listed(
        COMMAND, lambda at: at.command(publish.act, "publish", "--confirm-moved")
    ),
    Kind.KEYS_ROTATED: Listed(COMMAND, lambda at: at.command(keys.run_rotate, "keys", "rotate")),
    Kind.BACKUP_MADE: Listed(COMMAND, backs_up),
    Kind.BACKUP_TRIED: Listed(
        COMMAND,
        lambda at: at.command(
            backup.run_drill, "backup", "drill", "--private-key", str(at.private_key)
        ),
    ),
    Kind.PERSON_EXPORTED: Listed(
        COMMAND,
        lambda at: acts_at_word(person.export, "export", "--to", f"{at.folder}/handed-out.zip")(at),
        makes_code(What.DOWNLOAD),
    ),
    Kind.PERSON_ERASED: Listed(
        COMMAND, acts_at_word(person.erase, "erase"), makes_code(What.DELETE)
    ),
    Kind.MAIL_TRIED_AGAIN: Listed(
        COMMAND, lambda at: at.command(mail.run_try_again, "mail", "try-again")
    ),
    Kind.MAIL_LET_GO: Listed(COMMAND, lambda at: at.command(mail.run_let_go, "mail", "let-go")),
    Kind.BEGUN_ANEW: Listed(COMMAND, begins_anew),
}
# Written where nothing was before: see tests/integration/backup/test_written_down.py.
OF_RESTORES = {Kind.PUT_BACK, Kind.UPGRADED}
OF_ROSTERS = {
    Kind.ORGANISATION_FOUNDED,
    Kind.ROSTER_IMPORTED,
    Kind.ROLE_ASKED,
    Kind.ROLE_WITHDRAWN,
    Kind.ROLE_GIVEN,
    Kind.ROLE_ENDED,
    Kind.LEAD_GIVEN,
    Kind.LEAD_ENDED,
}
