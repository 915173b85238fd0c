"""The one blueprint all pages of preferences are registered on."""

from flask import Blueprint

blueprint = Blueprint("preferences", __name__)
