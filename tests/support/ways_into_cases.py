"""The pages of one thing among many that people ask of each other, and that no link leads a round to."""

from collections.abc import Iterator

from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SECOND, Help, join
from tests.support.calling import Callers
from tests.support.cases import propose
from tests.support.house import Home
from tests.support.saying import Sayers
from tests.support.two import taken
from tests.support.work import Work
from wellbeing.support import service
from wellbeing.support.service import Kind

Way = tuple[str, str]


def pages_of_asking(home: Home) -> Iterator[Way]:
    """Yield who opens which page about one request, complaint, call or change at work."""
    yield from _of_complaints(home)
    yield from _of_calls(Callers(home))
    yield "supervisor", f"/work-requests/{Work(home).send()}"
    yield from _of_a_case(Help(home))


def _of_complaints(home: Home) -> Iterator[Way]:
    sayers = Sayers(home)
    # Whoever writes into every form they meet answers at once: another reader is chosen for another.
    yield "staff", f"/say/{sayers.say()}/reader"
    yield "auditor", f"/said/{sayers.say(who=BY_NAME['moved'])}"


def _of_calls(callers: Callers) -> Iterator[Way]:
    """Yield the pages of responders, which a notice leads to, and what became of a call."""
    callers.set_up()
    yield "staff", "/somebody-now"
    yield "practitioner", "/being-a-responder"
    call_id = callers.ask(BY_NAME["moved"])
    yield "moved", "/somebody-now/asked"
    yield "practitioner", "/asked-of-me"
    yield "practitioner", f"/asked-of-me/{call_id}"
    yield "wellbeing lead", "/going-live/responders"


def _of_a_case(helping: Help) -> Iterator[Way]:
    """Yield the pages of a case that is open, about to move, and ended."""
    with helping.office() as office:
        # Whoever writes into every form they meet may have asked already.
        service.withdraw(office, ASKER, Kind.TALK)
    with helping.home.session() as session:
        join(session, SECOND, "Sam Second", "red", "practitioner")
    two = taken(helping.home)
    two.talk()
    case = two.id
    for page in ("actions", "hand-over", "close"):
        yield "practitioner", f"/requests/{case}/{page}"
    propose(helping, case, SECOND, PRACTITIONER)
    for page in ("actions", "hand-over", "end"):
        yield "staff", f"/my-requests/{case}/{page}"
    with helping.office() as office:
        service.end(office, ASKER, case)
    yield "staff", f"/my-requests/{case}/useful"
