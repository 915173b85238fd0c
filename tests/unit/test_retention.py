"""One list says what is kept and how long: complete, with a job for each end, and told in its words."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.source import ROOT
from wellbeing.database import KeyRow, LedgerRow, Row
from wellbeing.installation import Installation
from wellbeing.jobs import BY_NAME
from wellbeing.keeping_settings import Keeping
from wellbeing.records.export_book import LEFT_OUT, PARTS
from wellbeing.retention import (
    AS_USUAL,
    ShortenedBy,
    as_table,
    can_be_set,
    everything_kept,
    kept,
    span_of,
    told_of,
)
from wellbeing.settings import Settings, SettingsError

# Of the house itself: when jobs ran, which clock is right, how the relay stands. Nothing is about anybody.
OF_THE_HOUSE = {
    "carrier",
    "job_run",
    "lease",
    "lost_weekly_message",
    "organisation",
    "policy_trouble",
    "promise_draw",
    "promise_number",
    "publishing_witness",
    "seen_clock",
}
REASON = "a claim is open that needs them"


def of(environment):
    return Settings.of(Path("/srv/data"), Installation("0123456789abcdef", demo=False), environment)


def test_every_table_there_is_stands_in_the_list():
    import wellbeing.app  # noqa: F401  # Declares every table.

    declared = {name for base in (Row, KeyRow, LedgerRow) for name in base.metadata.tables}
    tables = {name.rpartition(".")[2] for name in declared}
    listed = {table for one in everything_kept() for table in one.tables}

    assert tables - listed - OF_THE_HOUSE == set()
    assert listed <= tables
    assert set(LEFT_OUT) <= listed


def test_everything_with_days_is_removed_by_a_job_there_is():
    with_days = [one for one in everything_kept() if one.days is not None]

    assert [one.id for one in with_days if one.removed_by not in BY_NAME] == []
    assert len(with_days) > 25
    assert len({one.id for one in everything_kept()}) == len(everything_kept())


def test_the_documents_and_the_download_say_the_words_of_the_list():
    assert as_table() in (ROOT / "docs" / "privacy.md").read_text("utf-8")
    assert {part for one in everything_kept() for part in one.told} == {one.id for one in PARTS}
    assert all(part.until(AS_USUAL) for part in PARTS)


def test_pages_say_the_days_that_are_set_here():
    here = Keeping({"answers": 182, "audit": 400, "leavers": 7}).here
    told = {
        name: told_of(name, here) for name in ("answers", "papers", "audit", "state", "messages")
    }

    assert told == {
        "answers": "26 weeks",
        "papers": "26 weeks; deleted, 7 days; that notes are on, until you switch them off",
        "audit": "400 days",
        "state": "Until you have everything deleted, or 1 week after you leave",
        "messages": told_of("messages"),
    }
    assert (told_of("answers"), told_of("audit")) == ("53 weeks", "Two years")
    assert all(
        "{" not in text for one in everything_kept(here) for text in (one.until, *one.told.values())
    )


def test_answers_go_by_whole_weeks_and_every_page_says_as_many_as_are_kept():
    keeping = of({"WELLBEING_KEEP_ANSWERS_DAYS": "100", "WELLBEING_KEEP_AUDIT_DAYS": "400"}).keeping

    assert (keeping.weeks_of("answers"), told_of("answers", keeping.here)) == (14, "14 weeks")
    assert told_of("audit", keeping.here) == "400 days"
    # Some days more than usual keep nothing longer.
    assert of({"WELLBEING_KEEP_ANSWERS_DAYS": "375"}).keeping.longer == ()


def test_what_follows_something_that_can_be_set_is_kept_as_long():
    following = {one.id: one.follows for one in everything_kept() if one.follows}

    assert following == dict.fromkeys(("notes", "sheet", "screens"), "answers")
    assert {kept(name).days for name in following} == {kept("answers").days}
    assert all(one.said for one in can_be_set())


def test_what_an_organisation_may_set_says_so():
    assert {one.id for one in can_be_set()} == {
        "answers",
        "audit",
        "backups",
        "backups-of-keys",
        "leavers",
    }
    may = {one.id for one in everything_kept() if one.shortened_by is ShortenedBy.ORGANISATION}
    # Notes, sheet and screens go with the answers.
    assert may == {one.id for one in can_be_set()} | {"notes", "screens", "sheet"}


def test_shorter_is_free_and_longer_needs_a_name_and_a_reason():
    shorter = of({"WELLBEING_KEEP_ANSWERS_DAYS": "182", "WELLBEING_KEEP_LEAVERS_DAYS": "7"}).keeping
    assert (shorter.weeks_of("answers"), shorter.days_of("leavers")) == (26, 7)
    assert shorter.days_of("audit") == span_of("audit").days
    assert shorter.is_decided
    assert shorter.longer == ()

    longer = Keeping({"answers": kept("answers").span.days + 1})
    assert [one.id for one in longer.longer] == ["answers"]
    assert not longer.is_decided
    assert not replace(longer, decided_by="A. Officer").is_decided
    assert not replace(longer, why=REASON).is_decided
    assert not replace(longer, decided_by="A. Officer", why="." * 40).is_decided
    assert replace(longer, decided_by="A. Officer", why=REASON).is_decided


@pytest.mark.parametrize("one", can_be_set(), ids=[one.id for one in can_be_set()])
def test_what_cannot_be_is_refused_with_the_name_of_the_setting(one):
    others = {
        "WELLBEING_BACKUP_TO": "/b",
        "WELLBEING_BACKUP_PUBLIC_KEY": f"wellbeing-backup-1:{'a' * 48}",
    }
    for written in (str(one.least - 1), str(one.most + 1), "soon"):
        with pytest.raises(SettingsError, match=one.setting):
            of({one.setting: written} | others)
