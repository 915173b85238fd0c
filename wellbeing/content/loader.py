"""Reads every content file once, says everything that is wrong at once, and hands out values."""

import hashlib
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from wellbeing.content.action_models import Library
from wellbeing.content.agreement_models import AgreementWords
from wellbeing.content.complaint_models import ComplaintWords
from wellbeing.content.document_models import DocumentWords
from wellbeing.content.formal_models import FormalWords
from wellbeing.content.guide_models import (
    CannotSee,
    Conversation,
    ReflectiveSupervision,
    TeamMeeting,
)
from wellbeing.content.kit_models import Kit, Networks
from wellbeing.content.learning_models import AfterEvent, Exercises, Explainers, FamilySheet
from wellbeing.content.models import Consent, Mails, Welcome, Words
from wellbeing.content.never import never_said
from wellbeing.content.offer_models import Crisis, Offers
from wellbeing.content.pressure_models import DEFAULT, Pressures
from wellbeing.content.question_models import Questions
from wellbeing.content.screen_models import ScreenTexts
from wellbeing.content.support_models import DutyOfCare, SupportWords
from wellbeing.content.text_models import TextWords
from wellbeing.content.work_models import WorkWords
from wellbeing.settings import NATIONS

Model = TypeVar("Model", bound=Words)
# Most files are the same for every installation of a process.
_parsed = lru_cache(maxsize=64)(tomllib.loads)
ReadText = Callable[[str], str]


class ContentError(Exception):
    """Content files that cannot be used; each line names a file, a place in it and the trouble."""


@dataclass(frozen=True)
class Content:
    """All words of the service; the questions as the default grouping of pressures asks them."""

    questions: Questions
    offers: Offers
    explainers: Explainers
    crisis: tuple[Crisis, ...]
    consent: Consent
    welcome: Welcome
    kit: Kit
    mails: Mails
    pressures: Pressures
    screens: ScreenTexts
    after_event: AfterEvent
    support: SupportWords
    team_meeting: TeamMeeting
    cannot_see: CannotSee
    conversation: Conversation
    reflective_supervision: ReflectiveSupervision
    agreement: AgreementWords
    actions: Library
    texts: TextWords
    exercises: Exercises
    family: FamilySheet
    networks: Networks
    complaints: ComplaintWords
    formal: FormalWords
    duty_of_care: DutyOfCare
    work: WorkWords
    documents: DocumentWords

    def questions_in(self, grouping: str) -> Questions:
        """Return the check-in as a policy with this grouping of pressures asks it."""
        return self.pressures.asked_in(self.questions, grouping)

    def crisis_contacts(self, nation: str | None) -> tuple[Crisis, ...]:
        """Return every nation's contacts, the named nation first."""
        return tuple(sorted(self.crisis, key=lambda one: one.nation != nation))


@lru_cache(maxsize=8)
def content(own_folder: Path | None = None) -> Content:
    """Return the content; a file of the same name in the installation's own folder replaces ours."""
    if own_folder is not None and not own_folder.is_dir():
        return content()
    return read_content(lambda name: _text_of(name, own_folder))


def read_content(read_text: ReadText) -> Content:
    """Read all files, or raise one ContentError that lists every fault in any of them."""
    reading = _Reading(read_text, [])
    read = (
        reading.one("questions.toml", Questions),
        reading.one("offers.toml", Offers),
        reading.one("explainers.toml", Explainers),
        tuple(reading.crisis(nation) for nation in NATIONS),
        reading.one("consent.toml", Consent),
        reading.one("welcome.toml", Welcome),
        reading.one("kit.toml", Kit),
        reading.one("words.toml", Mails),
        reading.one("pressures.toml", Pressures),
        reading.one("screens.toml", ScreenTexts),
        reading.one("after_event.toml", AfterEvent),
        reading.one("support.toml", SupportWords),
        reading.one("team_meeting.toml", TeamMeeting),
        reading.one("cannot_see.toml", CannotSee),
        reading.one("conversation.toml", Conversation),
        reading.one("reflective_supervision.toml", ReflectiveSupervision),
        reading.one("agreement.toml", AgreementWords),
        reading.one("actions.toml", Library),
        reading.one("texts.toml", TextWords),
        reading.one("exercises.toml", Exercises),
        reading.one("family.toml", FamilySheet),
        reading.one("networks.toml", Networks),
        reading.one("complaints.toml", ComplaintWords),
        reading.one("formal.toml", FormalWords),
        reading.one("duty_of_care.toml", DutyOfCare),
        reading.one("work_requests.toml", WorkWords),
        reading.one("documents.toml", DocumentWords),
    )
    if reading.faults:
        raise ContentError("\n".join(reading.faults))
    found = Content(*read)
    _refuse_what_does_not_fit(found)
    consent = _with_rule(found.consent, found.duty_of_care)
    return replace(found, questions=found.questions_in(DEFAULT), consent=consent)


def _with_rule(consent: Consent, care: DutyOfCare) -> Consent:
    """Let the organisation's rule about telling without asking count as part of the consent text.

    It stands on that page: whoever agreed before it was written, changed or taken away is asked anew.
    """
    if not care.without_asking:
        return consent
    mark = hashlib.sha256(care.without_asking.encode()).hexdigest()[:8]
    return consent.model_copy(update={"version": f"{consent.version} {mark}"})


def _refuse_what_does_not_fit(found: Content) -> None:
    """One file may be the organisation's own and the other ours."""
    strange = set(found.kit.explainers) - {one.id for one in found.explainers.explainers}
    if strange:
        raise ContentError(f"kit.toml: explainers: there is no text {', '.join(sorted(strange))}")


@dataclass(frozen=True)
class _Reading:
    """One pass over the files, with the faults found so far."""

    read_text: ReadText
    faults: list[str]

    def one(self, name: str, model: type[Model]) -> Model:
        """Return the file's content; after a fault the value is hollow and must not be used."""
        try:
            text = self.read_text(name)
            self.faults.extend(never_said(name, text))
            return model.model_validate(_parsed(text))
        except OSError as error:
            self.faults.append(f"{name}: cannot be read ({error.strerror})")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.faults.append(f"{name}: is not TOML ({error})")
        except ValidationError as error:
            self.faults.extend(
                f"{name}: {'.'.join(str(step) for step in fault['loc']) or 'the file'}: {fault['msg']}"
                for fault in error.errors()
            )
        return model.model_construct()

    def crisis(self, nation: str) -> Crisis:
        """Read a nation's contacts; those of another nation in its file would be dangerous."""
        name = f"crisis/{nation}.toml"
        found = self.one(name, Crisis)
        if getattr(found, "nation", nation) != nation:
            self.faults.append(f"{name}: nation: this file belongs to {found.nation}")
        return found


def _text_of(name: str, own_folder: Path | None) -> str:
    if own_folder is not None and (own_folder / name).is_file():
        return (own_folder / name).read_text("utf-8")
    return files("wellbeing.content").joinpath(name).read_text("utf-8")
