"""The pages of the action log: reading it, writing it, and what was passed up."""

from flask import current_app
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from wellbeing.actions import views_above, views_reading, views_taking_out, views_writing
from wellbeing.actions.blueprint import blueprint
from wellbeing.actions.keeping import NotTheirsError

__all__ = ["blueprint", "views_above", "views_reading", "views_taking_out", "views_writing"]


@blueprint.errorhandler(NotTheirsError)
def no_longer_theirs(_error: NotTheirsError) -> ResponseReturnValue:
    """Answer as the guard does, when somebody stops leading a unit while their form is on its way."""
    return current_app.handle_http_exception(NotFound())
