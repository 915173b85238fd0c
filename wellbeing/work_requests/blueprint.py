"""The one blueprint all pages of work requests are registered on."""

from flask import Blueprint

blueprint = Blueprint("work_requests", __name__)
