"""The one blueprint all pages of the action log are registered on."""

from flask import Blueprint

blueprint = Blueprint("actions", __name__)
