"""The one blueprint all pages of tests of the promise are registered on."""

from flask import Blueprint

blueprint = Blueprint("promise_tests", __name__)
