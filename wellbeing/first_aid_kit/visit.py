"""What every page of the kit needs: the person's notebook, and the section that was asked for."""

from flask import abort

from wellbeing.accounts import service as accounts
from wellbeing.content.kit_models import KitSection
from wellbeing.extensions import db, house
from wellbeing.first_aid_kit.service import Notebook
from wellbeing.web.signed_in import SignedIn
from wellbeing.web.words import words

HERE = "first_aid_kit.my_page"


def notebook_of(person: SignedIn) -> Notebook:
    return Notebook(db.session(), house().vault, person.id, house().now())


def section_named(section_id: str) -> KitSection:
    return words().kit.section(section_id) or abort(404)


def zone() -> str:
    return accounts.organisation(db.session()).zone
