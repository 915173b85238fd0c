"""An organisation writes down later that somebody may be told without asking: whoever agreed before reads it first."""

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import ASKER
from tests.support.put_back import put_back_home
from tests.support.walking import Walker
from wellbeing.content.loader import content

RULE = "If we believe that your life is in danger, Ann Lee may call 999 without asking you first."


@pytest.fixture
def home(tmp_path):
    with put_back_home(tmp_path) as kept:
        yield kept.home


def test_nobody_checks_in_under_a_rule_they_have_not_read(home):
    Visitor(home, ASKER).agree()
    ann = Walker(home.browser_of(ASKER))
    before = ann.get("/this-week")
    own = home.settings.data / "content"
    own.mkdir()
    own.joinpath("duty_of_care.toml").write_text(
        f'title = "Danger"\nlead = "Read this."\nsteps = ["Stay."]\nwithout_asking = "{RULE}"\n'
    )
    # As in a process that was started after it was written.
    content.cache_clear()
    after, asked = ann.get("/this-week"), ann.get("/consent")
    ann.post("/consent", {**asked.form("/consent").filled, "choice": "agree"})

    assert before.url.startswith("/this-week/")
    assert after.url == "/consent"
    assert "the text has changed, so please read it again" in asked.text
    assert RULE in asked.text
    assert asked.text.index(RULE) < asked.text.index("I want to take part")
    assert ann.get("/this-week").url == before.url
    assert "Stop taking part" in ann.get("/consent").text
