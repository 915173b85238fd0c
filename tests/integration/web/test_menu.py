"""The menu says where a person is, on the pages under each place too."""

import re

import pytest

from tests.integration.checkins.visitor import PARTS, Visitor
from tests.integration.web.conftest import ANN
from tests.support.house import Home
from tests.support.world import unit_id

MARKED = re.compile(r'<a href="([^"]+)" aria-current="(page|true)"')


def marked(home: Home, path: str) -> list[tuple[str, str]]:
    answer = home.browser_of(ANN.id).get(path)
    assert answer.status_code == 200, path
    return MARKED.findall(answer.text)


@pytest.mark.parametrize("path", ["/my-step", "/my-kit", "/my-weeks", "/teams"])
def test_a_place_of_the_menu_is_marked_as_the_page_shown(home, path):
    assert marked(home, path) == [(path, "page")]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/my-step/does-not-fit", "/my-step"),
        ("/my-kit/signs", "/my-kit"),
        ("/my-kit/print", "/my-kit"),
        (f"/teams/{unit_id(ANN.home or '')}", "/teams"),
    ],
)
def test_a_page_under_a_place_marks_that_place(home, path, place):
    assert marked(home, path) == [(place, "true")]


def test_every_part_of_the_check_in_marks_this_week(home):
    Visitor(home, ANN.id).agree()

    for part in (*PARTS, "send"):
        assert marked(home, f"/this-week/{part}") == [("/this-week", "true")]


def test_a_page_that_belongs_to_no_place_marks_none(home):
    assert marked(home, "/account") == []
