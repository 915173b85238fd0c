"""The one blueprint all pages of asking and answering are registered on."""

from flask import Blueprint

blueprint = Blueprint("support", __name__)
