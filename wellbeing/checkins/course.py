"""The order in which a check-in asks: its parts, a little more where answers call for it, sending.

The same questions can stand in parts, one on a page, or all on one. Each page has an address of its
own in each of these ways, so that two windows in different ways never take each other's turn. What
answers call for stands on the last of them: everybody comes past the same addresses.
"""

from dataclasses import dataclass

from wellbeing.checkins.drafts import Draft, Said, in_words, more_asked
from wellbeing.content.question_models import ALL_ON_ONE, Part, Question, Questions
from wellbeing.preferences.asked import Pages
from wellbeing.stepped_care import Policy

SEND = "send"
# All questions on one page, for somebody who has answered them on paper.
FROM_PAPER = "from-paper"
ALL_TITLE = "Your check-in"


@dataclass(frozen=True)
class Stop:
    """One page of the check-in: its place in the order, and what it asks, in groups with a title.

    `of` counts the last page where parts are counted, and not where questions are.
    """

    id: str
    pages: Pages
    number: int
    of: int
    groups: tuple[Part, ...]
    before: str | None
    after: str | None

    @property
    def title(self) -> str:
        """Return what everybody reads there: what comes first may be asked of some alone."""
        return ALL_TITLE if self.pages is Pages.ALL else self.groups[-1].title

    @property
    def asked(self) -> tuple[Question, ...]:
        return tuple(one for group in self.groups for one in group.questions)

    @property
    def counted(self) -> str:
        """Say where in the check-in this page stands."""
        if self.pages is Pages.PARTS:
            return f"Part {self.number} of {self.of}"
        if self.id == SEND:
            return "Last page"
        if self.pages is Pages.ONE:
            return f"Question {self.number} of {self.of}"
        return f"{len(self.asked)} questions on one page"


@dataclass(frozen=True)
class SaidPart:
    """One part in words, to read over before sending."""

    id: str
    title: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Course:
    """What a check-in asks, as these answers make it.

    `shown` are questions that stand on a page already: it keeps them, whatever other answers say now.
    """

    draft: Draft
    questions: Questions
    policy: Policy
    shown: frozenset[str] = frozenset()

    @property
    def called_for(self) -> frozenset[str]:
        """Return the questions that only these answers make worth asking."""
        return frozenset(_ids(self._more))

    @property
    def parts(self) -> tuple[Part, ...]:
        return (*self.questions.parts, *self._more)

    @property
    def _more(self) -> tuple[Part, ...]:
        asked = more_asked(self.draft, self.questions, self.policy) | self.shown
        more = tuple(one for one in self.questions.more.questions if one.id in asked)
        return (self.questions.more.model_copy(update={"questions": more}),) if more else ()

    def stop(self, stop_id: str, pages: Pages = Pages.PARTS) -> Stop | None:
        """Return a page as these answers make it; None when it asks nothing now.

        Every page knows by itself in which way it asks, but the last one, which is told.
        """
        if stop_id == FROM_PAPER:
            every = (*self.questions.parts, self.questions.more)
            return Stop(stop_id, Pages.PARTS, 1, 2, every, None, SEND)
        pages = pages if stop_id == SEND else self.way_of(stop_id)
        on = self._pages(pages)
        ids = [*on, SEND]
        if stop_id not in ids:
            return None
        at = ids.index(stop_id)
        return Stop(
            id=stop_id,
            pages=pages,
            number=at + 1,
            of=len(on) + (pages is Pages.PARTS),
            groups=on.get(stop_id, ()),
            before=ids[at - 1] if at else None,
            after=[*ids, None][at + 1],
        )

    def way_of(self, stop_id: str) -> Pages:
        """Say in which way a page asks."""
        if stop_id == ALL_ON_ONE:
            return Pages.ALL
        alone = {one.page for one in self.questions.every_question}
        return Pages.ONE if stop_id in alone else Pages.PARTS

    def may_come(self, stop_id: str) -> bool:
        """Say whether a wish for one more question could call for a page."""
        one_more = self.questions.one_more
        return stop_id in {one.page for one in (one_more.questions if one_more else ())}

    def start(self, pages: Pages) -> str:
        """Return where this check-in goes on: question by question, the first without an answer.

        Where none is left, only sending is; nobody turns all pages again for that.
        """
        on = self._pages(pages)
        return self._with_gap(on, SEND) if pages is Pages.ONE else next(iter(on))

    def same_place(self, here: Stop, pages: Pages) -> str:
        """Return the page that asks, in another way, what this one does: what has no answer first."""
        asked = {one.id for one in here.asked}
        on = {
            stop_id: groups
            for stop_id, groups in self._pages(pages).items()
            if asked.intersection(_ids(groups))
        }
        return self._with_gap(on, next(iter(on)))

    def only_then(self, here: Stop) -> str:
        """Return where a single answer that was changed leads: to what it calls for, else to the end."""
        if here.after == SEND or self.called_for <= set(self.draft.chosen):
            return SEND
        return list(self._pages(Pages.ONE))[-1]

    def where(self, question_id: str, pages: Pages) -> str:
        """Return the page that asks a question."""
        on = self._pages(pages).items()
        return next(stop_id for stop_id, groups in on if question_id in _ids(groups))

    def _with_gap(self, on: dict[str, tuple[Part, ...]], without: str) -> str:
        gaps = (
            stop_id
            for stop_id, groups in on.items()
            if any(one not in self.draft.chosen for one in _ids(groups))
        )
        return next(gaps, without)

    def _pages(self, pages: Pages) -> dict[str, tuple[Part, ...]]:
        """Return the pages in their order, by their address."""
        asked = self.questions.parts
        if pages is Pages.ALL:
            return {ALL_ON_ONE: (*self._more, *asked)}
        on = {part.id: (part,) for part in asked}
        if pages is Pages.ONE:
            on = {
                one.page: (part.model_copy(update={"questions": (one,)}),)
                for part in asked
                for one in part.questions
            }
        last = [*on][-1]
        # What was called for comes first: the rest of that page has been read.
        return {**on, last: (*self._more, *on[last])}


def said_parts(draft: Draft, questions: Questions, policy: Policy) -> tuple[SaidPart, ...]:
    return tuple(
        SaidPart(part.id, part.title, in_words(draft, part.questions))
        for part in Course(draft, questions, policy).parts
    )


def _ids(groups: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(one.id for group in groups for one in group.questions)
