"""The rules as every member of staff reads them: always the policy in force, and its past."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Page
from tests.support.policies import (
    IDS,
    LEAD,
    REP,
    STAFF,
    TEXT,
    lay_out,
    with_line,
)
from wellbeing.policies.sources import sources_of
from wellbeing.stepped_care import parse_policy
from wellbeing.stepped_care.plain_english import chapters

STRICTER = with_line("high", 10)


@pytest.fixture
def read(quick):
    """Return how a person reads a page."""
    clients: dict[tuple[str | None, datetime], FlaskClient] = {}

    def get(path, who=STAFF):
        key = (who, quick.clock.now())
        clients[key] = clients.get(key) or quick.browser_of(who)
        answer = clients[key].get(path)
        return Page(answer.text, path, answer.status_code)

    return get


def test_every_rule_has_its_place_and_every_number_its_source(quick_office, read):
    page = read("/rules")

    assert page.status == 200
    rules = [one for chapter in chapters(parse_policy(TEXT)) for one in chapter.rules]
    places = {attributes.get("id") for _, attributes in page.tags}
    assert {"U1", "U6", "F2", "D4", "H1", "E3", "Pressure-outside-work"} <= places
    for one in rules:
        assert f"When {one.when}: {one.then}" in page.text
    sources = sources_of(TEXT)
    shown = [source.replace(" ...", "…").replace("... ", "…") for source in sources.values()]
    told = [source for key, source in zip(sources, shown, strict=True) if key != "in_force_from"]
    assert len(told) > 45
    assert [source for source in told if source not in page.text] == []
    assert "No source is given" not in page.text


@pytest.mark.parametrize("who", list(IDS))
def test_everybody_who_works_here_may_read_the_rules_and_few_their_changes(quick_office, read, who):
    here = who not in {"left", "not yet here"}
    changes = {"wellbeing lead": {LEAD}, "staff representative": {REP}}.get(who, set())

    assert (read("/rules", IDS[who]).h1 == "The rules") == here
    assert (read("/rules/past", IDS[who]).h1 == "Rules of the past") == here
    assert (read("/policy-changes", IDS[who]).h1 == "Policy changes") == bool(changes)
    assert (read("/policy-changes/new", IDS[who]).h1 == "Propose a change") == (
        who == "wellbeing lead"
    )


def test_an_agreed_change_is_announced_to_everybody_before_it_begins(quick, quick_office, read):
    begins = quick_office.agree_on(STRICTER)
    before = read("/rules").text

    assert "New rules begin on Monday 9 March 2026" in before
    assert "Wellbeing Lead proposed them and Staff Representative agreed" in before
    assert "Until then: when the score is 9 or more" in before
    assert "From then on: when the score is 10 or more" in before
    assert "add up to 9 or more of 18" in before

    quick.clock.standing_at = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
    after = read("/rules").text
    assert str(begins) == "2026-W11"
    assert "New rules begin" not in after
    assert "add up to 10 or more of 18" in after
    assert "Agreed by Staff Representative , on 4 March 2026" in after


def test_the_past_names_every_policy_with_who_agreed_and_what_changed(quick, quick_office, read):
    quick_office.agree_on(STRICTER)
    quick.clock.standing_at += timedelta(weeks=2)

    page = read("/rules/past")

    assert "From Monday 2 March 2026" in page.text
    assert "until Sunday 8 March 2026" in page.text
    assert "reactive.high 9 10" in page.text
    assert "It was asked for." in page.text
    links = [link for link in page.links if re.fullmatch(r"/rules/past/[0-9a-f]{32}", link)]
    assert len(links) == 2
    assert "the score is 9 or more" in read(links[1]).text
    assert read(links[1]).text.count("These rules are no longer in force") == 1


def test_the_file_is_the_kept_text_to_the_letter(quick, quick_office, read):
    page = read("/rules")
    link = next(link for link in page.links if link.startswith("/rules/file/"))

    answer = quick.browser_of(STAFF).get(link)

    assert answer.data.decode() == TEXT
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


def test_a_proposal_s_text_is_only_for_those_who_look_after_it(quick, quick_office):
    change_id = quick_office.propose(STRICTER)
    path = f"/rules/file/{change_id}"

    status = {who: quick.browser_of(who).get(path).status_code for who in (STAFF, LEAD, REP)}

    assert status == {STAFF: 404, LEAD: 200, REP: 200}
    assert quick.browser_of(STAFF).get(f"/rules/past/{change_id}").status_code == 404


def test_the_rules_can_be_read_before_the_first_minute_has_kept_them(quick, read):
    page = read("/rules")

    assert page.status == 200
    assert "add up to 9 or more of 18" in page.text
    assert not [link for link in page.links if link.startswith("/rules/file/")]
    assert "No policy has been kept yet" in read("/rules/past").text


def test_a_spoilt_policy_is_told_on_its_pages_and_the_last_good_one_is_shown(
    quick, quick_office, read
):
    begins = quick_office.agree_on(STRICTER)
    quick_office.spoil(begins, "nothing")
    quick.clock.standing_at += timedelta(weeks=1)

    assert "add up to 9 or more of 18" in read("/rules").text
    assert "cannot be read by this version" in read("/rules/past").text


def test_without_any_policy_the_pages_say_kindly_that_the_service_is_not_available(
    quick, quick_office, read
):
    quick_office.spoil(quick_office.this_week, "nothing")
    lay_out(quick_office.folder)

    for path in ("/rules", "/my-step"):
        page = read(path)
        assert (page.status, page.h1) == (503, "Not available for a short while")
    assert read("/policy-changes", LEAD).status == 200


def test_only_those_who_look_after_the_policy_are_told_of_a_trouble_on_their_pages(
    quick_office, read
):
    quick_office.spoil(quick_office.this_week, "nothing")
    said = "Something is wrong with a policy"

    for path in ("/rules", "/my-kit", "/my-step"):
        assert said in read(path, LEAD).text
        assert said in read(path, REP).text
        assert said not in read(path, STAFF).text
        assert said not in read(path, IDS["manager of everything"]).text
    assert "What to do:" in read("/policy-changes", LEAD).text
    # Pages of figures read nothing but figures, so that nothing else can reach them.
    assert said not in read("/teams", LEAD).text


def ready(quick):
    answer = quick.app.test_client().get("/readyz")
    return answer.status_code, answer.json


def test_readyz_names_what_is_wrong_while_a_good_policy_decides(quick, quick_office):
    _, well = ready(quick)
    quick_office.spoil(quick_office.this_week, "nothing")
    _, unwell = ready(quick)

    assert (well["degraded"], well["warnings"], well["checks"]["policy"]) == (False, [], True)
    assert (unwell["degraded"], unwell["checks"]["policy"]) == (True, True)
    assert len(unwell["warnings"]) == 2
    assert "cannot be read by this version" in unwell["warnings"][0]
    assert not any(name in str(unwell) for name in ("Lead", "example.org", LEAD))


def test_readyz_fails_when_no_policy_can_be_read(quick, quick_office):
    quick_office.spoil(quick_office.this_week, "nothing")
    lay_out(quick_office.folder)

    status, found = ready(quick)

    assert status == 503
    assert (found["checks"]["policy"], found["degraded"]) == (False, True)
