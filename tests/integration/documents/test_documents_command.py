"""`wellbeing documents`: made from what an installation really has, and kept through what people fill in."""

from dataclasses import replace

import pytest

from tests.support.sample_documents import DAY, of, sample
from wellbeing.cli import parser, run
from wellbeing.clock import StandingClock
from wellbeing.commands import documents
from wellbeing.content.loader import ContentError, content
from wellbeing.documents.writing import as_markdown
from wellbeing.keeping_settings import Keeping
from wellbeing.settings import Mail
from wellbeing.sms_settings import Sms

SIGNED = """
[[filled]]
blank = "{blank}"
words = "Agreed."
by = "Sam Roe"
on = 2026-11-30
{more}
"""


@pytest.fixture(scope="module")
def settings():
    with sample() as found:
        yield found


def one(settings, name):
    return next(each for each in of(settings) if each.kind.name == name)


def fill(settings, *parts):
    folder = settings.data / "content"
    folder.mkdir(exist_ok=True)
    (folder / "documents.toml").write_text("".join(parts), "utf-8")
    content.cache_clear()


def filled(blank, more=""):
    return SIGNED.format(blank=blank, more=more)


def test_whom_the_settings_name_stands_in_the_schedule_and_nobody_else(settings):
    with_all = as_markdown(one(settings, "processors"))
    alone = as_markdown(one(replace(settings, mail=Mail(), sms=Sms()), "processors"))

    assert "relay.example.org" in with_all
    assert "GOV.UK Notify" in with_all
    assert "relay" not in alone.replace("No mail relay is set", "")
    assert "No mail relay is set: no mail leaves." in alone
    assert "relay-contract" not in alone


def test_times_are_those_that_are_set_here(settings):
    here = replace(settings, keeping=Keeping({"answers": 21 * 7}))

    assert "21 weeks" in as_markdown(one(here, "record-of-processing"))
    assert "21 weeks" not in as_markdown(one(settings, "record-of-processing"))


def test_a_document_is_signed_when_every_blank_is_filled_in_and_only_as_it_is(settings):
    blanks = [
        blank.key
        for section in one(settings, "processors").sections
        for blank in section.blanks
        if not blank.key.startswith("signed-")
    ]
    parts = [filled(key) for key in blanks]
    fill(settings, *parts)
    draft = one(settings, "processors")
    fill(settings, *parts, filled("signed-processors", f'version = "{draft.version}"'))
    signed = one(settings, "processors")
    changed = one(replace(settings, mail=Mail()), "processors")
    fill(settings)

    assert (draft.is_draft, draft.open_blanks) == (True, 1)
    assert (signed.is_draft, signed.is_signed) == (False, True)
    assert "draft" not in as_markdown(signed)
    assert signed.version == draft.version != changed.version
    assert (changed.is_draft, changed.is_signed) == (True, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (filled("nonsense"), "no document has a blank 'nonsense'"),
        (filled("transfers", 'version = "1"'), "a signature names its version"),
        (filled("signed-processors"), "a signature names its version"),
        (filled("transfers") * 2, "more than one blank is called transfers"),
        (filled("transfers", 'signed = "yes"'), "Extra inputs are not permitted"),
        (filled("transfers").replace("Agreed.", " "), "at least 1 character"),
        (filled("transfers").replace("2026-11-30", '"yesterday"'), "valid date"),
    ],
)
def test_what_is_filled_in_wrongly_is_refused_by_file_and_place(tmp_path, text, told):
    (tmp_path / "documents.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=rf"documents\.toml: .*{told}"):
        content(tmp_path)


def test_each_is_written_as_markdown_and_as_a_page(settings, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WELLBEING_KEY_FILE", str(settings.key_file))
    flags = ["documents", "--data", str(settings.data), "--write", str(tmp_path / "out")]
    documents.act(parser().parse_args([*flags, "hazard-log"]), StandingClock(DAY))

    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        "hazard-log.md",
        "hazard-log.html",
    }
    assert "hazard-log: version" in capsys.readouterr().out
    assert run([*flags, "nonsense"]) == 2
    assert "There is no document nonsense." in capsys.readouterr().err
