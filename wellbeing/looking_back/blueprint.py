"""The pages of looking back belong together."""

from flask import Blueprint

blueprint = Blueprint("looking_back", __name__)
