"""The history of policies as pages tell it: from when until when, who agreed, what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import replace as with_changes

from wellbeing.accounts import service as accounts
from wellbeing.policies import store
from wellbeing.policies.changes import Change, text_hash
from wellbeing.policies.differing import Difference, difference
from wellbeing.policies.founding import founding
from wellbeing.policies.numbers import PolicyShown, shown
from wellbeing.policies.reading import Reading, read
from wellbeing.policies.shipped import ShippedFile, good
from wellbeing.policies.troubles import Trouble
from wellbeing.stepped_care import Policy
from wellbeing.two_people import Board
from wellbeing.week import Week

SOMEBODY = "Somebody who is no longer known here"


@dataclass(frozen=True)
class Told:
    """One kept policy with what pages say about it; without a policy when it cannot be used."""

    change: Change
    policy: Policy | None
    trouble: Trouble | None
    names: Mapping[str, str]
    until: Week | None = None
    differs: Difference | None = None

    @property
    def proposer(self) -> str:
        return self.names.get(self.change.proposed_by or "", SOMEBODY)

    @property
    def decider(self) -> str:
        return self.names.get(self.change.decided_by or "", SOMEBODY)

    @property
    def is_founding(self) -> bool:
        return self.change.is_founding

    @property
    def shown(self) -> PolicyShown:
        if self.policy is None:
            raise ValueError("a policy that cannot be read cannot be shown")
        return shown(self.policy, self.change.text)


@dataclass(frozen=True)
class Book:
    """Every policy that was, is or will be in force, by its first week."""

    told: tuple[Told, ...]
    this_week: Week
    # The policy of the release: it decides while no kept one can be used.
    stand_in: Told | None = None

    @property
    def in_force(self) -> Told | None:
        """Return the policy of this week, as the rulebook has it."""
        good = [one for one in self.told if one.policy is not None]
        begun = [one for one in good if one.change.begins <= self.this_week]
        first = next((one for one in good if one.is_founding), self.stand_in)
        return begun[-1] if begun else first

    @property
    def coming(self) -> Told | None:
        """Return the policy that is agreed and has not begun."""
        later = [one for one in self.told if one.change.begins > self.this_week]
        return next((one for one in later if one is not self.in_force), None)

    @property
    def begun(self) -> tuple[Told, ...]:
        """Return what was in force until now, the newest first."""
        return tuple(reversed([one for one in self.told if one is not self.coming]))

    def find(self, policy_id: str) -> Told | None:
        return next((one for one in self.told if one.change.id == policy_id), None)


def book(board: Board) -> Book:
    """Return all of it, but for what no longer says from which week on it decides."""
    kept = [change for change in store.deciding(board.session) if change.from_week is not None]
    readings = [read(change) for change in kept]
    names = names_of(board, kept)
    told = tuple(_told(readings, at, names) for at in range(len(readings)))
    is_founded = any(one.is_founding and one.policy is not None for one in told)
    return Book(told, board.this_week, None if is_founded else _stand_in(board))


def told_change(board: Board, change: Change) -> Told:
    """Return any proposal, against the policy in force in the week before it began or would."""
    reading, found = read(change), book(board)
    before = _before(found, change)
    differs = None
    if before is not None and before.policy is not None and reading.policy is not None:
        differs = difference(before.policy, reading.policy, before.change.text, change.text)
    names = names_of(board, [change])
    return Told(change, reading.policy, reading.trouble, names, differs=differs)


def newer_file(board: Board) -> ShippedFile | None:
    """Return a policy of this release that is newer than any kept one: it waits to be proposed."""
    kept = store.deciding(board.session)
    texts = {text_hash(change.text) for change in kept}
    latest = max((change.shipped_as for change in kept), default="")
    found = [
        one for one in good(board.folder) if one.name > latest and text_hash(one.text) not in texts
    ]
    return found[-1] if found and kept else None


def names_of(board: Board, changes: Iterable[Change]) -> Mapping[str, str]:
    ids = {one for change in changes for one in (change.proposed_by, change.decided_by) if one}
    found = accounts.people(board.session, sorted(ids), board.today)
    return {person.id: person.name for person in found}


def _told(readings: list[Reading], at: int, names: Mapping[str, str]) -> Told:
    reading = readings[at]
    before = [one for one in readings[:at] if one.policy is not None]
    after = [one for one in readings[at + 1 :] if one.policy is not None]
    told = Told(reading.change, reading.policy, reading.trouble, names)
    if after and reading.policy is not None:
        told = with_changes(told, until=after[0].change.begins.plus(-1))
    if before and before[-1].policy is not None and reading.policy is not None:
        texts = before[-1].change.text, reading.change.text
        differs = difference(before[-1].policy, reading.policy, *texts)
        told = with_changes(told, differs=differs)
    return told


def _before(found: Book, change: Change) -> Told | None:
    if change.from_week is None:
        return found.in_force
    earlier = [
        one for one in found.told if one.policy is not None and one.change.begins < change.from_week
    ]
    return earlier[-1] if earlier else None


def _stand_in(board: Board) -> Told | None:
    change = founding(board.today, board.folder)
    if change is None:
        return None
    # It is not kept, so it has no address.
    return Told(with_changes(change, id=""), read(change).policy, None, {})


def not_adopted(board: Board) -> tuple[Told, ...]:
    """Return the proposals that did not come into force, the latest first."""
    found = store.not_adopted(board.session)
    names = names_of(board, found)
    return tuple(Told(change, read(change).policy, None, names) for change in found)
