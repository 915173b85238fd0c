"""The kit to take along: on one sheet, as a pocket card, or one thing to do now."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.accounts import service as accounts
from wellbeing.content.offer_models import Contact
from wellbeing.extensions import db, house
from wellbeing.first_aid_kit import service
from wellbeing.first_aid_kit.blueprint import blueprint
from wellbeing.first_aid_kit.panels import cards, rows_of
from wellbeing.first_aid_kit.showing import ShownSection, pick, show_line, shown
from wellbeing.first_aid_kit.visit import notebook_of, zone
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

NUMBERS = "People I can call now"
# With the numbers these make one card; the others can be chosen.
ON_CARD = ("signs", "tank", "people")
# More rows than this are set in smaller letters, so that they stay on one side of A4.
MANY, VERY_MANY = 70, 110


@blueprint.get("/my-kit/do-one-now")
@for_signed_in
def do_one_now(person: SignedIn) -> ResponseReturnValue:
    kit = service.kit_of(notebook_of(person))
    sections = words().kit.sections
    line = pick(kit, sections, house().today(zone()), request.args.get("after", ""))
    if line is None:
        return render_template("first_aid_kit/none_yet.html", tank=_tank())
    of = next(each for one in sections for each in one.lists if each.id == line.list)
    return render_template("first_aid_kit/do_one_now.html", line=show_line(line, of))


@blueprint.get("/my-kit/print")
@for_signed_in
def print_kit(person: SignedIn) -> ResponseReturnValue:
    written = _written(person)
    chosen = _chosen(written, [one.words.id for one in written])
    rows = sum(_rows(one) for one in chosen)
    return render_template(
        "first_aid_kit/print.html",
        kit=words().kit,
        written=written,
        sections=chosen,
        contacts=_contacts(),
        size="very-many" if rows > VERY_MANY else "many" if rows > MANY else "",
    )


@blueprint.get("/my-kit/card")
@for_signed_in
def card(person: SignedIn) -> ResponseReturnValue:
    written = _written(person)
    chosen = _chosen(written, ON_CARD)
    numbers = [_number(one) for one in _contacts()]
    return render_template(
        "first_aid_kit/card.html",
        kit=words().kit,
        written=written,
        sections=chosen,
        cards=cards([*((one.words.title, _lines(one)) for one in chosen), (NUMBERS, numbers)]),
    )


def _written(person: SignedIn) -> tuple[ShownSection, ...]:
    kit = service.kit_of(notebook_of(person))
    return tuple(one for one in shown(words().kit.sections, kit) if not one.is_empty)


def _chosen(written: Sequence[ShownSection], unasked: Sequence[str]) -> tuple[ShownSection, ...]:
    """Return the sections that were ticked; before anything was ticked, those we would take."""
    wanted = request.args.getlist("part") if "chosen" in request.args else unasked
    return tuple(one for one in written if one.words.id in wanted)


def _lines(section: ShownSection) -> list[str]:
    """Return a section's lines, a person with how and when in one line."""
    return [", ".join((line.text, *line.beside)) for each in section.lists for line in each.lines]


def _rows(section: ShownSection) -> int:
    return 3 + 2 * len(section.filled) + sum(rows_of(line) for line in _lines(section))


def _contacts() -> list[Contact]:
    nation = accounts.organisation(db.session()).nation
    found = words().crisis_contacts(nation)[0].contacts
    return [one for one in found if one.call or one.text_to]


def _number(one: Contact) -> str:
    """Return a contact in one line; a title that names the number says it once."""
    number = one.call or one.text_to
    if number in one.title.split():
        return one.title
    # A number is never broken at the end of a line.
    return f"{one.title}: {number}".replace(number, number.replace(" ", "\N{NO-BREAK SPACE}"))


def _tank() -> str:
    """Return the section in which five-minute things are written."""
    found = (one.id for one in words().kit.sections if any(e.asks_five_minutes for e in one.lists))
    return next(found, words().kit.sections[0].id)
