"""A week that has a check-in, and other answers that came by its link: both side by side, to choose."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins import by_link
from wellbeing.checkins.blueprint import blueprint
from wellbeing.checkins.by_link import Choice, Two
from wellbeing.checkins.drafts import differences, draft_of
from wellbeing.checkins.forms import REPLACE, ChooseForm
from wellbeing.checkins.visit import Visit, for_taking_part
from wellbeing.checkins.weeks import AskedAbout, written
from wellbeing.web.limbo import forget
from wellbeing.week import Week

KEPT = "Your check-in stays as it was. The other answers are gone."
REPLACED = "Your check-in now has the answers that came by the link."
NOTHING = "There is nothing to choose between now."


@dataclass(frozen=True)
class _Page:
    """The page as it was asked for."""

    visit: Visit
    form: ChooseForm

    def shown(self, two: Two, *, changed: bool = False) -> str:
        questions = self.visit.questions(two.week)
        return render_template(
            "checkins/two_versions.html",
            form=self.form,
            changed=changed,
            week=AskedAbout.whole(two.week),
            name=str(two.week),
            later_on=written(two.later_on),
            differences=differences(draft_of(two.sent), draft_of(two.later), questions),
            mark=two.mark,
        )


@blueprint.route("/this-week/two-versions/<week_name>", methods=["GET", "POST"])
@for_taking_part
def two_versions(visit: Visit, week_name: str) -> ResponseReturnValue:
    two = _two(visit, week_name)
    if two is None:
        return _done(NOTHING)
    page = _Page(visit, ChooseForm())
    if not page.form.is_sent_and_valid():
        return page.shown(two), 422 if page.form.errors else 200
    chosen = Choice(two.week, page.form.mark.data or "", later=page.form.choice.data == REPLACE)
    try:
        by_link.choose(visit.desk, visit.words.consent, visit.person_id, chosen)
    except by_link.ChangedMeanwhileError as changed:
        return page.shown(changed.now, changed=True), 409
    except by_link.NothingToChooseError:
        return _done(NOTHING)
    return _done(REPLACED if chosen.later else KEPT)


def _two(visit: Visit, week_name: str) -> Two | None:
    try:
        week = Week.parse(week_name)
    except ValueError:
        return None
    if week not in visit.open_weeks:
        return None
    return by_link.two_versions(visit.desk, visit.person_id, week)


def _done(said: str) -> ResponseReturnValue:
    flash(said)
    return forget(redirect(url_for("checkins.my_step"), 303))
