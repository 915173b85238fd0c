"""The answers of a check-in as they stand on the pages, before and after they are sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from wellbeing.content.question_models import Question, Questions
from wellbeing.history.service import Answers, Armour
from wellbeing.stepped_care import (
    MOST_USUAL,
    SIGNS,
    CheckIn,
    Event,
    Policy,
    Talk,
    warning_sign_score,
)

NOT_NEEDED = "not_needed"
TALK_QUESTIONS = ("talk_with", "talk_how")


@dataclass(frozen=True)
class Draft:
    """What was chosen at each question, by the value on the page; an empty one was skipped."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    usual: frozenset[str] = frozenset()

    @classmethod
    def from_bytes(cls, written: bytes) -> "Draft":
        kept = json.loads(written)
        return cls(dict(kept["chosen"]), frozenset(kept["usual"]))

    def to_bytes(self) -> bytes:
        kept = {"chosen": dict(self.chosen), "usual": sorted(self.usual)}
        return json.dumps(kept, sort_keys=True).encode()

    def with_page(self, asked: frozenset[str], page: "Draft") -> "Draft":
        """Return this draft with everything the page asked replaced by what the page brings."""
        before = {name: value for name, value in self.chosen.items() if name not in asked}
        return Draft(before | dict(page.chosen), (self.usual - asked) | page.usual)


@dataclass(frozen=True)
class Said:
    """One question with its answer in words, to read over before sending."""

    question: str
    answer: str
    usual: bool
    id: str = ""

    @property
    def whole(self) -> str:
        return f"{self.answer} (usual for me)" if self.usual else self.answer


def check_in_of(draft: Draft, questions: Questions) -> CheckIn:
    """Return the answers as the rules see them; what was skipped stays missing."""
    scores = {one.id: _score(one, draft) for one in questions.every_question}
    event, talk = draft.chosen.get("event"), draft.chosen.get("talk")
    return CheckIn(
        signs=tuple(scores[sign] for sign in SIGNS),
        # Too many marks count as none until the person has put that right.
        usual=draft.usual if len(draft.usual) <= MOST_USUAL else frozenset(),
        op=scores["op"],
        org=scores["org"],
        life=scores["life"],
        support=scores["support"],
        support_not_needed=draft.chosen.get("support") == NOT_NEEDED,
        impact=scores["impact"],
        event=Event(event) if event else None,
        talk=Talk(talk) if talk else None,
    )


def answers_of(draft: Draft, questions: Questions, policy: Policy) -> Answers:
    """Return what is kept of a draft: answers to questions that are no longer asked are left out."""
    asked = more_asked(draft, questions, policy)
    unasked = {one.id for one in questions.more.questions} - asked
    kept = Draft({k: v for k, v in draft.chosen.items() if k not in unasked}, draft.usual)
    return Answers(
        check_in=check_in_of(kept, questions),
        talk_with=kept.chosen.get("talk_with") or None,
        talk_how=kept.chosen.get("talk_how") or None,
        armour=_armour(kept, questions),
    )


def with_unasked(answers: Answers, sent: Answers | None, questions: Questions) -> Answers:
    """Keep the answer to the one more question of somebody who has switched it off since."""
    if sent is None or questions.asked_more is not None:
        return answers
    return replace(answers, armour=sent.armour)


def draft_of(answers: Answers) -> Draft:
    """Return sent answers as a draft, so that they can be looked at and changed."""
    given = answers.check_in
    scored = dict(zip(SIGNS, given.signs, strict=True)) | {
        name: getattr(given, name) for name in ("op", "org", "life", "support", "impact")
    }
    chosen = {name: str(score) for name, score in scored.items() if score is not None}
    worded = {
        "support": NOT_NEEDED if given.support_not_needed else None,
        "event": given.event,
        "talk": given.talk,
        "talk_with": answers.talk_with,
        "talk_how": answers.talk_how,
        **({answers.armour.asked: answers.armour.answer} if answers.armour else {}),
    }
    said = {name: str(value) for name, value in worded.items() if value not in (None, "")}
    return Draft(chosen | said, given.usual)


def more_asked(draft: Draft, questions: Questions, policy: Policy) -> frozenset[str]:
    """Return the questions that only these answers make worth asking."""
    check_in = check_in_of(draft, questions)
    score = warning_sign_score(check_in, policy)
    asked = {"impact"} if score is not None and score >= policy.score.impact_from else set()
    if check_in.talk in {Talk.FEW_DAYS, Talk.SOON}:
        asked |= set(TALK_QUESTIONS)
    return frozenset(asked)


def differences(sent: Draft, now: Draft, questions: Questions) -> tuple[tuple[str, str, str], ...]:
    """Return each question answered differently, with the answer sent and the answer now."""
    pairs = zip(
        in_words(sent, questions.every_question),
        in_words(now, questions.every_question),
        strict=True,
    )
    return tuple(
        (before.question, before.whole, after.whole) for before, after in pairs if before != after
    )


def in_words(draft: Draft, asked: tuple[Question, ...]) -> tuple[Said, ...]:
    return tuple(
        Said(one.title, _label(one, draft), one.id in draft.usual, one.id) for one in asked
    )


def _armour(draft: Draft, questions: Questions) -> Armour | None:
    """Return the answer to the one more question, where it was asked and answered."""
    asked = questions.asked_more
    answer = None if asked is None else _score(asked, draft)
    return None if asked is None or answer is None else Armour(asked.id, answer)


def _score(question: Question, draft: Draft) -> int | None:
    chosen = draft.chosen.get(question.id)
    return next((choice.score for choice in question.choices if choice.value == chosen), None)


def _label(question: Question, draft: Draft) -> str:
    chosen = draft.chosen.get(question.id)
    labels = (choice.label for choice in question.choices if choice.value == chosen)
    return next(labels, "Skipped")
