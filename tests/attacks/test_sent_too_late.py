"""Nothing typed is lost, shown to the next person or overwritten in silence, however late it is sent.

The forms are all that a person finds for themselves, so that a new one joins by being there.
"""

from datetime import timedelta

import pytest

from tests.support.canaries import new_word
from tests.support.lived_in import FREE, filled_in, written_by_staff, written_forms
from tests.support.walking import Walker, target_of
from tests.support.world import CHARACTERS
from wellbeing.web.access_matrix import Scope, shipped

NEXT = next(one for one in CHARACTERS if one.name == "moved")


@pytest.fixture(scope="module")
def used(tmp_path_factory):
    with written_by_staff(tmp_path_factory.mktemp("late")) as (home, staff):
        yield home, staff


def own_forms(staff):
    """Yield the name and the address of each form that is about its person alone."""
    for name, page in staff.written.items():
        lines = shipped().lines_for(name.partition(" ")[0], "POST")
        if any(line.scope is Scope.OWN for line in lines):
            yield name, page.url


def opened(walker, name, address):
    page = walker.get(address)
    found = dict(written_forms(walker.client.application, page))
    return (page, found[name]) if name in found else None


def words_for(form):
    return {one.name: new_word() for one in form.fields.values() if one.kind in FREE}


def sent(walker, page, form, typed):
    return walker.post(target_of(page, form), {**filled_in(form, lambda: "word"), **typed})


def sign_in_here(home, walker, person_id):
    """Sign somebody in where the session of the person before has ended."""
    with (
        home.browser_of(person_id).session_transaction() as new,
        walker.client.session_transaction() as here,
    ):
        here.update(new)


def boxes_of(page):
    return {one.value.strip() for form in page.forms for one in form.fields.values()}


def test_what_an_ended_session_kept_is_shown_to_its_person_and_not_to_the_next(used):
    home, staff = used
    began, tried, wrong = home.clock.now(), 0, []
    for name, address in own_forms(staff):
        sign_in_here(home, staff.walker, staff.who.id)
        found = opened(staff.walker, name, address)
        if found is None:
            continue
        typed = words_for(found[1])
        home.clock.standing_at += timedelta(hours=1)
        page, form = found
        answer = sent(staff.walker, page, form, typed)
        sign_in_here(home, staff.walker, NEXT.id)
        met = answer.html + "".join(staff.walker.get(one).html for one in ("/", address))
        sign_in_here(home, staff.walker, staff.who.id)
        kept = boxes_of(staff.walker.get(address))
        tried += 1
        if not answer.url.endswith("/sign-in"):
            wrong.append(f"{name}: {answer.status} {answer.url}")
        wrong += [f"{name}: shown to the next" for word in typed.values() if word in met]
        wrong += [f"{name}: lost {one}" for one, word in typed.items() if word not in kept]
    home.clock.standing_at = began
    sign_in_here(home, staff.walker, staff.who.id)

    assert wrong == []
    assert tried > 15


def test_no_window_that_is_behind_overwrites_in_silence(used):
    home, staff = used
    walker = Walker(home.browser_of(staff.who.id))
    kept, wrong = 0, []
    for name, address in own_forms(staff):
        first, second = opened(walker, name, address), opened(walker, name, address)
        if first is None or second is None:
            continue
        page, form = first
        earlier = words_for(form)
        sent(walker, page, form, earlier)
        taken = walker.get(address).html
        kept += any(word in taken for word in earlier.values())
        page, form = second
        answer = sent(walker, page, form, words_for(form))
        there = answer.html + walker.get(address).html
        wrong += [
            f"{name}: {word}" for word in earlier.values() if word in taken and word not in there
        ]

    assert wrong == []
    # So many show what was written, to be written over.
    assert kept > 10
