"""The access matrix: read strictly, and what its lines mean."""

import pytest

from wellbeing.web.access_matrix import AccessMatrixError, Scope, parse, shipped

TEXT = """
[roles]
anyone = "Anyone"
staff = "Staff"
manager = "Manager"

[[line]]
object = "Figures"
action = "read"
roles = ["manager"]
scope = "unit"
routes = ["heatmaps.team", "heatmaps.trend"]

[[line]]
object = "Own things"
action = "send"
roles = ["staff"]
scope = "own"
routes = ["checkins.send"]
methods = ["POST"]
"""


def test_the_shipped_matrix_can_be_read_and_has_words_for_every_role():
    matrix = shipped()

    assert matrix.lines
    assert all(matrix.roles.values())


def test_a_line_covers_its_routes_and_methods_only():
    matrix = parse(TEXT)
    figures, own = matrix.lines

    assert matrix.lines_for("heatmaps.trend", "GET") == (figures,)
    assert matrix.lines_for("heatmaps.trend", "POST") == (figures,)
    assert matrix.lines_for("checkins.send", "POST") == (own,)
    assert matrix.lines_for("checkins.send", "GET") == ()
    assert matrix.lines_for("checkins.other", "GET") == ()
    assert matrix.routes == {"heatmaps.team", "heatmaps.trend", "checkins.send"}


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_asking_about_a_page_needs_what_reading_it_needs(method):
    matrix = parse(TEXT)

    assert matrix.lines_for("heatmaps.team", method) == matrix.lines_for("heatmaps.team", "GET")
    assert matrix.lines_for("checkins.send", method) == ()


def test_a_line_admits_the_roles_it_names_and_staff_admits_everybody_signed_in():
    figures, own = parse(TEXT).lines

    assert figures.scope is Scope.UNIT
    assert figures.admits(frozenset({"manager", "auditor"}))
    assert not figures.admits(frozenset({"auditor"}))
    assert not figures.admits(frozenset())
    assert own.admits(frozenset())


def test_every_unknown_role_is_named_with_its_line():
    text = TEXT.replace('["manager"]', '["boss", "chief"]')

    with pytest.raises(AccessMatrixError, match=r"Figures.*'boss'; Figures.*'chief'"):
        parse(text)


def test_an_unknown_scope_is_refused():
    with pytest.raises(AccessMatrixError, match="everything"):
        parse(TEXT.replace('scope = "unit"', 'scope = "everything"'))


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (TEXT.replace('routes = ["checkins.send"]', ""), "routes"),
        (TEXT.replace('methods = ["POST"]', 'method = ["POST"]'), "method"),
        (TEXT.replace('methods = ["POST"]', 'methods = ["SEND"]'), "SEND"),
    ],
    ids=["missing", "misspelt", "no such method"],
)
def test_a_slip_of_the_pen_never_opens_a_route(wrong, named):
    with pytest.raises(AccessMatrixError, match=named):
        parse(wrong)
