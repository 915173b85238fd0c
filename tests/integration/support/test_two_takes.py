"""A contact never has more at once than their card says, also when several arrive in one moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.support.asking import BY_NAME, PRACTITIONER, REVIEW, SECOND, TALK, Help
from tests.support.cases import propose, reply
from wellbeing.cover import own
from wellbeing.cover.service import Card
from wellbeing.locks import also_about
from wellbeing.support import service
from wellbeing.support.moving import NotFreeError

OTHER = BY_NAME["moved"]
# So long each waits for the other before it keeps what it did: with nothing between them, both are in time.
SECONDS = 0.3


@contextmanager
def all_keep_it_together(how_many: int) -> Iterator[None]:
    """Let writers who were let in at the same time also commit at the same time."""
    together = Barrier(how_many)

    def waits(_session: Session) -> None:
        with suppress(BrokenBarrierError):
            together.wait(timeout=SECONDS)

    event.listen(Session, "before_commit", waits)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", waits)


def is_done(act: Callable[[], None]) -> bool:
    try:
        act()
    except (service.FullError, NotFreeError):
        return False
    return True


def held(help_: Help) -> int:
    with help_.office() as office:
        return office.rota.room_of(PRACTITIONER).held


def test_of_two_takes_and_a_yes_at_once_a_card_for_one_gets_one(help_: Help) -> None:
    help_.ask(TALK)
    (moving,) = help_.inbox(SECOND)
    help_.take(SECOND, moving)
    shown = propose(help_, moving, PRACTITIONER)
    help_.ask(REVIEW, OTHER)
    help_.ask(TALK, OTHER)
    first, second = help_.inbox(PRACTITIONER)
    with help_.office() as office:
        mine = own.Supporter(office.session, PRACTITIONER, office.today)
        own.keep_card(mine, Card(most_at_once=1))
    acts = (
        lambda: help_.take(PRACTITIONER, first),
        lambda: help_.take(PRACTITIONER, second),
        lambda: reply(help_, moving, shown, yes=True),
    )

    with all_keep_it_together(2), ThreadPoolExecutor(3) as threads:
        done = list(threads.map(is_done, acts))

    assert (sum(done), held(help_)) == (1, 1)


def test_outside_of_a_writing_transaction_there_is_nothing_to_wait_for() -> None:
    with pytest.raises(RuntimeError, match="no writing transaction"):
        also_about(Session(), "card")
