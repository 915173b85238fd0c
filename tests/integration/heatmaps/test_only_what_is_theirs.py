"""Nothing on a page, in a picture, in a file or in a sentence comes from a ledger row of somebody else's unit."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

from tests.integration.heatmaps.books import LARGE, POOLED, a_book, write
from tests.integration.heatmaps.conftest import FIRST_MONDAY, Reader, person_id
from tests.support import proofs
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.walking import Walker
from tests.support.world import CHARACTERS, NOW, UNITS, settle, unit_id
from wellbeing.disclosure import (
    Book,
    Calendar,
    Indicator,
    Released,
    figure,
    windows_in,
)
from wellbeing.disclosure import Reader as LedgerReader
from wellbeing.heatmaps.cells import key
from wellbeing.heatmaps.measured import in_file
from wellbeing.heatmaps.shelf import SHELF

CALENDAR = Calendar(FIRST_MONDAY)
LATER = NOW + timedelta(weeks=13)
VIEWERS = ("staff", "supervisor of another team", "practitioner", "manager of everything")
# Blue is read together with Red, as parts of one service; the rest of the house never is.
ELSEWHERE = {unit_id(name) for name in ("south", "care", "green")}
CANARY = "Canary"
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
PICTURE = re.compile(r'(?:src|srcset)="(/teams/[^"]+)"')
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
PNG = ".png"
DECIMAL = re.compile(r"\b\d\.\d\b")
# Everyday runs walk through the one in which units stand for each other.
HOMES = proofs.cases("homes", {"pooled": POOLED}, {"large": LARGE})


@contextmanager
def a_house(folder, book) -> Iterator[Reader]:
    folder.mkdir()
    database = on_sqlite(folder)
    settings = prepare(database)
    write(book, settings.ledger_url, CALENDAR)
    with opened(settings, database, LATER) as home:
        with home.session() as session:
            settle(session)
        yield Reader(home)


def everything(reader, who, *, pictures=True) -> dict[str, str]:
    """Return whatever somebody can open on the pages of figures: pages, files, pictures."""
    client = reader.home.browser_of(person_id(who))
    walker = Walker(client)
    tops = [f"/teams?about={indicator}" for indicator in Indicator]
    tops += [f"/teams?under={unit_id(name)}" for name in UNITS]
    found: dict[str, str] = {}
    waiting = ["/teams", *tops, *(f"/teams/{unit_id(name)}" for name in UNITS)]
    while waiting:
        address = waiting.pop()
        if address in found or not urlsplit(address).path.startswith("/teams"):
            continue
        answer = client.get(address, environ_base=walker._from())
        is_text = answer.mimetype.startswith(("text/", "application/json"))
        content = answer.text if is_text else answer.data.hex()
        found[address] = TOKEN.sub("", content) if answer.status_code == 200 else "not there"
        if answer.mimetype == "text/html" and answer.status_code == 200:
            links = re.findall(r'href="(/teams[^"#]*)"', answer.text)
            links += PICTURE.findall(answer.text) if pictures else []
            waiting += [one.replace("&amp;", "&") for one in links if pictures or PNG not in one]
    return {address: content for address, content in found.items() if content != "not there"}


def with_canaries(book) -> Book:
    """Return the ledger with every number and every name of the units elsewhere changed."""
    plans = tuple(
        replace(
            plan,
            units=tuple(
                replace(unit, label=f"{CANARY} {unit.label}")
                if unit.unit_key in ELSEWHERE
                else unit
                for unit in plan.units
            ),
        )
        for plan in book.plans
    )
    cells = tuple(
        replace(cell, released=cell.released * -3 + 777) if cell.unit_key in ELSEWHERE else cell
        for cell in book.cells
    )
    return Book(plans, cells)


@HOMES
def test_changing_every_row_of_units_elsewhere_changes_nothing_for_those_who_do_not_see_them(
    tmp_path, homes
):
    book = a_book(homes, months=6)
    with a_house(tmp_path / "before", book) as reader:
        before = {who: everything(reader, who) for who in ("staff", "supervisor")}
        # That the rows were changed shows in words; those who must see no change see pictures too.
        all_of_it = everything(reader, "manager of everything", pictures=False)
    with a_house(tmp_path / "after", with_canaries(book)) as reader:
        after = {who: everything(reader, who) for who in ("staff", "supervisor")}
        seen_by_all = everything(reader, "manager of everything", pictures=False)

    assert before == after
    kinds = {urlsplit(one).path.rpartition("/")[2] for one in before["staff"]}
    assert {"teams", "figures.csv", "figures.json", "trend.png"} <= kinds
    assert all_of_it != seen_by_all
    assert any(CANARY in content for content in seen_by_all.values())
    assert not any(CANARY in content for pages in after.values() for content in pages.values())


def theirs(book, who) -> set[str]:
    """Return the keys of the units somebody may see, and of the pools that stand for them."""
    sees = next(one.sees for one in CHARACTERS if one.name == who)
    keys = {unit_id(name) for name in sees}
    lines = [plan.by_key[one] for plan in book.plans for one in keys if one in plan.by_key]
    return keys | {line.shown_with for line in lines if line.shown_with}


@HOMES
def test_the_ledger_is_asked_for_nothing_but_what_the_reader_may_see(tmp_path, homes):
    book = a_book(homes, months=6)
    asked: dict[str, set[str]] = {}
    with a_house(tmp_path / "house", book) as reader:
        for who in VIEWERS:
            SHELF._readers.clear()
            everything(reader, who, pictures=False)
            asked[who] = set().union(*SHELF._readers)

    beyond = {who: keys - theirs(book, who) for who, keys in asked.items()}
    assert {who: keys for who, keys in beyond.items() if keys} == {}
    assert {unit_id("org"), unit_id("north")} <= asked["staff"]
    assert len(asked["manager of everything"]) > len(asked["staff"])


def numbers_of(book, keys) -> set[str]:
    """Return every number, to one decimal, of every figure of these units."""
    reader = LedgerReader(book)
    months = [month for plan in book.plans for month in CALENDAR.windows(plan.cycle)]
    found = {
        figure(reader, CALENDAR, one, window, indicator)
        for one in keys
        for month in months
        for window in windows_in(book, CALENDAR, one, month)
        for indicator in Indicator
    }
    return {
        f"{number:.1f}"
        for one in found
        if isinstance(one, Released)
        for number in (one.low, one.estimate, one.high)
    }


@HOMES
def test_every_number_on_a_page_or_in_a_file_is_one_of_their_figures(tmp_path, homes):
    book = a_book(homes, months=6)
    limits = {number for entry in key() for number in DECIMAL.findall(entry.limits)}
    # What a file says of every range, measured on made-up organisations.
    limits |= set(DECIMAL.findall(json.dumps(in_file())))
    with a_house(tmp_path / "house", book) as reader:
        seen = {who: everything(reader, who, pictures=False) for who in VIEWERS}

    for who, contents in seen.items():
        mains = [(MAIN.findall(content) or [content])[0] for content in contents.values()]
        shown = {number for main in mains for number in DECIMAL.findall(TAG.sub(" ", main))}
        assert shown <= limits | numbers_of(book, theirs(book, who))
        assert shown - limits
