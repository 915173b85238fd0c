"""The shape every content file must have; an unknown key or a missing text is refused."""

from string import Formatter
from typing import Annotated, ClassVar, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Strict, model_validator

Item = TypeVar("Item")
# TOML has lists; what leaves this package is a tuple.
Several = Annotated[tuple[Item, ...], Strict(strict=False)]


class Words(BaseModel):
    """A frozen piece of content: nothing extra, nothing empty, nothing converted."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, str_strip_whitespace=True, str_min_length=1
    )


class Passage(Words):
    """A heading with paragraphs and points below it."""

    id: str
    title: str
    paragraphs: Several[str] = ()
    points: Several[str] = ()


class Welcome(Words):
    """The page a person reads before anything is asked."""

    title: str
    lead: str
    sections: Several[Passage]
    go_on: str

    def sections_for(self, smallest_group: int) -> tuple[Passage, ...]:
        """Say from how many people on a group has figures: two people may raise it."""
        return tuple(
            one.model_copy(
                update={
                    "points": tuple(
                        point.replace("{smallest_group}", str(smallest_group))
                        for point in one.points
                    )
                }
            )
            for one in self.sections
        )

    @model_validator(mode="after")
    def says_from_how_many_people(self) -> Self:
        points = " ".join(point for one in self.sections for point in one.points)
        if "{smallest_group}" not in points:
            raise ValueError("the points need {smallest_group}")
        return self


class Consent(Words):
    """What a person agrees to when they take part; the version is kept with their agreement."""

    version: str
    again_after_days: int
    title: str
    lead: str
    sections: Several[Passage]
    voluntary: str
    agree: str
    decline: str
    declined: str
    withdraw: str
    withdrawn: str


# With usual addresses of a service every mail has one size up to here: wellbeing/messages/shape.py.
LONGEST_BODY = 1_000
# So much of a mail stands in a list of mails, beside its subject.
SHOWN_IN_A_LIST = 120


class Mail(Words):
    """A message that says the same to everyone; `{link}` stands for the address of a page."""

    fields: ClassVar[tuple[str, ...]] = ("link",)
    subject: str
    body: str

    @model_validator(mode="after")
    def can_be_sent(self) -> Self:
        """Refuse what would fail only once it is sent: a notice of a request must not."""
        if "\n" in self.subject or "\r" in self.subject:
            raise ValueError("the subject is one line")
        if not (self.subject + self.body).isascii():
            raise ValueError("write it with plain letters, digits and signs only")
        if sorted(_fields_of(self.body)) != sorted(self.fields):
            wanted = ", ".join(f"{{{each}}}" for each in self.fields)
            raise ValueError(f"the body needs {wanted} once, and no other braces")
        return self


def _fields_of(text: str) -> list[str]:
    """Return what is to be filled in; raise ValueError for a brace that belongs to nothing."""
    parts = [part for part in Formatter().parse(text) if part[1] is not None]
    if any(form or turned for _before, _name, form, turned in parts):
        raise ValueError("write nothing but a name within the braces")
    return [str(name) for _before, name, _form, _turned in parts]


class InOneShape(Mail):
    """A message that cannot be told from others by its subject, beginning or size."""

    @model_validator(mode="after")
    def fits_into_the_one_shape(self) -> Self:
        if len(self.body) > LONGEST_BODY:
            raise ValueError(f"the body has at most {LONGEST_BODY} characters")
        return self

    @property
    def beginning(self) -> str:
        """Return what a list of mails shows beside the subject, before anything is filled in."""
        return " ".join(self.body.partition("{")[0].split())[:SHOWN_IN_A_LIST]


class WeeklyMail(InOneShape):
    """The message of a week; `{link}` needs no sign-in and only sends, `{sign_in}` leads to all else.

    `{stop}` stands for the page where it is changed or ended.
    """

    fields: ClassVar[tuple[str, ...]] = ("link", "sign_in", "stop")


class Mails(Words):
    """Every message the service can send."""

    set_password: Mail
    policy: InOneShape
    request: InOneShape
    test: Mail
    weekly: WeeklyMail

    @model_validator(mode="after")
    def cannot_be_told_apart(self) -> Self:
        alike = (self.policy, self.request, self.weekly)
        if len({each.subject for each in alike}) > 1:
            raise ValueError(
                "policy, request and weekly have one subject: nobody can tell them apart"
            )
        begins = self.weekly.beginning
        if len(begins) < SHOWN_IN_A_LIST or any(each.beginning != begins for each in alike):
            raise ValueError(
                f"policy, request and weekly begin with the same {SHOWN_IN_A_LIST} characters, before any link"
            )
        return self


def fills_in(text: str, name: str) -> bool:
    """Say whether a text has one place to fill in, and only this one."""
    places = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    return places == [(name, "", None)]


def no_doubles(ids: list[str], what: str) -> None:
    """Refuse two things of one name."""
    doubled = sorted({each for each in ids if ids.count(each) > 1})
    if doubled:
        raise ValueError(f"more than one {what} is called {', '.join(doubled)}")
