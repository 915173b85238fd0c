"""The pages that are the same for everyone: help right now, who can see what, how figures are made."""

from flask import Blueprint

from wellbeing.web import health

blueprint = Blueprint("web", __name__)
health.add_to(blueprint)
