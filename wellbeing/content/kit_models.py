"""The shape of the words of the first-aid kit, and of the networks an organisation names."""

from typing import Self

from pydantic import model_validator

from wellbeing.content.models import Passage, Several, Words, no_doubles

# Pages of the kit with these names are there already.
NOT_A_SECTION = frozenset({"do-one-now", "print", "card"})


class Suggestion(Words):
    """Something a person may tap to have it as their own line."""

    texts: Several[str]
    five_minutes: bool = False


class KitPart(Words):
    """One text of a line that has several, such as who and how."""

    label: str
    help: str = ""


class KitList(Words):
    """One list of a section, with suggestions that are never filled in for the person."""

    id: str
    label: str
    help: str = ""
    parts: Several[KitPart] = ()
    ideas: Several[str] = ()
    # These are tapped together with their mark that they fit into five minutes.
    five_minute_ideas: Several[str] = ()
    asks_five_minutes: bool = False
    suggests_networks: bool = False


class KitSection(Words):
    """One part of the notebook."""

    id: str
    title: str
    lead: str
    lists: Several[KitList]

    def list_named(self, list_id: str) -> KitList | None:
        return next((one for one in self.lists if one.id == list_id), None)


class Meets(Words):
    """Which list of the kit is brought forward for which answers of a check-in."""

    answers: Several[str]
    section: str
    lists: Several[str]


class Network(Words):
    """A group a person may turn to, as this organisation has it."""

    name: str
    how: str = ""


class Networks(Words):
    """The networks that are suggested; an organisation names its own in a file of this name."""

    networks: Several[Network]


class Kit(Words):
    """The psychological first-aid kit: what a person may write, and what is always there."""

    title: str
    lead: str
    who_can_see: str
    before_writing: str
    empty: str
    ideas_title: str
    how_to_change: str
    kept_for: str
    sections: Several[KitSection]
    meets: Several[Meets] = ()
    professional_help: Passage
    explainers_title: str
    explainers: Several[str]

    @model_validator(mode="after")
    def names_fit_together(self) -> Self:
        ids = [section.id for section in self.sections]
        no_doubles(ids, "section")
        for section in self.sections:
            no_doubles([one.id for one in section.lists], f"list of {section.id}")
        taken = sorted(NOT_A_SECTION & set(ids))
        if taken:
            raise ValueError(f"no section may be called {taken[0]}")
        known = {(section.id, one.id) for section in self.sections for one in section.lists}
        named = [(one.section, each) for one in self.meets for each in one.lists]
        strange = sorted(set(named) - known)
        if strange:
            raise ValueError(
                f"there is no list {strange[0][1]} in {strange[0][0]} to bring forward"
            )
        return self

    def section(self, section_id: str) -> KitSection | None:
        return next((one for one in self.sections if one.id == section_id), None)


def suggestions(of: KitList, networks: Networks) -> tuple[Suggestion, ...]:
    """Return what may be tapped for a list: five-minute things first, networks last."""
    quick = (Suggestion(texts=(idea,), five_minutes=True) for idea in of.five_minute_ideas)
    others = (Suggestion(texts=(idea,)) for idea in of.ideas)
    known = networks.networks if of.suggests_networks else ()
    groups = (
        Suggestion(texts=tuple(filter(None, (one.name, one.how if of.parts else ""))))
        for one in known
    )
    return (*quick, *others, *groups)
