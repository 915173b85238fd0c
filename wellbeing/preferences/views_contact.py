"""The page on which a person says how they like to be contacted; it tells nobody."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from wellbeing.extensions import db, house
from wellbeing.preferences.blueprint import blueprint
from wellbeing.preferences.contact import ContactWishes, contact_wishes_of, keep_contact_wishes
from wellbeing.preferences.contact_form import ContactForm, filled
from wellbeing.web.forms import PressedForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

KEPT = "Kept. Only you can see it. When you ask for a talk, it is filled in, and you see what is sent before you send it."
NOTHING = "Done. Nothing of it is kept."
TALK_HOW = "talk_how"


@blueprint.route("/preferences/contact", methods=["GET", "POST"])
@for_signed_in
def contact(person: SignedIn) -> ResponseReturnValue:
    kept = wishes_of(person)
    form = ContactForm(data=filled(kept))
    form.offer(ways_to_talk())
    if form.is_sent_and_valid():
        return _done(person, form.to_wishes())
    page = render_template(
        "preferences/contact.html", form=form, has_chosen=kept != ContactWishes()
    )
    return page, (422 if form.errors else 200)


@blueprint.post("/preferences/contact/nothing")
@for_signed_in
def no_contact_wishes(person: SignedIn) -> ResponseReturnValue:
    """Take back all that was said about being contacted."""
    if PressedForm().is_sent_and_valid():
        return _done(person, ContactWishes())
    return redirect(url_for("preferences.contact"), 303)


def wishes_of(person: SignedIn) -> ContactWishes:
    return contact_wishes_of(db.session(), house().vault, person.id)


def ways_to_talk() -> list[tuple[str, str]]:
    """Return the ways to talk as the check-in words them."""
    asked = words().questions.question(TALK_HOW)
    return [(choice.value, choice.label) for choice in asked.choices]


def _done(person: SignedIn, wishes: ContactWishes) -> ResponseReturnValue:
    keep_contact_wishes(db.session(), house().vault, person.id, wishes)
    flash(KEPT if wishes != ContactWishes() else NOTHING)
    return forget(redirect(url_for("preferences.contact"), 303))
