"""Where the pages of the kit are hung up."""

from flask import Blueprint

blueprint = Blueprint("first_aid_kit", __name__)
