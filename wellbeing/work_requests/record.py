"""One work request as it is kept, but for its words: who asks whom, who looked, and what was answered."""

from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from wellbeing.looks import Look, with_one_more
from wellbeing.retention import span_of

# So long both can read what was answered, and its person how it ended.
KEPT_FOR = span_of("work-requests")
# What nobody answered goes when the answers of its week go: a wish a year old is to be asked anew.
KEPT_UNANSWERED = span_of("work-unanswered")


@dataclass(frozen=True)
class Answer:
    """What will be done and by when, or why not."""

    will: bool
    said: str
    on: date
    by: date | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for an answer that owes the person something."""
        if not self.said or (self.will and self.by is None):
            raise ValueError("an answer needs words, and a day where something will be done")


@dataclass(frozen=True)
class Record:
    """One request, whole, but for the words that can be read."""

    asker: str
    receiver: str
    topic: str
    sent_on: date
    looks: tuple[Look, ...] = ()
    answer: Answer | None = None
    taken_back_on: date | None = None
    # The press that sent it: the same one that arrives twice sends it once.
    press: str = ""
    # It came back with a backup: its person may have taken it back since, so its receiver cannot open it.
    put_back_on: date | None = None

    @property
    def is_open(self) -> bool:
        return self.taken_back_on is None

    @property
    def remove_on(self) -> date:
        """Return the day on which it goes: a year after it was sent, sooner once it has ended."""
        ended = self.taken_back_on or (self.answer.on if self.answer else None)
        return self.sent_on + KEPT_UNANSWERED if ended is None else ended + KEPT_FOR

    def looked_at(self, on: date) -> "Record":
        """Write down a look; several on one day are counted together."""
        return replace(self, looks=with_one_more(self.looks, Look(on)))


RECORD = TypeAdapter(Record)
