"""Twelve things the service must never do, each tried: by a policy, by content files, and by code."""

import re
from dataclasses import replace
from importlib.resources import files

import pytest
from sqlalchemy import func, select

from tests.integration.checkins.visitor import Visitor
from tests.support.databases import on_sqlite
from tests.support.histories import POLICIES, default_policy
from tests.support.histories import history as weeks_of
from tests.support.house import opened, prepare
from tests.support.settled_home import settled_home
from tests.support.source import PACKAGE
from tests.support.world import CHARACTERS, NOW, ZONE
from wellbeing.content.loader import ContentError, content, read_content
from wellbeing.cover.hours import NobodyThereError, StaffedHours
from wellbeing.database import Row
from wellbeing.disclosure import Indicator
from wellbeing.history import service as history
from wellbeing.logs import keep_allowed
from wellbeing.messages.notices import Kind, link_of, written
from wellbeing.messages.rows import OutboxRow
from wellbeing.messages.shape import Envelope
from wellbeing.policies.checking import problems_of
from wellbeing.stepped_care import Step, place
from wellbeing.support.promising import promised
from wellbeing.web import access_matrix

POLICY = (POLICIES / "2026-01-05.toml").read_text("utf-8")
# What somebody might write into a policy to switch one of the twelve on.
SWITCHES = {
    "tell others": '[tell]\nsupervisor = true\nhr = "always"',
    "a list": "[watch_list]\nfrom_score = 15",
    "words": 'name = "suicide watch"',
    "a lock": "[access]\nsign_out_after_score = 16",
    "all is well": '[words]\nbelow = "You are fine: low risk"',
    "a reply": "[promise]\nreply_within_minutes = 5",
    "by itself": "[formal]\nautomatic = true\nrefer_to = 'occupational health'",
    "a mail": '[mail]\nsay_step = true\nto = "work address"',
    "help for those who answer": "[help]\nafter_check_in = true",
    "counted": "[figures]\ncount_help_pressed = true",
    "chased": "[action]\nremind_by_name = true",
}
WORST = {
    **dict.fromkeys(("sleep", "alert", "worry", "irritable", "low", "avoid"), "3"),
    **dict.fromkeys(("op", "org", "life", "impact"), "3"),
    "support": "0",
    "event": "both",
    "talk": "no",
}
OF_HARM = re.compile(r"suicid|self.?harm|kill|danger|risk|flag", re.IGNORECASE)


@pytest.fixture
def home(tmp_path):
    with settled_home(on_sqlite(tmp_path)) as home:
        yield home


@pytest.fixture
def ann(home):
    visitor = Visitor(home, CHARACTERS[0].id)
    visitor.agree()
    return visitor


def refused(name: str, change) -> list[str]:
    """Return what is said against content files, one of them changed."""

    def read(file: str) -> str:
        text = files("wellbeing.content").joinpath(file).read_text("utf-8")
        return change(text) if file == name else text

    with pytest.raises(ContentError) as told:
        read_content(read)
    return str(told.value).splitlines()


def told_to_anybody(home) -> int:
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(OutboxRow)) or 0


def test_1_nobody_is_told_silently(home, ann):
    """The worst answers there are, from somebody who wants no talk, are told to nobody."""
    ann.check_in(WORST)

    with ann.desk() as desk:
        assert history.answers_of(desk, ann.person_id, desk.this_week) is not None
    assert told_to_anybody(home) == 0
    change = "\n[[steps.groups.offers]]\nid = 'x'\ntell = 'supervisor'\n"
    assert any("tell" in fault for fault in refused("offers.toml", lambda text: text + change))


def test_2_no_mark_list_or_colour_is_made_of_harm():
    columns = {
        f"{one.name}.{column.name}" for one in Row.metadata.tables.values() for column in one.c
    }
    asked = (PACKAGE / "content" / "questions.toml").read_text("utf-8").replace("low", "suicidal")

    assert columns
    assert [one for one in columns if OF_HARM.search(one)] == []
    assert any("says 'suicidal'" in fault for fault in refused("questions.toml", lambda _: asked))
    for name in ("complaints.toml", "work_requests.toml", "kit.toml", "agreement.toml"):
        said = refused(name, lambda text: text + "\nextra = 'Do you harm yourself?'\n")
        assert any("says 'harm yourself'" in fault for fault in said)


def test_3_no_such_word_stands_in_rules_mails_addresses_or_logs(home):
    rules = problems_of(POLICY.replace("# ", "# suicide prevention: ", 1))
    mails = refused("words.toml", lambda text: text.replace("Hello,", "About your self-harm:"))
    addresses = [rule.rule for rule in home.app.url_map.iter_rules()]

    assert any("suicide" in one.message for one in rules)
    assert any("self-harm" in fault for fault in mails)
    assert len(addresses) > 100
    assert [one for one in addresses if OF_HARM.search(one)] == []
    assert keep_allowed(None, "info", {"event": "ready", "suicide": 1, "person": "Ann"}) == {
        "event": "ready"
    }


def test_4_nobody_is_kept_away_from_help(home):
    client = home.browser_of(None)
    for _ in range(30):
        client.post("/sign-in", data={"email": "ann@example.org", "password": "wrong"})

    answers = [client.get("/help-now") for _ in range(300)]

    assert {one.status_code for one in answers} == {200}
    signed_in = home.browser_of(CHARACTERS[0].id)
    assert "Set-Cookie" not in signed_in.get("/help-now").headers
    assert signed_in.get("/my-kit").status_code == 200


def test_5_nobody_is_told_that_all_is_well():
    for name in ("offers.toml", "support.toml", "welcome.toml", "crisis/wales.toml"):
        for fine in ("You are fine", "You\u2019re fine"):
            said = refused(name, lambda text, fine=fine: f"{text}\nextra = '{fine}.'\n")
            assert any(f"says {fine!r}" in fault for fault in said)
    assert any("risk" in one.message for one in problems_of(POLICY.replace("# ", "# low risk ", 1)))


def test_6_no_reply_is_promised_where_nobody_is_there():
    nobody = StaffedHours(ZONE, "scotland", (None,) * 7)

    with pytest.raises(NobodyThereError):
        promised(nobody, NOW, 2, NOW - NOW)


def test_7_nobody_is_referred_called_or_located_by_itself(home):
    weeks = weeks_of(" ".join(["18+impact=3+op=3+org=3+support=0+direct"] * 60))
    help_page = home.browser_of(None).get("/help-now")

    assert Step.FORMAL not in {one.step for one in place(weeks, default_policy())}
    assert "geolocation=()" in help_page.headers["Permissions-Policy"]
    scripts = re.findall(r'src="/static/([^"?]+)', help_page.text)
    said = "".join((PACKAGE / "static" / one).read_text("utf-8") for one in scripts)
    assert scripts == ["leave.js"]
    assert not re.search(r"tel:|sms:|geolocation|fetch\(|sendBeacon|\.submit\(", said)


def test_8_no_mail_says_a_step_or_a_request():
    words = content().mails
    envelope = Envelope("service@example.org", "ann@example.org", NOW, "name", "https://x.example")
    kinds = (Kind.REQUEST, Kind.REQUEST_TAKEN, Kind.SHARED, Kind.WORK_REQUEST)
    bodies = {
        str(written(kind, words, link_of(kind, "https://x.example"), envelope)) for kind in kinds
    }

    assert len(bodies) == 1
    said = refused("words.toml", lambda text: text.replace("{link}", "{link} {step}", 1))
    assert said


def test_9_help_depends_on_nothing(tmp_path):
    """A service with a matrix that lets only some in does not even start."""
    matrix = access_matrix.shipped()
    closed = replace(
        matrix,
        lines=tuple(
            replace(one, roles=("staff",)) if "web.help_now" in one.routes else one
            for one in matrix.lines
        ),
    )
    database = on_sqlite(tmp_path)

    with (
        pytest.raises(access_matrix.AccessMatrixError, match=r"anyone through to web\.help_now"),
        opened(prepare(database), database, NOW, closed),
    ):
        pytest.fail("It started")


def test_10_what_is_disclosed_is_in_no_figure():
    assert {str(one) for one in Indicator}.isdisjoint(
        {"help", "harm", "talk", "alerts", "requests"}
    )
    with pytest.raises(ValueError, match="help_pressed"):
        Indicator("help_pressed")


def test_11_nobody_is_chased_by_name():
    """What plans and writes the weekly messages cannot even reach answers."""
    reaches = [
        path.name
        for path in (PACKAGE / "rhythm").glob("*.py")
        if re.search(r"wellbeing\.(?:history|checkins|support)\b", path.read_text("utf-8"))
    ]

    assert reaches == []
    assert refused("words.toml", lambda text: text.replace("Hello,", "Hello {name},"))


@pytest.mark.parametrize("switch", SWITCHES.values(), ids=SWITCHES)
def test_12_a_policy_switches_none_of_it_on(switch):
    assert problems_of(f"{POLICY}\n{switch}\n")


def test_12_the_policy_without_a_switch_is_good():
    assert problems_of(POLICY) == ()
