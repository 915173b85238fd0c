"""Whose device this is: asked on the first visit, changed at any time, remembered on no device."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from wellbeing.accounts import devices
from wellbeing.extensions import db, house
from wellbeing.preferences.asked import keep_all_devices_shared
from wellbeing.preferences.blueprint import blueprint
from wellbeing.preferences.device import all_shared, told_of_device
from wellbeing.preferences.device_forms import OWN, SHARED, DeviceForm
from wellbeing.web.limbo import forget
from wellbeing.web.signed_in import SignedIn, for_signed_in

# Where the question stands as well; the answer leads back there.
ALSO_ASKED_AT = {"welcome": "checkins.welcome"}


@blueprint.route("/preferences/device", methods=["GET", "POST"])
@for_signed_in
def device(person: SignedIn) -> ResponseReturnValue:
    now = devices.here(person)
    everywhere = all_shared(person)
    form = DeviceForm(data={"here": SHARED if now.is_shared else OWN, "everywhere": everywhere})
    if form.is_sent_and_valid():
        return _done(person, form)
    page = render_template("preferences/device.html", form=form, device=now)
    return page, (422 if form.errors else 200)


def _done(person: SignedIn, form: DeviceForm) -> ResponseReturnValue:
    back = ALSO_ASKED_AT.get(request.args.get("from", ""))
    # Where only this device is asked about, an open page takes nothing back that was said of all.
    everywhere = all_shared(person) if back else bool(form.everywhere.data)
    keep_all_devices_shared(db.session(), house().vault, person.id, all_shared=everywhere)
    devices.say_here(shared=everywhere or form.is_shared)
    if everywhere:
        devices.all_are_shared(person)
    flash(f"Kept. {told_of_device(person).said}")
    return forget(redirect(url_for(back or "preferences.device"), 303))
