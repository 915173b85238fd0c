"""Sends a code while its person waits, and counts it only when it may have left."""

from threading import BoundedSemaphore

from wellbeing.content.text_models import TextWords
from wellbeing.messages.gateway import Gateway
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.rhythm.desk import Desk
from wellbeing.rhythm.number_service import ask_for_code, take_back_code

# A gateway that stalls may hold up so many pages of this process, and no more.
AT_A_TIME = 2
_free = BoundedSemaphore(AT_A_TIME)
REFERENCE_LENGTH = 32


class NotSentError(Exception):
    """The code was surely not sent; `for_good` when this number will never get one."""

    def __init__(self, *, for_good: bool) -> None:
        """Keep whether another try makes sense."""
        super().__init__("the code was not sent")
        self.for_good = for_good


def send_code(desk: Desk, person_id: str, number: str, gateway: Gateway, words: TextWords) -> None:
    """Send a code to a number; raise TooManyCodesError or NotSentError when none is on its way."""
    if not _free.acquire(blocking=False):
        raise NotSentError(for_good=False)
    try:
        code = ask_for_code(desk, person_id, number)
        trouble = _hand_over(gateway, number, words.code.format(code=code), _named(desk, code))
    finally:
        _free.release()
    # What may have left is waited for.
    if trouble not in {None, Trouble.UNSURE}:
        take_back_code(desk, person_id, code)
        raise NotSentError(for_good=trouble is Trouble.NEVER)


def _hand_over(gateway: Gateway, number: str, text: str, reference: str) -> Trouble | None:
    try:
        gateway.open()
        gateway.send(number, text, reference)
    except CannotSendError as error:
        return error.trouble
    finally:
        gateway.close()
    return None


def _named(desk: Desk, code: str) -> str:
    return desk.vault.row_key("text-code-name", str(desk.second), code).hex()[:REFERENCE_LENGTH]
