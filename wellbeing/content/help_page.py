"""Sorts the help contacts of all nations for one page: danger first, then what is the same everywhere."""

from dataclasses import dataclass

from wellbeing.content.offer_models import Contact, Crisis


@dataclass(frozen=True)
class Nation:
    """What a nation has besides the contacts that are the same in all of them."""

    name: str
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class HelpPage:
    """The contacts in the order in which a person in need should meet them."""

    danger: tuple[Contact, ...]
    nations: tuple[Nation, ...]
    everywhere: tuple[Contact, ...]


def help_page(nations: tuple[Crisis, ...]) -> HelpPage:
    """Say each contact once; who checked it and when is taken from the first nation."""
    first = nations[0].contacts
    shared = tuple(each for each in first if all(_has(other, each) for other in nations))
    said = {_plain(each) for each in shared}
    return HelpPage(
        danger=tuple(each for each in shared if each.kind == "danger"),
        nations=tuple(
            Nation(one.name, tuple(each for each in one.contacts if _plain(each) not in said))
            for one in nations
        ),
        everywhere=tuple(each for each in shared if each.kind != "danger"),
    )


def numbers_of(found: tuple[Crisis, ...], nation: str) -> tuple[Contact, ...]:
    """Return the nation's contacts; while it is not set, those that are the same in all of them."""
    if found[0].nation == nation:
        return found[0].contacts
    page = help_page(found)
    return page.danger + page.everywhere


def first_to_call(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return whom to call first: for danger, urgent help and listening, one that answers at any hour."""
    # Samaritans stand for listening where an installation names them: theirs is the number people know.
    rung = sorted((one for one in contacts if one.call), key=lambda one: one.id != "samaritans")
    always = next((one.hours for one in rung if one.kind == "danger"), "")
    found = (
        next((one for one in rung if one.kind == kind and one.hours == always), None)
        for kind in ("danger", "urgent", "listening")
    )
    return tuple(one for one in found if one is not None)


def _has(nation: Crisis, contact: Contact) -> bool:
    return any(_plain(each) == _plain(contact) for each in nation.contacts)


def _plain(contact: Contact) -> Contact:
    """The contact without the day on which an installation checked it."""
    return contact.model_copy(update={"checked_on": None, "checked_by": None})
