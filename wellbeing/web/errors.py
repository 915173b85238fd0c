"""Kind error pages: what happened, what to do, and where help is; never what was typed."""

import structlog
from flask import Flask, g, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from wellbeing.web.forms import owner_of
from wellbeing.web.limbo import keep_for_later
from wellbeing.web.signed_in import signed_in

PAGES = frozenset({400, 403, 404, 405, 413, 415, 429, 500, 503})
log = structlog.get_logger()


def handle_errors(app: Flask) -> None:
    """Answer every error with a page of ours."""

    @app.errorhandler(CSRFError)
    def out_of_date(_error: CSRFError) -> ResponseReturnValue:
        person = signed_in()
        if person is None:
            return page_for(400), 400
        return keep_for_later(redirect(request.path, 303), owner_of(person.id))

    @app.errorhandler(OperationalError)
    def database_away(error: OperationalError) -> ResponseReturnValue:
        log.error("database_away", kind=type(error.orig).__name__)
        # The page for this must not ask the database who is reading it.
        g.no_database = True
        return page_for(503), 503

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> ResponseReturnValue:
        code = error.code or 500
        if error.response is not None or code < 400:
            return error.get_response()
        return page_for(code), code, _allowed(error)

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> ResponseReturnValue:
        # The type and the place only: a message may hold what somebody typed.
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "unknown"
        log.error("unexpected_error", kind=type(error).__name__, place=place)
        if app.config.get("TESTING") and not app.config.get("PAGES_FOR_ERRORS"):
            raise error
        return page_for(InternalServerError.code), InternalServerError.code


def page_for(code: int) -> str:
    """Return the page for a status; one we have no page for reads like its family."""
    shown = code if code in PAGES else 400 if code < InternalServerError.code else 500
    return render_template(f"errors/{shown}.html")


def _allowed(error: HTTPException) -> dict[str, str]:
    headers = dict(error.get_headers())
    return {name: headers[name] for name in ("Allow", "Retry-After") if name in headers}


