"""What is kept of one agreement to formal support: to what, because of what, and what became of it."""

from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from wellbeing.looks import LookBy, with_one_more
from wellbeing.stepped_care import Reason
from wellbeing.stepped_care.canonical import EXACT


@dataclass(frozen=True)
class Because:
    """A rule that suggested it: its sentence, and the values it saw, as they were told."""

    rule: str
    sentence: str
    values: tuple[tuple[str, str], ...] = ()

    __pydantic_config__ = EXACT

    @classmethod
    def of(cls, reason: Reason) -> "Because":
        values = tuple((name, _written(found)) for name, found in reason.values.items())
        return cls(reason.rule, reason.sentence, values)


@dataclass(frozen=True)
class Refusal:
    """A practitioner did not sign it off: they owe a reason and an alternative."""

    by: str
    on: date
    reason: str
    alternative: str

    __pydantic_config__ = EXACT

    def __post_init__(self) -> None:
        """Raise ValueError where the person would be left without one of the two."""
        if not (self.reason and self.alternative):
            raise ValueError("who does not sign off owes a reason and an alternative")


@dataclass(frozen=True)
class Agreement:
    """One agreement, whole, but for the evidence; people are named by their ids."""

    person: str
    request: str
    agreed_on: date
    # The words that were agreed to, and the policy of that week.
    text: str
    policy: str
    because: tuple[Because, ...] = ()
    # The titles of what can be read.
    shared: tuple[str, ...] = ()
    looks: tuple[LookBy, ...] = ()
    # Who has opened exactly what can be read now: what is shared anew was read by nobody.
    read_by: tuple[str, ...] = ()
    taken_back_on: date | None = None
    refusal: Refusal | None = None

    __pydantic_config__ = EXACT

    def looked_at(self, by: str, on: date) -> "Agreement":
        """Write down a look; several of one day are counted together."""
        looks = with_one_more(self.looks, LookBy(by, on))
        return replace(self, looks=looks, read_by=tuple(sorted({*self.read_by, by})))

    def sharing(self, titles: tuple[str, ...]) -> "Agreement":
        """Return it with other things that can be read; nobody has read those yet."""
        return replace(self, shared=titles, read_by=())


@dataclass(frozen=True)
class Plan:
    """What a practitioner signed off: which help, and when both look at it together again."""

    person: str
    signer: str
    looked_after_by: str
    helps: tuple[str, ...]
    again_on: date

    __pydantic_config__ = EXACT

    def __post_init__(self) -> None:
        """Raise ValueError for a plan that offers nothing."""
        if not self.helps:
            raise ValueError("formal support offers at least one kind of help")


_AGREEMENT = TypeAdapter(Agreement)
_PLAN = TypeAdapter(Plan)


def agreement_to_bytes(agreement: Agreement) -> bytes:
    return _AGREEMENT.dump_json(agreement)


def agreement_from_bytes(written: bytes) -> Agreement:
    return _AGREEMENT.validate_json(written)


def plan_to_bytes(plan: Plan) -> bytes:
    return _PLAN.dump_json(plan)


def plan_from_bytes(written: bytes) -> Plan:
    return _PLAN.validate_json(written)


def _written(found: object) -> str:
    return ", ".join(map(str, found)) if isinstance(found, tuple) else str(found)
