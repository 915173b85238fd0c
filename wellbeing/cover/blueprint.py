"""The pages of cover, which two modules fill."""

from flask import Blueprint

blueprint = Blueprint("cover", __name__)
