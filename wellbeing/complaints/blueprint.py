"""The one blueprint all pages of complaints are registered on."""

from flask import Blueprint

blueprint = Blueprint("complaints", __name__)
