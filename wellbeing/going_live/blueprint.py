"""The pages of going live, which several modules fill."""

from flask import Blueprint

blueprint = Blueprint("going_live", __name__)
PREFIX = "/going-live"
