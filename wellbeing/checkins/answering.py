"""One page of the check-in: which week it is for, what it asks, what stands in it so far."""

from dataclasses import dataclass, replace

from flask import abort, render_template, request

from wellbeing.checkins import service
from wellbeing.checkins.course import FROM_PAPER, SEND, Stop, said_parts
from wellbeing.checkins.drafts import Draft, answers_of, differences, draft_of
from wellbeing.checkins.forms import AnswersForm, SendForm, as_fields, part_form, send_form
from wellbeing.checkins.paper import paper_parts
from wellbeing.checkins.passing_on import passed_on
from wellbeing.checkins.quiet_weeks import offers_another_time
from wellbeing.checkins.told_of_messages import told_of_messages
from wellbeing.checkins.turns import WAY, changes, is_only_this, switches, way_in_address
from wellbeing.checkins.visit import Visit
from wellbeing.checkins.weeks import written
from wellbeing.history import service as history
from wellbeing.history.service import Answers
from wellbeing.preferences.asked import Pages
from wellbeing.web.choices import is_form_key, new_form_key
from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import kept_fields
from wellbeing.week import Week

CLOSED = (
    "The week shown before is over, or could not be read. Nothing is lost: look at the seven days "
    "above, and send this again if your answers are right for them."
)


@dataclass(frozen=True)
class Asking:
    """A page of questions as it is being answered."""

    visit: Visit
    week: Week
    draft: Draft
    stop: Stop
    form: AnswersForm

    def answered(self) -> Draft:
        """Return the draft with what this page brings."""
        asked = frozenset(one.id for one in self.stop.asked)
        return self.draft.with_page(asked, self.form.draft)

    @property
    def here(self) -> frozenset[str]:
        """Return the questions this page showed when it was opened."""
        said = self.form.here.data or " ".join(one.id for one in self.stop.asked)
        return frozenset(said.split())

    def page(self) -> str:
        if self.stop.id == FROM_PAPER:
            return self._from_paper()
        return render_template(
            "checkins/part.html",
            form=self.form,
            stop=self.stop,
            only=is_only_this() or self.form.then.data == SEND,
            switches=switches(self.stop),
            asked_about=self.visit.asked_about(self.week),
            token=self.visit.token(self.week),
            questions=self.visit.questions(self.week),
            in_address=self.visit.in_address(self.week),
            quiet_weeks=self.stop.before is None and offers_another_time(self.visit),
            of_messages=told_of_messages(self.visit) if self.stop.before is None else None,
        )

    def _from_paper(self) -> str:
        visit, questions = self.visit, self.visit.questions_for_all(self.week)
        others = [week for week in visit.open_weeks if week != self.week]
        return render_template(
            "checkins/from_paper.html",
            form=self.form,
            parts=paper_parts(questions),
            questions=questions,
            asked_about=visit.asked_about(self.week),
            token=visit.token(self.week),
            in_address=visit.in_address(self.week),
            others=[(visit.asked_about(week), visit.in_address(week)) for week in others],
        )


def asking(visit: Visit, part_id: str) -> Asking | None:
    """Return a page of questions; None when these answers do not call for it, 404 when unknown."""
    week = week_of_page(visit)
    course = visit.course(week)
    if part_id == FROM_PAPER:  # The sheet is the same for everybody, and so is this page.
        course = replace(course, questions=visit.questions_for_all(week))
    else:
        course = replace(course, shown=_shown(visit))
    draft, found = course.draft, course.stop(part_id)
    if found is None or part_id == SEND:
        return None if course.may_come(part_id) else abort(404)
    form = part_form(found.asked, course.questions.usual)(data=as_fields(draft))
    form.usual_elsewhere = len(draft.usual - {one.id for one in found.asked})
    return Asking(visit, week, draft, found, form)


def sending(visit: Visit, week: Week) -> SendForm:
    """Return the form that holds all answers once more."""
    questions = visit.questions(week)
    form = send_form(questions.every_question, questions.usual)
    return form(data=as_fields(visit.draft(week)))


def sending_page(visit: Visit, week: Week, form: SendForm) -> str:
    course, pages = visit.course(week, form.draft), _way(visit)
    questions, policy = course.questions, course.policy
    wish = passed_on(visit, answers_of(form.draft, questions, policy))
    return render_template(
        "checkins/send.html",
        wish=wish,
        support=visit.words.support,
        form=form,
        stop=course.stop(SEND, pages),
        parts=said_parts(form.draft, questions, policy),
        change=changes(visit, week, course, pages),
        way=None if pages is Pages.PARTS else pages.value,
        asked_about=visit.asked_about(week),
        hidden=_hidden(visit, week, form, wish.mark if wish else ""),
        in_address=visit.in_address(week),
    )


def already_page(visit: Visit, week: Week, form: SendForm, sent: Answers) -> str:
    """Show both versions: the person decides, nothing is overwritten in silence."""
    by_link_on = history.by_link_on(visit.desk, visit.person_id, week)
    questions = visit.questions(week)
    # What is not asked any more would not be kept, and is no difference.
    now = draft_of(answers_of(form.draft, questions, visit.desk.policies.at(week)))
    return render_template(
        "checkins/already.html",
        by_link_on=written(by_link_on) if by_link_on else "",
        differences=differences(draft_of(sent), now, questions),
        hidden=_hidden(visit, week, form, form.shown.data or ""),
    )


def week_of_page(visit: Visit) -> Week:
    """Return the week a page is for: its form's, the one in its address, else this week."""
    asked = visit.week_of(_token(visit)) or _week_in_address()
    return asked if asked in visit.open_weeks else visit.this_week


def week_was_lost(visit: Visit) -> bool:
    """Say whether a sent form is for a week that cannot be answered any more."""
    return visit.week_of(request.form.get("week")) not in visit.open_weeks


def take_along(visit: Visit, week: Week) -> None:
    """Carry a draft over from the week a form was opened for into the week it now counts for."""
    before = visit.week_of(request.form.get("week"))
    left = service.draft_for(visit.desk, visit.person_id, before) if before else None
    if left is not None and service.draft_for(visit.desk, visit.person_id, week) is None:
        service.keep_draft(visit.desk, visit.person_id, week, left)


def _token(visit: Visit) -> str | None:
    return _sent_or_kept(visit, "week")


def _shown(visit: Visit) -> frozenset[str]:
    """Return what stood on the page that is sent: another window may have changed what is called for."""
    return frozenset((_sent_or_kept(visit, "here") or "").split())


def _sent_or_kept(visit: Visit, field: str) -> str | None:
    if request.method == "POST":
        return request.form.get(field)
    kept = kept_fields(owner_of(visit.person_id))
    return None if kept is None else kept.get(field)


def _way(visit: Visit) -> Pages:
    return way_in_address(_sent_or_kept(visit, WAY))


def _week_in_address() -> Week | None:
    try:
        return Week.parse(request.args.get("week", ""))
    except ValueError:
        return None


def _hidden(visit: Visit, week: Week, form: SendForm, shown: str) -> dict[str, str]:
    key = form.form_key.data or ""
    return {
        **{name: str(value) for name, value in as_fields(form.draft).items()},
        "week": visit.token(week),
        "form_key": key if is_form_key(key) else new_form_key(),
        "shown": shown,
        # The address a form is kept by has no query, so the way stands in the form, too.
        WAY: _way(visit).value,
    }
