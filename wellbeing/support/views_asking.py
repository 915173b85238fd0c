"""Asking for a human: choose, look at what will be read, send; nothing leaves before the last press."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.cover import service as cover
from wellbeing.history import service as history
from wellbeing.stepped_care import Step
from wellbeing.support import service
from wellbeing.support.blueprint import blueprint
from wellbeing.support.cases import Kind, Wish
from wellbeing.support.errand import Errand, errand_of
from wellbeing.support.forms import CHANGE, FEW_DAYS, SEND, SOON, AskForm, Offered, ask_form
from wellbeing.support.office import Office
from wellbeing.support.showing import Preview, preview
from wellbeing.support.wording import moment_in_words, ways_to_choose, whoms, why_nobody
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.unsent import not_sent

PAGES = {
    Kind.TALK: "support.ask_to_talk",
    Kind.REVIEW: "support.does_not_fit",
    Kind.FORMAL: "support.ask_for_formal",
}
MINE = "support.my_requests"
PREFERRED = ("how", "interpreter", "language", "safe_times", "may_leave_message")
TYPED = ("words", "safe_times", "language")
IN_FORMAL = "You are in formal support now. Talk with your practitioner about what you need."


@blueprint.route("/ask/someone", methods=["GET", "POST"])
@for_signed_in
def ask_to_talk(person: SignedIn) -> ResponseReturnValue:
    return _asked(Asking(errand_of(person), Kind.TALK))


@blueprint.route("/ask/more", methods=["GET", "POST"])
@for_signed_in
def ask_for_formal(person: SignedIn) -> ResponseReturnValue:
    return _asked(Asking(errand_of(person), Kind.FORMAL))


@blueprint.route("/my-step/does-not-fit", methods=["GET", "POST"])
@for_signed_in
def does_not_fit(person: SignedIn) -> ResponseReturnValue:
    return _asked(Asking(errand_of(person), Kind.REVIEW))


@dataclass(frozen=True)
class Asking:
    """One person about to ask for one thing."""

    errand: Errand
    kind: Kind

    @property
    def office(self) -> Office:
        return self.errand.office

    @property
    def whom(self) -> list[tuple[str, str]]:
        """Return the kinds of people who can be asked: only those that are here."""
        return [
            (one.value, one.label)
            for one in whoms(self.errand.words)
            if self._why_not(one.value) is None
        ]

    @property
    def why_nobody(self) -> service.NobodyToAskError | None:
        """Return why nobody can be asked; of several kinds, the one that is back first says it."""
        kinds = [one.value for one in whoms(self.errand.words)] if self.kind is Kind.TALK else [""]
        found = [self._why_not(value) for value in kinds]
        errors = [one for one in found if one is not None]
        return min(errors, key=_soonest) if len(errors) == len(found) else None

    @property
    def missing(self) -> tuple[str, ...]:
        """Name the kinds of people nobody here is."""
        there = {value for value, _ in self.whom}
        labels = whoms(self.errand.words) if self.kind is Kind.TALK else ()
        return tuple(one.label for one in labels if one.value not in there)

    def form(self) -> AskForm:
        said = self.errand.words.support
        begun = {**self._wished_for(), **self._chosen_before()}
        offered = Offered(
            whom=self.whom,
            how=ways_to_choose(self.errand.words, begun["how"]),
            interpreters=[(one.value, one.label) for one in said.interpreters],
            when=[
                (FEW_DAYS, self._by("In the next few days")),
                (SOON, self._by("As soon as possible", soon=True)),
            ],
        )
        form = ask_form(said.ask(self.kind), offered)
        return form(data=begun)

    def page(self, form: AskForm) -> str:
        return render_template(
            "support/ask.html",
            form=form,
            ask=self.errand.words.support.ask(self.kind),
            support=self.errand.words.support,
            missing=self.missing,
            hours=self._hours,
            is_reactive=self._step is Step.REACTIVE,
        )

    def wish(self, form: AskForm) -> Wish:
        """Return what would be sent; ways they never want stand in their preferences alone."""
        said = form.to_wish()
        kept = service.as_preferred(self.office, self.errand.person_id, said)
        return replace(said, not_by=kept.not_by)

    def look(self, form: AskForm, *, changed: bool) -> str:
        ahead = service.ahead(self.office, self.errand.person_id, self.wish(form))
        shown = preview(self.errand.words, ahead)
        return render_template(
            "support/look.html",
            shown=shown,
            filled={**form.filled(), "shown": shown.mark},
            cards=self._cards(shown),
            hours=self._hours,
            days=self.errand.office.working_days(ahead.wish),
            ask=self.errand.words.support.ask(self.kind),
            support=self.errand.words.support,
            takes_part=self.errand.takes_part,
            changed=changed,
        )

    def nobody(self, error: service.NobodyToAskError) -> str:
        return render_template(
            "support/nobody.html",
            ask=self.errand.words.support.ask(self.kind),
            why=why_nobody(self.errand.words, self.kind, error),
            support=self.errand.words.support,
            is_reactive=self._step is Step.REACTIVE,
            typed=not_sent(*TYPED),
        )

    @property
    def in_formal(self) -> bool:
        return self.kind is Kind.FORMAL and self._step is Step.FORMAL

    @property
    def _step(self) -> Step | None:
        desk = self.errand.office.desk
        now = history.current(desk, self.errand.person_id, desk.this_week)
        return now.placement.step if now else None

    def _why_not(self, with_whom: str) -> service.NobodyToAskError | None:
        wish = Wish(self.kind, with_whom=with_whom)
        return service.why_nobody(self.office, self.errand.person_id, wish)

    def _by(self, label: str, *, soon: bool = False) -> str:
        promised = self.office.promised(Wish(self.kind, soon=soon))
        return f"{label}, by {moment_in_words(promised.due_at, self.office.rota.hours.zone)}"

    @property
    def _hours(self) -> str:
        lines = "; ".join(self.office.rota.hours.in_words())
        return self.errand.words.support.hours.format(hours=lines)

    def _cards(self, shown: Preview) -> Mapping[str, cover.Card]:
        asked = [each for each, _ in shown.choosable]
        written = cover.cards(self.office.session, asked)
        return {each: written.get(each, cover.Card()) for each in asked}

    def _wished_for(self) -> dict[str, object]:
        """Begin with what the person keeps under their own preferences, if anything."""
        wish = service.as_preferred(self.office, self.errand.person_id, Wish(self.kind))
        return {name: getattr(wish, name) for name in PREFERRED}

    def _chosen_before(self) -> dict[str, str]:
        """Begin a wish to talk with what the last check-in said about it."""
        desk = self.errand.office.desk
        now = history.current(desk, self.errand.person_id, desk.this_week)
        answers = now.answers if now and self.kind is Kind.TALK else None
        if answers is None:
            return {}
        chosen = {"with_whom": answers.talk_with or "", "how": answers.talk_how or ""}
        return {name: value for name, value in chosen.items() if value}


def _soonest(error: service.NobodyToAskError) -> tuple[bool, date]:
    """Put first who is back first, and last those who do not exist."""
    return not error.is_away, error.back_on or date.max


def _asked(asking: Asking) -> ResponseReturnValue:
    errand = asking.errand
    if asking.in_formal:
        flash(IN_FORMAL)
        return redirect(url_for("checkins.my_step"), 303)
    if service.is_open(errand.office.desk, errand.person_id, asking.kind):
        flash("You have asked for this already. It is open.")
        return redirect(url_for(MINE), 303)
    why_not = asking.why_nobody
    if why_not is not None:
        return asking.nobody(why_not)
    form = asking.form()
    if not form.is_submitted() or form.stage.data == CHANGE:
        return asking.page(form)
    if not form.is_sent_and_valid():
        return asking.page(form), 422
    return _looked_at(asking, form)


def _looked_at(asking: Asking, form: AskForm) -> ResponseReturnValue:
    """Show what would be sent; send it only when exactly this was looked at before."""
    sends = form.stage.data == SEND
    try:
        if not sends or not _is_sent(asking, form):
            return asking.look(form, changed=sends)
    except service.NobodyToAskError as error:
        return _nobody_in_time(asking, form, error)
    flash("Sent. This page shows who takes it, and who looked at it.")
    return forget(redirect(url_for(MINE), 303))


def _nobody_in_time(
    asking: Asking, form: AskForm, error: service.NobodyToAskError
) -> ResponseReturnValue:
    """Say that nobody answers; where only the time is too short, keep what was chosen."""
    if form.when.data != SOON or asking.why_nobody is not None:
        return asking.nobody(error)
    form.when.errors = [asking.errand.words.support.not_in_time]
    return asking.page(form), 422


def _is_sent(asking: Asking, form: AskForm) -> bool:
    """Send it, unless something else would be sent than was shown."""
    person_id, shown = asking.errand.person_id, form.shown.data or ""
    takes_part = asking.errand.takes_part
    try:
        service.ask(asking.office, person_id, asking.wish(form), shown, takes_part=takes_part)
    except service.ChangedError:
        return False
    return True
