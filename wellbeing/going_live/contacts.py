"""Help contacts and who checked each of them: an entry that is changed has to be checked anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

from wellbeing.content.offer_models import Contact, Crisis

LOUD_AFTER, TOO_OLD_AFTER = timedelta(days=90), timedelta(days=180)
LENGTH = 32


class Age(StrEnum):
    """How long ago somebody rang a number or looked it up."""

    FRESH = "checked"
    OLD = "old"
    TOO_OLD = "too old"
    NEVER = "never checked"

    @property
    def is_good_enough(self) -> bool:
        """Say whether check-ins may open with it."""
        return self in {Age.FRESH, Age.OLD}


@dataclass(frozen=True)
class Checked:
    """That an entry was checked: on which day, and by whom."""

    on: date
    by: str


@dataclass(frozen=True)
class Entry:
    """One contact as the page of help now shows it, with the nations it is for."""

    mark: str
    contact: Contact
    nations: tuple[str, ...]
    age: Age
    checked: Checked | None = None


def mark_of(contact: Contact) -> str:
    """Return the name of an entry: another one as soon as a letter or a figure of it changes."""
    words = contact.model_copy(update={"checked_on": None, "checked_by": None})
    return sha256(words.model_dump_json().encode()).hexdigest()[:LENGTH]


def age_of(checked: Checked | None, today: date) -> Age:
    if checked is None:
        return Age.NEVER
    passed = today - checked.on
    if passed > TOO_OLD_AFTER:
        return Age.TOO_OLD
    return Age.OLD if passed > LOUD_AFTER else Age.FRESH


def entries(
    nations: Iterable[Crisis], kept: Mapping[str, Checked], today: date
) -> tuple[Entry, ...]:
    """Return every contact once, with the newest check there is: on the page, or in its file."""
    found: dict[str, tuple[Contact, list[str], list[Checked]]] = {}
    for nation in nations:
        for contact in nation.contacts:
            mark = mark_of(contact)
            there = found.setdefault(mark, (contact, [], [kept[mark]] if mark in kept else []))
            there[1].append(nation.name)
            # What is dated in a file tomorrow was not checked yet.
            if contact.checked_on and contact.checked_by and contact.checked_on <= today:
                there[2].append(Checked(contact.checked_on, contact.checked_by))
    return tuple(
        _entry(mark, contact, tuple(names), checks, today)
        for mark, (contact, names, checks) in found.items()
    )


def _entry(
    mark: str, contact: Contact, nations: tuple[str, ...], checks: list[Checked], today: date
) -> Entry:
    newest = max(checks, key=lambda one: one.on, default=None)
    return Entry(mark, contact, nations, age_of(newest, today), newest)
