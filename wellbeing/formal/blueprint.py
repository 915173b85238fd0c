"""The one blueprint all pages of formal support are registered on."""

from flask import Blueprint

blueprint = Blueprint("formal", __name__)
