"""Agreeing: choose what can be read, look at every word of it, and only then agree."""

from dataclasses import dataclass, replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.checkins.visit import Visit, visit_of
from wellbeing.formal import service
from wellbeing.formal.blueprint import blueprint
from wellbeing.formal.forms import CHANGE, FEW_DAYS, KEEP, SOON, AgreeForm
from wellbeing.formal.gathering import Cupboard, cupboard_of
from wellbeing.formal.service import Ahead, Bureau, Mine, Stage
from wellbeing.formal.showing import day_in_words
from wellbeing.formal.views_mine import MINE
from wellbeing.support import service as support
from wellbeing.support.service import Kind, NobodyToAskError, Wish
from wellbeing.support.wording import moment_in_words, ways_to_choose
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.unsent import not_sent

ALREADY = "Formal support goes on already. Nothing was sent."
FIRST_FREE = ("", "The first of them who is free")


@dataclass(frozen=True)
class Agreeing:
    """One person about to agree, or to change what can be read."""

    visit: Visit
    bureau: Bureau
    mine: Mine
    cupboard: Cupboard

    @classmethod
    def of(cls, person: SignedIn) -> "Agreeing":
        visit = visit_of(person)
        bureau = Bureau(visit.office, visit.words)
        return cls(visit, bureau, service.mine(bureau, person.id), cupboard_of(visit))

    @property
    def person_id(self) -> str:
        return self.visit.person_id

    @property
    def sends(self) -> bool:
        """Say whether a request would be sent: none is open yet."""
        return self.mine.stage is Stage.NOTHING

    def form(self) -> AgreeForm:
        kept = self._preferred(Wish(Kind.FORMAL))
        form = AgreeForm(data={"how": kept.how, "safe_times": kept.safe_times, "when": FEW_DAYS})
        text = self.bureau.text
        form.share.offer((one, text.item(one).label) for one in self.cupboard.items)
        if not self.sends:
            form.without_sending()
            return form
        form.when.choices = self._times()
        form.how.choices = [*ways_to_choose(self.visit.words, kept.how), ("", "I do not mind")]
        form.first.choices = self._who()
        return form

    def wish(self, form: AgreeForm) -> Wish:
        said = form.to_wish()
        return replace(self._preferred(said), how=said.how, safe_times=said.safe_times)

    def ahead(self, form: AgreeForm) -> Ahead:
        evidence = self.cupboard.chosen(form.share.data or (), form.own_words)
        return service.ahead(self.bureau, self.person_id, self.wish(form), evidence)

    def page(self, form: AgreeForm) -> str:
        return render_template(
            "formal/agree.html",
            form=form,
            text=self.bureau.text,
            sends=self.sends,
            agrees=self.mine.standing is None,
            support=self.visit.words.support,
        )

    def look(self, form: AgreeForm, ahead: Ahead, *, changed: bool) -> str:
        words, sending = self.visit.words, ahead.sending
        return render_template(
            "formal/look.html",
            ahead=ahead,
            shown=support.preview(words, sending) if sending else None,
            filled=form.filled(),
            text=self.bureau.text,
            agrees=self.mine.standing is None,
            until=day_in_words(ahead.until),
            today=day_in_words(self.bureau.today),
            support=words.support,
            changed=changed,
        )

    def nobody(self, error: NobodyToAskError) -> str:
        words = self.visit.words
        return render_template(
            "support/nobody.html",
            ask=words.support.ask(Kind.FORMAL),
            why=support.why_nobody_in_words(words, Kind.FORMAL, error),
            support=words.support,
            is_reactive=False,
            typed=not_sent("words", "safe_times"),
        )

    def _preferred(self, wish: Wish) -> Wish:
        return support.as_preferred(self.bureau.office, self.person_id, wish)

    def _times(self) -> list[tuple[str, str]]:
        office, wish = self.bureau.office, Wish(Kind.FORMAL)
        soon = replace(wish, soon=True)
        return [
            (each, f"{label}, by {moment_in_words(office.promised(one).due_at, self.visit.zone)}")
            for each, label, one in (
                (FEW_DAYS, "In the next days", wish),
                (SOON, "As soon as possible", soon),
            )
        ]

    def _who(self) -> list[tuple[str, str]]:
        found = support.ahead(self.bureau.office, self.person_id, Wish(Kind.FORMAL))
        return [FIRST_FREE, *((one.id, one.name) for one in found.choosable)]


@blueprint.route("/my-step/more/agree", methods=["GET", "POST"])
@for_signed_in
def agree(person: SignedIn) -> ResponseReturnValue:
    agreeing = Agreeing.of(person)
    if agreeing.mine.stage is Stage.BEGUN and not agreeing.mine.has_case:
        flash(ALREADY)
        return redirect(url_for(MINE), 303)
    try:
        return _answered(agreeing, agreeing.form())
    except NobodyToAskError as error:
        return agreeing.nobody(error)


def _answered(agreeing: Agreeing, form: AgreeForm) -> ResponseReturnValue:
    if not form.is_submitted() or form.stage.data == CHANGE:
        return agreeing.page(form)
    if not form.is_sent_and_valid():
        return agreeing.page(form), 422
    try:
        return _looked_at(agreeing, form, agreeing.ahead(form))
    except NobodyToAskError:
        if not form.is_soon:
            raise
        # Only the time is too short: what was chosen and typed stays.
        form.when.errors = [agreeing.visit.words.support.not_in_time]
        return agreeing.page(form), 422


def _looked_at(agreeing: Agreeing, form: AgreeForm, ahead: Ahead) -> ResponseReturnValue:
    """Show what would be kept and sent; do it only when exactly this was looked at before."""
    keeps = form.stage.data == KEEP
    if not keeps or form.shown.data != ahead.mark:
        return agreeing.look(form, ahead, changed=keeps)
    try:
        service.agree(
            agreeing.bureau, agreeing.person_id, agreeing.wish(form), ahead.evidence, ahead.mark
        )
    except support.ChangedError:
        return agreeing.look(form, agreeing.ahead(form), changed=True)
    except support.AlreadyFormalError:
        flash(ALREADY)
        return redirect(url_for(MINE), 303)
    flash("Kept. This page shows what becomes of it, and who opened what you share.")
    return forget(redirect(url_for(MINE), 303))
