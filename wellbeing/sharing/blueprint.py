"""The one blueprint all pages of sharing are registered on."""

from flask import Blueprint

blueprint = Blueprint("sharing", __name__)
