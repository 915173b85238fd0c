"""The one blueprint all pages of checking in are registered on."""

from flask import Blueprint

blueprint = Blueprint("checkins", __name__)
