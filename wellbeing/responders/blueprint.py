"""The one blueprint all pages of responders are registered on."""

from flask import Blueprint

blueprint = Blueprint("responders", __name__)
