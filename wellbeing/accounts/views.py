"""The front page, signing in and out, one-time links, and one's own sign-in."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from wellbeing.accounts import devices, own_roles
from wellbeing.accounts import sign_in as service
from wellbeing.accounts.forms import ChangePasswordForm, NewPasswordForm, SignInForm
from wellbeing.accounts.service import organisation
from wellbeing.accounts.signed_in_person import (
    SignedInPerson,
    current_token,
    door,
    end_even_without_database,
)
from wellbeing.accounts.tries import TooManyTriesError
from wellbeing.extensions import db, house, limiter
from wellbeing.web import device
from wellbeing.web.access import NOW, THEN_NOW
from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import forget, kept_path
from wellbeing.web.signed_in import SignedIn, for_signed_in, signed_in

blueprint = Blueprint("accounts", __name__)

HOME = "checkins.this_week"


@blueprint.get("/")
def front() -> ResponseReturnValue:
    if signed_in() is not None:
        return redirect(url_for(HOME))
    if house().settings.demo:
        return redirect(url_for("demo.people"))
    return render_template("accounts/front.html")


@blueprint.route("/sign-in", methods=["GET", "POST"])
@limiter.limit("30/minute", methods=["POST"])
def sign_in() -> ResponseReturnValue:
    form = SignInForm()
    if not form.is_sent_and_valid():
        return _sign_in_page(form), (422 if form.errors else 200)
    try:
        token = service.sign_in(
            door(),
            form.address.data or "",
            form.password.data or "",
            shared_device=not form.own_device.data,
        )
    except service.WrongSignInError:
        form.form_errors.append(
            "This address and password do not belong together. Check both and try again."
        )
        return _sign_in_page(form), 422
    except TooManyTriesError:
        return _sign_in_page(form, paused=True), 429
    return open_browser_session(token)


def _sign_in_page(form: SignInForm, *, paused: bool = False) -> str:
    goes_on = _goes_on_to_now()
    return render_template("accounts/sign_in.html", form=form, paused=paused, goes_on=goes_on)


def _goes_on_to_now() -> bool:
    """Say whether somebody signs in to say that they are not safe: no other page can be named."""
    return request.args.get("then") == THEN_NOW


def open_browser_session(token: str) -> ResponseReturnValue:
    """Let Flask-Login hold the new session, and go on where the person left off."""
    before = current_token()
    session.clear()
    if before:
        # Whoever was signed in here before is not signed in anywhere else with this token.
        service.sign_out(door(), before)
    found = service.find(door(), token)
    if found.person is None:
        raise RuntimeError("a session just opened cannot be found")
    reader = SignedInPerson(found.person, token)
    login_user(reader)
    if device.all_count_as_shared(reader):
        devices.say_here(shared=True)
    kept = kept_path(owner_of(found.person.id))
    if kept is None:
        # What another person left unsent in this browser is destroyed.
        return forget(redirect(url_for(NOW if _goes_on_to_now() else HOME), 303))
    return redirect(kept, 303)


@blueprint.post("/sign-out")
@for_signed_in
def sign_out(_person: SignedIn) -> ResponseReturnValue:
    service.sign_out(door(), current_token())
    return _signed_out()


@blueprint.post("/account/sign-out-everywhere")
@for_signed_in
def sign_out_everywhere(person: SignedIn) -> ResponseReturnValue:
    service.sign_out_everywhere(door(), person.id)
    return _signed_out()


@blueprint.route("/account", methods=["GET", "POST"])
@for_signed_in
def account(person: SignedIn) -> ResponseReturnValue:
    form = ChangePasswordForm()
    if form.is_sent_and_valid() and _has_changed(form, person):
        flash("Your password is changed. Sign in with the new one.")
        logout_user()
        return forget(redirect(url_for("accounts.sign_in"), 303))
    page = render_template(
        "accounts/account.html",
        form=form,
        sessions=_own_sessions(person),
        roles=own_roles.told(door(), person.id),
    )
    return page, (422 if form.errors else 200)


def _has_changed(form: ChangePasswordForm, person: SignedIn) -> bool:
    old, new = form.password.data or "", form.new_password.data or ""
    try:
        service.change_password(door(), person.id, old, new)
    except service.WrongSignInError:
        form.password.errors = ["This is not the password you use now."]
    except service.WeakPasswordError as error:
        form.new_password.errors = [str(error)]
    except TooManyTriesError:
        form.password.errors = [
            "There were several wrong tries. Wait a minute, then try again. After ten wrong tries "
            "the wait is an hour."
        ]
    return not form.errors


@blueprint.route("/set-password/<token>", methods=["GET", "POST"])
@limiter.limit("30/minute")
def set_password(token: str) -> ResponseReturnValue:
    form = NewPasswordForm()
    try:
        person = service.person_of_link(door(), token)
        if form.is_sent_and_valid() and _has_set(form, token):
            flash("Your password is set. Sign in with it.")
            return redirect(url_for("accounts.sign_in"), 303)
    except service.LinkUsedError:
        return render_template("accounts/link_used.html"), 404
    page = render_template("accounts/set_password.html", form=form, person=person)
    return page, (422 if form.errors else 200)


def _has_set(form: NewPasswordForm, token: str) -> bool:
    try:
        service.set_password_by_link(door(), token, form.new_password.data or "")
    except service.WeakPasswordError as error:
        form.new_password.errors = [str(error)]
    return not form.errors


@dataclass(frozen=True)
class OwnSession:
    """One of a person's signed-in browsers, in words, in the organisation's time."""

    since: str
    last_used: str
    shared_device: bool
    this_one: bool


def _own_sessions(person: SignedIn) -> tuple[OwnSession, ...]:
    zone = ZoneInfo(organisation(db.session()).zone)

    def words(moment: datetime) -> str:
        return f"{moment.astimezone(zone):%-d %B, %H:%M}"

    return tuple(
        OwnSession(
            words(each.started_at),
            words(each.seen_at),
            each.shared_device,
            service.is_session_of(current_token(), each),
        )
        for each in service.sessions(door(), person.id)
    )


def _signed_out() -> ResponseReturnValue:
    logout_user()
    session.clear()
    return _with_nothing_left(forget(redirect(url_for("accounts.front"), 303)))


@blueprint.get("/leave")
def leave() -> ResponseReturnValue:
    """End the session and show a neutral site, even when the database is away."""
    response = redirect(house().settings.leave_to, 303)
    if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        return response  # A page elsewhere must not be able to sign people out.
    end_even_without_database()
    return _with_nothing_left(response)


def _with_nothing_left(response: Response) -> Response:
    """Let the browser forget what it holds of this service."""
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
