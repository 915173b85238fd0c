"""Kind error pages: what happened, what to do, and where help is.

What was typed stands on one of them alone: where a form led to what is not there any more, for whoever wrote it.
"""

import structlog
from flask import Flask, current_app, flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import can_be_shown_again, keep_for_later
from wellbeing.web.signed_in import signed_in
from wellbeing.web.unsent import page_with_what_was_written
from wellbeing.web.whose_form import is_from_a_page_of

PAGES = frozenset({400, 403, 404, 405, 413, 415, 429, 500, 503})
TRY_AGAIN_SECONDS = "30"
NOT_FOUND = 404
AWAY = (OperationalError, PoolTimeoutError)
log = structlog.get_logger()


def handle_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(CSRFError, _out_of_date)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(Exception, _unknown)
    for error in AWAY:
        app.register_error_handler(error, _database_away)


def page_for(code: int) -> str:
    """Return the page for a status; one we have no page for reads like its family."""
    shown = code if code in PAGES else 400 if code < InternalServerError.code else 500
    return render_template(f"errors/{shown}.html")


def _out_of_date(_error: CSRFError) -> ResponseReturnValue:
    """Show the page again with what was typed, so that it only has to be sent again."""
    try:
        person = signed_in()
    except AWAY as error:
        return _database_away(error)
    if not can_be_shown_again():
        return page_for(400), 400
    again = redirect(request.path, 303)
    if person is None:
        flash("This page was open for a long time. Please send it again.")
        return again
    owner = owner_of(person.id)
    if not is_from_a_page_of(owner):
        flash("That page was opened before you signed in. Nothing that was written on it is kept.")
    return keep_for_later(again, owner)


def _database_away(error: OperationalError | PoolTimeoutError) -> ResponseReturnValue:
    kind = getattr(error, "orig", None) or error
    log.error("database_away", kind=type(kind).__name__)
    _ask_no_database()
    return page_for(503), 503, {"Retry-After": TRY_AGAIN_SECONDS}


def _known(error: HTTPException) -> ResponseReturnValue:
    cause = getattr(error, "original_exception", None)
    if cause is not None:
        # Something failed while an error page was made.
        return _database_away(cause) if isinstance(cause, AWAY) else _unknown(cause)
    code = error.code or InternalServerError.code
    if error.response is not None or code < 400:
        return error.get_response()
    if isinstance(error, SecurityError):
        # For a host that is not ours there are no addresses to put into a menu.
        _ask_no_database()
    return _page_after_writing(code) or page_for(code), code, _allowed(error)


def _page_after_writing(code: int) -> str | None:
    if code != NOT_FOUND:
        return None
    try:
        return page_with_what_was_written()
    except AWAY:
        _ask_no_database()
        return None


def unexpected(error: Exception) -> ResponseReturnValue:
    """Answer an error that nobody expected, for whoever listens to its kind and cannot mend it."""
    return _unknown(error)


def not_now(error: Exception) -> ResponseReturnValue:
    """Answer what cannot be done for a while, for whoever listens to its kind."""
    log.error("not_now", kind=type(error).__name__, place=_place_of(error))
    _ask_no_database()
    return page_for(503), 503, {"Retry-After": TRY_AGAIN_SECONDS}


def _unknown(error: Exception) -> ResponseReturnValue:
    log.error("unexpected_error", kind=type(error).__name__, place=_place_of(error))
    if current_app.config.get("TESTING") and not current_app.config.get("PAGES_FOR_ERRORS"):
        raise error
    _ask_no_database()
    return page_for(InternalServerError.code), InternalServerError.code


def _ask_no_database() -> None:
    """Let the error page be made without asking who reads it."""
    g.no_database = True


def _place_of(error: Exception) -> str:
    # The type and the place only: a message may hold what somebody typed.
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"


def _allowed(error: HTTPException) -> dict[str, str]:
    headers = dict(error.get_headers())
    return {name: headers[name] for name in ("Allow", "Retry-After") if name in headers}
