"""Everything of a person is in their download, and nothing of anybody else."""

import csv
import importlib
import io
import json
import pkgutil
from html.parser import HTMLParser

import pytest

import wellbeing
from tests.support.asking import PRACTITIONER, Help
from tests.support.json_schema import valid
from tests.support.my_data import Planter, asked_by, data_in, files_in
from tests.support.settled_home import settled_in
from tests.support.source import ROOT
from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.audit import service as audit
from wellbeing.content.loader import content
from wellbeing.database import KeyRow, Row, writing
from wellbeing.first_aid_kit import service as kits
from wellbeing.policies import service as policies
from wellbeing.policies.shipped import parsed
from wellbeing.privacy import PrivacyKind
from wellbeing.records.export_book import LEFT_OUT, PARTS
from wellbeing.records.export_files import schema, table_of, zip_of
from wellbeing.records.export_filling import Filled
from wellbeing.records.export_page import page_of
from wellbeing.records.export_parts import Part, texts
from wellbeing.stepped_care import Policy
from wellbeing.support import service as support
from wellbeing.web.access_matrix import shipped

IDS = {who.name: who.id for who in CHARACTERS}
ANN, BEN = IDS["staff"], IDS["moved"]
OF_A_PERSON = {PrivacyKind.SENSITIVE, PrivacyKind.IDENTIFIES, PrivacyKind.LINKS}
PUBLISHED = ROOT / "docs" / "my-data.schema.json"
READ = "read-me-first.html"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("my-data")) as home:
        yield home


@pytest.fixture(scope="module")
def planted(home):
    """Two people with something different everywhere, and somebody who opened what one asked."""
    found = {}
    with home.session() as session:
        for who in (ANN, BEN):
            planter = Planter(home, session, who, unit_id("red"))
            planter.everywhere()
            found[who] = planter.planted
    helping = Help(home)
    with helping.office() as office:
        for one in helping.inbox(PRACTITIONER):
            support.look(office, PRACTITIONER, one)
    return found


@pytest.fixture(scope="module")
def packed(home, planted):
    with home.session() as session:
        return {who: zip_of(asked_by(home, session, who)) for who in (ANN, BEN)}


def tables_of_people():
    for module in pkgutil.walk_packages(wellbeing.__path__, "wellbeing."):
        if module.name.endswith((".rows", ".store")) or "_rows" in module.name:
            importlib.import_module(module.name)
    return {
        table.name
        for base in (Row, KeyRow)
        for table in base.metadata.tables.values()
        if any(column.info["privacy"] in OF_A_PERSON for column in table.columns)
    }


def test_every_table_that_holds_something_of_a_person_is_handed_out_or_has_its_reason():
    handed_out = {table for part in PARTS for table in part.tables}

    assert handed_out | set(LEFT_OUT) == tables_of_people()
    assert handed_out & set(LEFT_OUT) == set()
    assert all(why.endswith(".") for why in LEFT_OUT.values())


@pytest.mark.parametrize("who", [ANN, BEN])
def test_every_word_of_a_person_is_in_their_own_download_in_each_form(packed, planted, who):
    files = files_in(packed[who])
    tables = "".join(text for name, text in files.items() if name.startswith("tables/"))
    in_forms = {"page": files[READ], "data": files["data.json"], "tables": tables}
    # Both are choices: where it is none of those on the page, words have no name for it.
    only_numbers = {("page", "talk with"), ("page", "one more question")}

    missing = {
        (form, where)
        for form, text in in_forms.items()
        for where, word in planted[who].items()
        if word not in text
    }
    assert missing <= only_numbers
    assert len(planted[who]) > 15


def test_no_word_of_a_person_is_in_the_download_of_another(packed, planted):
    for who, other in ((ANN, BEN), (BEN, ANN)):
        whole = "".join(files_in(packed[who]).values())
        assert [where for where, word in planted[other].items() if word in whole] == []
        assert other not in whole


@pytest.mark.parametrize(
    "name", ["practitioner", "service manager", "auditor", "operator", "without a team"]
)
def test_whoever_hears_leads_or_looks_after_others_gets_no_word_of_them(home, planted, name):
    with home.session() as session:
        packed = zip_of(asked_by(home, session, IDS[name]))
    whole = "".join(files_in(packed).values())

    found = {where for words in planted.values() for where, word in words.items() if word in whole}
    assert found == set()
    assert not any(who in whole for who in IDS.values())
    assert valid(data_in(packed), schema())


def test_of_a_log_that_a_person_no_longer_sees_they_get_their_own_words_and_not_the_team_s(home):
    gone = IDS["past supervisor"]
    with home.session() as session:
        planter = Planter(home, session, gone, unit_id("green"))
        planter.log()
        data = data_in(zip_of(planter.asked))
    words, rows = planter.planted, data["parts"]["team_log"]["rows"]

    assert {row["unit"] for row in rows} == {"Green"}
    assert len(rows) == 3
    assert [row["words"] for row in rows if row["words"]] == [words["answer"]]
    assert words["heard"] not in str(data)
    assert words["does"] not in str(data)


def test_no_id_key_or_hash_of_the_inside_is_handed_out(home, packed):
    whole = "".join(files_in(packed[ANN]).values())

    assert ANN not in whole
    assert "argon2" not in whole
    for kind in ("kit", "check-in", "consent", "weekly-rhythm", "session-owner"):
        assert home.vault.row_key(kind, ANN).hex() not in whole


def test_a_part_with_something_in_it_is_filled_for_somebody_about_whom_all_is_kept(packed):
    parts = data_in(packed[ANN])["parts"]
    empty = {name for name, part in parts.items() if not part["rows"]}

    # Chosen by few: an optional screen, a look, a role in deciding; and no week's messages are planned.
    assert empty == {
        "screens_chosen",
        "look",
        "decisions",
        "messages",
        "openings",
        "confirmed",
        "role_grants",
    }
    (step,) = parts["steps"]["rows"]
    assert step["reasons"]
    assert step["policy_version"] == 1
    waits = {row["question"]: row["answer"] for row in parts["later_by_link"]["rows"]}
    assert (waits["sleep"], waits["avoid"], waits["event"]) == ("0", "1", "second_hand")
    assert parts["looks"]["rows"][0]["role"] == shipped().roles["practitioner"]
    assert any("Opened a request" in event["what"] for event in parts["audit"]["rows"])


def test_the_policy_that_decided_each_step_is_handed_out_whole(home, packed):
    parts = data_in(packed[ANN])["parts"]
    (rules,) = parts["rules"]["rows"]
    assert {step["policy"] for step in parts["steps"]["rows"]} == {rules["policy"]}
    assert Policy.model_validate_json(rules["text"]).sha256 == rules["policy"]

    with home.session() as session:
        policies.adopt(session, home.clock.now().date())
        (kept,) = data_in(zip_of(asked_by(home, session, ANN)))["parts"]["rules"]["rows"]
    # Once an organisation keeps a policy, it is handed out as the text that was agreed.
    assert kept["policy"] == rules["policy"]
    assert kept["text"].startswith("#")
    agreed = parsed(kept["text"], "policy")
    assert isinstance(agreed, Policy)
    assert agreed.sha256 == rules["policy"]


def test_an_event_about_a_person_is_told_in_words(home):
    about, role = IDS["peer supporter"], "peer_supporter"
    with home.session() as session:
        with writing(session):
            scribe = audit.Scribe(home.vault, audit.by_command(), home.clock.now().date())
            scribe.note(session, audit.Act(audit.Kind.ROLE_GIVEN, about, role))
        (told,) = data_in(zip_of(asked_by(home, session, about)))["parts"]["audit"]["rows"]

    assert told["what"] == audit.Kind.ROLE_GIVEN.said
    assert told["by"] == "A command on the machine of the service"
    assert told["detail"] == shipped().roles[role]


@pytest.mark.parametrize("who", [ANN, BEN])
def test_the_data_are_as_the_schema_in_the_same_file_says(packed, who):
    files = files_in(packed[who])

    assert valid(json.loads(files["data.json"]), json.loads(files["schema.json"]))


def test_what_is_not_as_the_schema_says_is_found_out(packed):
    data = data_in(packed[ANN])
    data["parts"]["steps"]["rows"][0]["score"] = "14"

    assert not valid(data, schema())


def test_the_published_schema_is_the_one_in_the_file():
    assert json.loads(PUBLISHED.read_text("utf-8")) == schema()


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@x", "\t=1", "＝1", " =1"])
def test_no_cell_of_a_table_acts_as_a_formula(text):
    part = Part("p", "P", (), texts(("a", "A"), ("b", "B")), lambda _: (), "", ())
    written = table_of(Filled(part, ((text, (text, "more")),), "")).decode("utf-8-sig")

    _, row = csv.reader(io.StringIO(written))
    assert all(cell.startswith("'") for cell in row)


class Elements(HTMLParser):
    """The elements of a page, with what they would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.fetched: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        held = dict(attrs)
        self.fetched += [held[n] for n in ("src", "action", "srcset") if held.get(n)]
        self.fetched += [held["href"]] if not held.get("href", "#").startswith("#") else []


def test_the_page_runs_nothing_fetches_nothing_and_shows_what_was_typed_as_typed(home, planted):
    typed = "<script>alert(1)</script><img src=//elsewhere.example/x>"
    with home.session() as session:
        planter = Planter(home, session, ANN, unit_id("red"))
        last = content().kit.sections[-1]
        kits.add(planter.notebook, last.id, [kits.NewLine(last.lists[0].id, (typed,))])
        page = files_in(zip_of(planter.asked))[READ]
    found = Elements()
    found.feed(page)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not found.tags & {"script", "img", "link", "iframe", "form"}
    assert found.fetched == []


def test_the_page_names_weeks_by_their_monday_and_tells_in_one_list_what_is_empty():
    columns = texts(("week", "Week"), ("said", "Said"))
    full = Part("full", "Full", (), columns, lambda _: (), "", ())
    empty = Part("empty", "Empty", (), columns, lambda _: (), "", ())

    page = page_of(
        (Filled(full, (("2026-W10", "2026-W10"),), "a year"), Filled(empty, (), "a day")), TODAY
    )

    # What a person typed stays as it is, though it looks like a week.
    assert "Week of 2 March 2026" in page
    assert page.count("2026-W10") == 1
    assert page.count("Empty") == 1
    assert "<li>Empty. Kept: a day.</li>" in page


def test_every_part_names_lines_of_the_access_matrix_that_are_there():
    known = {line.object for line in shipped().lines}

    assert {each for part in PARTS for each in part.objects} <= known
    assert all(part.objects or part.seen_by for part in PARTS)
    assert len({part.id for part in PARTS}) == len(PARTS)
