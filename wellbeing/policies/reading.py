"""Reads the kept policies, and says which of them can be trusted; the last good one decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wellbeing.policies.changes import Change, text_hash
from wellbeing.policies.shipped import NoPolicyError, ShippedFile, parsed, shipped
from wellbeing.policies.shipped import rulebook as shipped_rulebook
from wellbeing.policies.troubles import Trouble, TroubleKind
from wellbeing.stepped_care import InForce, Policy, Rulebook
from wellbeing.week import Week


@dataclass(frozen=True)
class Reading:
    """One kept policy: what it says, or what is wrong with it."""

    change: Change
    policy: Policy | None
    trouble: Trouble | None = None


@dataclass(frozen=True)
class Standing:
    """Which policies decide, and everything that is wrong; no rulebook when none can be read."""

    rulebook: Rulebook | None
    troubles: tuple[Trouble, ...]


def read(change: Change) -> Reading:
    """Read a kept policy; one whose text is not what was agreed is not trusted."""
    if change.decides and change.from_week is None:
        return Reading(change, None, Trouble(TroubleKind.COPY_WITHOUT_WEEK))
    named = "" if change.from_week is None else str(change.from_week)
    if text_hash(change.text) != change.text_sha256:
        return Reading(change, None, Trouble(TroubleKind.COPY_ALTERED, named))
    found = parsed(change.text, change.shipped_as or "policy")
    if not isinstance(found, Policy):
        return Reading(change, None, Trouble(TroubleKind.COPY_UNREADABLE, named))
    if found.sha256 != change.policy_sha256:
        return Reading(change, None, Trouble(TroubleKind.COPY_ALTERED, named))
    return Reading(change, found)


def rulebook_of(kept: tuple[Change, ...], folder: Path | None) -> Rulebook:
    """Return the good ones; where there is none, for now or for all weeks, those of the release."""
    good = _good([read(change) for change in kept])
    if not good:
        return shipped_rulebook(folder)
    entries = (InForce(one.change.begins, one.policy) for one in good if one.policy is not None)
    return Rulebook((*_until(good[0], folder), *entries))


def standing_of(kept: tuple[Change, ...], folder: Path | None, this_week: Week) -> Standing:
    readings = tuple(read(change) for change in kept)
    release = shipped(folder)
    wrong = [reading.trouble for reading in readings if reading.trouble is not None]
    wrong += _troubles_of_files(readings, release, this_week)
    try:
        found = rulebook_of(kept, folder)
    except NoPolicyError:
        return Standing(None, (*wrong, Trouble(TroubleKind.NOTHING_READABLE)))
    if kept and deciding(readings, this_week) is None:
        day = found.at(this_week).in_force_from.isoformat()
        wrong.append(Trouble(TroubleKind.NO_GOOD_COPY, f"{day}.toml"))
    return Standing(found, tuple(wrong))


def deciding(readings: tuple[Reading, ...], week: Week) -> Reading | None:
    """Return the kept policy that decides a week, as the rulebook would; None for the release's."""
    good = _good(readings)
    begun = [one for one in good if one.change.begins <= week]
    return begun[-1] if begun else next((one for one in good if one.change.is_founding), None)


def _good(readings: Sequence[Reading]) -> list[Reading]:
    return [one for one in readings if one.policy is not None]


def _until(first: Reading, folder: Path | None) -> tuple[InForce, ...]:
    """Let the release decide until the first good one begins, when those before it are spoilt.

    Without it an agreed policy would decide before its Monday.
    """
    if first.change.is_founding:
        return ()
    week = first.change.begins.plus(-1)
    try:
        return (InForce(week, shipped_rulebook(folder).at(week)),)
    except NoPolicyError:
        return ()


def _troubles_of_files(
    readings: tuple[Reading, ...], release: tuple[ShippedFile, ...], this_week: Week
) -> list[Trouble]:
    wrong = [Trouble(TroubleKind.FILE_BROKEN, one.name) for one in release if one.policy is None]
    broken = {trouble.subject for trouble in wrong}
    now = deciding(readings, this_week)
    source = "" if now is None else now.change.shipped_as
    texts = {one.name: one.text for one in release}
    if now is None or not source or source in broken:
        return wrong
    if source not in texts:
        return [*wrong, Trouble(TroubleKind.FILE_MISSING, source)]
    if texts[source] != now.change.text:
        return [*wrong, Trouble(TroubleKind.FILE_EDITED, source)]
    return wrong
