"""What a person decided about taking part, and whether it still holds."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from wellbeing.content.models import Consent as ConsentText
from wellbeing.week import Week


class Decision(StrEnum):
    """The three buttons of the consent page."""

    AGREE = "agree"
    DECLINE = "decline"
    WITHDRAW = "withdraw"


class Standing(StrEnum):
    """Where a person stands on a day."""

    NOT_ASKED = "not asked"
    TAKES_PART = "takes part"
    ASK_AGAIN = "ask again"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


NOES = {Decision.DECLINE: Standing.DECLINED, Decision.WITHDRAW: Standing.WITHDRAWN}
# A note that was put away until this week stays away.
FOR_GOOD = Week(9999, 1)


@dataclass(frozen=True)
class Consent:
    """One decision: about which version of the text, and when.

    Before the week `no_note_before` the person's pages leave out the note of quiet weeks.
    """

    decision: Decision
    version: str
    decided_on: date
    no_note_before: Week | None = None

    @classmethod
    def from_bytes(cls, written: bytes) -> "Consent":
        kept = json.loads(written)
        note = kept.get("no_note_before")
        return cls(
            Decision(kept["decision"]),
            kept["version"],
            date.fromisoformat(kept["decided_on"]),
            Week.parse(note) if note else None,
        )

    def to_bytes(self) -> bytes:
        kept = {
            "decision": self.decision,
            "version": self.version,
            "decided_on": self.decided_on.isoformat(),
            "no_note_before": str(self.no_note_before or ""),
        }
        return json.dumps(kept, sort_keys=True).encode()

    def again_on(self, text: ConsentText) -> date:
        return self.decided_on + timedelta(days=text.again_after_days)


def standing(consent: Consent | None, text: ConsentText, today: date) -> Standing:
    """Say where a person stands; agreement ends after a year, or with a new version of the text."""
    if consent is None:
        return Standing.NOT_ASKED
    if consent.decision is not Decision.AGREE:
        return NOES[consent.decision]
    holds = consent.version == text.version and today < consent.again_on(text)
    return Standing.TAKES_PART if holds else Standing.ASK_AGAIN
