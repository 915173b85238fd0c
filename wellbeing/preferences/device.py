"""Whose device a person is using, in words; asked on the first visit and on a page of its own."""

from dataclasses import dataclass

from wellbeing.accounts import devices
from wellbeing.extensions import db, house
from wellbeing.preferences.asked import all_devices_shared
from wellbeing.web.signed_in import SignedIn


@dataclass(frozen=True)
class DeviceTold:
    """What the device in front of a person counts as, and what that does."""

    is_shared: bool
    all_shared: bool
    said: str


def all_shared(person: SignedIn) -> bool:
    """Say whether every device of this person counts as shared; asked when they sign in."""
    return all_devices_shared(db.session(), house().vault, person.id)


def told_of_device(person: SignedIn) -> DeviceTold:
    now, everywhere = devices.here(person), all_shared(person)
    if not now.is_shared:
        who, minutes = "Only you use this device.", now.own_minutes
    else:
        which = "Every device" if everywhere else "This device"
        who, minutes = f"{which} counts as shared.", now.shared_minutes
    said = f"{who} You are signed out after {minutes} minutes without use."
    return DeviceTold(now.is_shared, everywhere, said)
