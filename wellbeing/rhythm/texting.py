"""The weekly text message: one segment, the same for everyone but number and link.

A text has no headers that a program could end it by, and no room for a second link: the page that
its link opens, and "When you are asked", are where it is changed or ended.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wellbeing.clock import Clock
from wellbeing.content.text_models import LETTERS, LONGEST, TextWords
from wellbeing.messages.gateway import Gateway
from wellbeing.messages.mailer import CannotSendError, Trouble, fate_of
from wellbeing.rhythm.channels import Addressee, Batch
from wellbeing.rhythm.delivery import Outcome, deliver
from wellbeing.rhythm.links import PATH, answer_link
from wellbeing.rhythm.number_service import give_up_number, numbers_of
from wellbeing.rhythm.service import Channel, Desk, Nudge
from wellbeing.rhythm.tokens import LENGTH
from wellbeing.sealed import Vault

REFERENCE_LENGTH = 32


@dataclass(frozen=True)
class Texts:
    """Where weekly texts point to, and what they say."""

    address: str
    words: TextWords

    @property
    def fit(self) -> bool:
        """Say whether a text with its link is one segment; the address decides, so it is for all alike."""
        written = self.words.weekly.format(link=f"{self.address}/{PATH}/{'x' * LENGTH}")
        return len(written) <= LONGEST and set(written) <= LETTERS

    def weekly(self, vault: Vault, nudge: Nudge, links: int) -> str:
        link = answer_link(vault, self.address, nudge.rhythm_id, nudge.week, links)
        return self.words.weekly.format(link=link)


@dataclass
class TextWay:
    """Weekly texts, through a gateway."""

    texts: Texts
    gateway: Gateway
    channel: Channel = field(default=Channel.TEXT, init=False)
    # Whose number was tried: they may have another one by the time it is known to be refused.
    _tried: dict[Nudge, tuple[str, str]] = field(default_factory=dict)

    def open(self) -> None:
        if not self.texts.fit:
            raise CannotSendError("a text is longer than one segment", Trouble.UNREACHED)
        self.gateway.open()

    def write(self, desk: Desk, taken: Mapping[Nudge, Addressee]) -> Batch:
        """Write to confirmed numbers alone; whose cannot be opened any more gets nothing, no mail either."""
        numbers = numbers_of(desk, {person.id for person in taken.values()})
        reached = {nudge: person for nudge, person in taken.items() if person.id in numbers}
        self._tried = {nudge: (person.id, numbers[person.id]) for nudge, person in reached.items()}
        return Batch(
            tuple(reached),
            (
                fate_of(self._sending(desk.vault, nudge, numbers[person.id], person.links))
                for nudge, person in reached.items()
            ),
        )

    def give_up(self, desk: Desk, nudge: Nudge) -> None:
        """Note that texts cannot reach a number, and send what comes next as mail."""
        give_up_number(desk, *self._tried[nudge])

    def close(self) -> None:
        self.gateway.close()

    def _sending(self, vault: Vault, nudge: Nudge, number: str, links: int) -> Callable[[], None]:
        text = self.texts.weekly(vault, nudge, links)
        named = vault.row_key("weekly-text", nudge.rhythm_id.hex(), nudge.week, nudge.kind)
        return lambda: self.gateway.send(number, text, named.hex()[:REFERENCE_LENGTH])


def deliver_texts(desk: Desk, texts: Texts, gateway: Gateway, clock: Clock) -> Outcome:
    """Send the texts that are due; raise CannotSendError when none can be sent."""
    return deliver(desk, TextWay(texts, gateway), clock)
