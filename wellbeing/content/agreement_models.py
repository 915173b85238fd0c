"""The shape of the team agreement: its parts, and ideas that are never filled in for a team."""

from typing import Self

from pydantic import model_validator

from wellbeing.content.guide_models import Source
from wellbeing.content.models import Several, Words, no_doubles


class AgreementPart(Words):
    """One thing to agree on, with ideas to tap."""

    id: str
    title: str
    help: str
    ideas: Several[str]


class AgreementWords(Words):
    """What the pages of the team agreement say."""

    title: str
    lead: str
    who_can_see: str
    no_names: str
    about_work: str
    empty: str
    start: str
    ideas_title: str
    idea_added: str
    earlier_title: str
    earlier_about: str
    no_team: str
    changed_title: str
    changed: str
    joined: str
    theirs: str
    from_before: str
    take_out: str
    take_out_about: str
    taken_out: str
    sources_title: str
    parts: Several[AgreementPart]
    sources: Several[Source]

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        no_doubles([part.id for part in self.parts], "part")
        if "{team}" not in self.who_can_see:
            raise ValueError("who_can_see needs {team}")
        return self
