"""`docs/coverage.md` says where each requirement is honoured; what it names must exist."""

import re

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.source import ROOT
from tests.support.world import NOW

PAGE = ROOT / "docs" / "coverage.md"
NOT_YET = "not yet"


def numbers(prefix: str, *ranges: range) -> set[str]:
    return {f"{prefix}{number}" for one in ranges for number in one}


# Every must and should of the product's requirements; the coulds are left out.
REQUIREMENTS = (
    numbers("NW", range(1, 21))
    | numbers("TI", range(1, 15))
    | numbers("DE", range(1, 26))
    | numbers("RS", range(1, 9))
    | numbers("AU", range(1, 5))
    | numbers("AL", range(1, 2), range(3, 4))
    | numbers("LC", range(1, 7))
    | numbers("CT", range(1, 11))
    | numbers("TS", range(2, 5), range(7, 9))
    | numbers("OG", range(1, 5), range(6, 16))
)


def rows() -> list[tuple[str, ...]]:
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]
    return [row for row in cells if re.fullmatch(r"[A-Z]{2}\d+", row[0])]


def test_every_requirement_has_exactly_one_row():
    named = [row[0] for row in rows()]

    assert sorted(named) == sorted(REQUIREMENTS)


def test_every_row_names_a_page_and_a_test_or_says_not_yet():
    incomplete = [
        row[0]
        for row in rows()
        if len(row) != 4 or not all(row) or (row[2] == NOT_YET) != (row[3] == NOT_YET)
    ]

    assert incomplete == []


@pytest.mark.parametrize("row", rows() if PAGE.exists() else [], ids=lambda row: row[0])
def test_what_a_row_names_exists(row):
    _, _, pages, tests = row
    for file, name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", tests):
        source = (ROOT / file).read_text("utf-8")
        assert re.search(rf"^def {name}\(", source, re.MULTILINE), f"{file} has no {name}"
    for file in re.findall(r"`((?:wellbeing|docs)/[\w/.-]+)`", pages):
        assert (ROOT / file).exists(), f"{file} is not there"
    assert tests == NOT_YET or "::" in tests


def test_every_address_a_row_names_is_a_page(tmp_path):
    database = on_sqlite(tmp_path)
    named = {address for row in rows() for address in re.findall(r"`(/[\w/-]+)`", row[2])}

    with opened(prepare(database), database, NOW) as home:
        adapter = home.app.url_map.bind("localhost")
        missing = [
            address
            for address in named
            if not (adapter.test(address, "GET") or adapter.test(address, "POST"))
        ]

    assert len(named) > 10
    assert missing == []


def test_the_count_at_the_top_is_right():
    found = re.search(r"^(\d+) of (\d+) have a page", PAGE.read_text("utf-8"), re.MULTILINE)

    assert found is not None
    assert int(found[1]) == sum(row[3] != NOT_YET for row in rows())
    assert int(found[2]) == len(REQUIREMENTS)
