"""Where the pages of a case are registered; its own file so that every view module can add to it."""

from flask import Blueprint

blueprint = Blueprint("contact", __name__)
