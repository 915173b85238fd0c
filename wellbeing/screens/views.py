"""The pages of the optional screens: choosing, answering, the result; all only for the person."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from wellbeing.screens import service
from wellbeing.screens.asking import Sheet, sheet_of
from wellbeing.screens.service import Filled, Screen
from wellbeing.screens.showing import choice, shown
from wellbeing.screens.visit import Room, for_screen, for_taking_part, room_of
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

blueprint = Blueprint("screens", __name__)
CHOOSE = "screens.choose"


@blueprint.get("/more-questions")
@for_signed_in
def choose(person: SignedIn) -> ResponseReturnValue:
    room = room_of(person)
    return render_template(
        "screens/choose.html",
        texts=room.texts,
        choices=[choice(room.desk, room.person_id, each, room.texts) for each in room.screens],
        takes_part=room.agreed(),
    )


@blueprint.post("/more-questions/<address>/yes")
@for_taking_part
def opt_in(room: Room, screen: Screen) -> ResponseReturnValue:
    service.opt_in(room.desk, room.person_id, screen, room.agreed)
    return redirect(_address("fill_in", screen), 303)


@blueprint.post("/more-questions/<address>/no")
@for_screen
def opt_out(room: Room, screen: Screen) -> ResponseReturnValue:
    """End it at once; no question is asked, and taking part is not needed to say no."""
    service.opt_out(room.desk, room.person_id, screen)
    flash(room.texts.opted_out)
    return redirect(url_for(CHOOSE), 303)


@blueprint.route("/more-questions/<address>", methods=["GET", "POST"])
@for_taking_part
def fill_in(room: Room, screen: Screen) -> ResponseReturnValue:
    """Ask the questions, and keep only what they add up to."""
    if service.opted_in(room.desk, room.person_id, screen) is None:
        return redirect(url_for(CHOOSE), 303)
    sheet = sheet_of(screen)
    if sheet.is_sent_and_valid():
        return forget(_record(room, sheet))
    if service.is_too_soon(room.desk, room.person_id, screen):
        return _to_result(room, screen)
    return _show(room, sheet), 422 if sheet.form.errors else 200


@blueprint.get("/more-questions/<address>/done")
@for_screen
def result(room: Room, screen: Screen) -> ResponseReturnValue:
    found = service.results(room.desk, room.person_id, screen)
    if not found:
        return redirect(url_for(CHOOSE), 303)
    return render_template(
        "screens/result.html",
        texts=room.texts,
        shown=shown(room.desk, found[0], screen, room.texts),
    )


def _record(room: Room, sheet: Sheet) -> Response:
    filled = Filled(sheet.screen, sheet.acts, sheet.key)
    try:
        service.fill_in(room.desk, room.person_id, filled, room.agreed)
    except service.TooSoonError:
        return _to_result(room, sheet.screen)
    except service.NotOptedInError:
        return redirect(url_for(CHOOSE), 303)
    return redirect(_address("result", sheet.screen), 303)


def _to_result(room: Room, screen: Screen) -> Response:
    flash(room.texts.too_soon)
    return redirect(_address("result", screen), 303)


def _show(room: Room, sheet: Sheet) -> str:
    return render_template(
        "screens/fill_in.html",
        texts=room.texts,
        about=room.texts.about(sheet.screen.id),
        screen=sheet.screen,
        sheet=sheet,
        form=sheet.form,
    )


def _address(page: str, screen: Screen) -> str:
    return url_for(f"screens.{page}", address=screen.address)
