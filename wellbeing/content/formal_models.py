"""The shape of what is said about formal support: what a person agrees to, and what can be shared."""

from typing import Literal, Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words


class Shareable(Words):
    """One thing that can be shared, with the title its reader sees."""

    id: Literal["why", "scores", "screens", "sheet"]
    title: str
    label: str
    hint: str


class Help(Words):
    """One kind of help that can be signed off."""

    id: str
    label: str


class FormalWords(Words):
    """What the pages of formal support say; the version is kept with each agreement."""

    version: str
    title: str
    lead: str
    what_happens: Several[str]
    who_decides: str
    at_work: str
    what_is_kept: str
    nothing_shared: str
    agreement: str
    after_no: str
    weeks: int
    shareable: Several[Shareable]
    own_words: str
    own_words_hint: str
    helps: Several[Help]
    reads: str
    decides: str
    closed_access: str
    ends_together: str
    nobody_looks: str

    @model_validator(mode="after")
    def names_what_it_promises(self) -> Self:
        if not all("{weeks}" in each for each in (self.after_no, self.ends_together)):
            raise ValueError("after_no and ends_together need {weeks}")
        if len({one.id for one in self.shareable}) != 4:  # each of the four, once
            raise ValueError("shareable names why, scores, screens and sheet, each once")
        return self

    def item(self, item_id: str) -> Shareable:
        return next(one for one in self.shareable if one.id == item_id)

    def help_label(self, help_id: str) -> str:
        """Return the words for a help; an id that is no longer offered stands for itself."""
        return next((one.label for one in self.helps if one.id == help_id), help_id)
