"""Everything is deleted by two presses and the password, and a code lets somebody else do it."""

import secrets
from datetime import timedelta

import pytest

from tests.integration.policies.reader import Reader
from tests.support.asking import PRACTITIONER, REVIEW, Help
from tests.support.databases import on_sqlite
from tests.support.erasing import BrokenOffError, eraser
from tests.support.my_data import files_in
from tests.support.pages import Page
from tests.support.passwords import let_have
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, TODAY
from wellbeing.audit import service as audit
from wellbeing.cli import parser
from wellbeing.commands import person as counter
from wellbeing.commands.common import CommandError
from wellbeing.content.loader import content
from wellbeing.first_aid_kit import service as kits
from wellbeing.records.erasing import Point
from wellbeing.records.erasure_book import STAYS
from wellbeing.records.export_book import PARTS

HERE, NOW = "/my-data/delete", "/my-data/delete/now"
DONE, CODE = "/my-data/deleted", "/my-data/code"
PASSWORD = "a long enough password"
IDS = {who.name: who.id for who in CHARACTERS}
ANN = IDS["staff"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("deleting") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        with home.session() as session:
            let_have(session, ANN, PASSWORD, TODAY)
        yield home


@pytest.fixture
def word(home):
    """A word in Ann's kit, as long as it is not deleted."""
    said, first = secrets.token_hex(6), content().kit.sections[0]
    with home.session() as session:
        kits.add(notebook(home, session), first.id, [kits.NewLine(first.lists[0].id, (said,))])
    return said


def kit(home):
    with home.session() as session:
        return str(kits.kit_of(notebook(home, session)))


def notebook(home, session):
    return kits.Notebook(session, home.vault, ANN, home.clock.now())


def ask(reader, password=PASSWORD):
    filled = reader.get(HERE).form(HERE).filled
    answer = reader.client.post(HERE, data={**filled, "password": password})
    return Page(answer.text, HERE, answer.status_code)


def delete(reader):
    return reader.client.post(NOW, data=ask(reader).form(NOW).filled)


def make_code(reader, what):
    filled = reader.get(CODE).form(CODE).filled
    page = reader.client.post(CODE, data={**filled, "password": PASSWORD, "what": what})
    return page.text.split('class="code">')[1].split("<")[0]


def run(home, monkeypatch, *arguments):
    for name, value in home.environment.items():
        monkeypatch.setenv(name, value)
    parsed = parser().parse_args(["person", *arguments])
    {"export": counter.export, "erase": counter.erase}[arguments[0]](parsed, home.clock)


def test_the_page_says_what_goes_and_what_stays_and_why_and_deletes_nothing(home, word):
    page = Reader(home, ANN).get(HERE)

    assert all(why in page.text for why in STAYS.values())
    goes = {part.id for part in PARTS if part.title in page.text}
    assert {"taking_part", "requests", "kit", "number", "look"} <= goes
    assert not {"belonging", "team_log", "audit"} & goes
    assert "/my-data#download" in page.links
    assert HERE in Reader(home, ANN).get("/my-data").links
    assert word in kit(home)


def test_without_the_password_or_the_second_press_nothing_is_deleted(home, word):
    reader = Reader(home, ANN)

    refused = ask(reader, "another password that is long")
    assert (refused.status, "not the password you use now" in refused.text) == (422, True)
    asked = ask(reader)
    assert asked.status == 200
    filled = asked.form(NOW).filled
    for proof in ("", "0" * 64):
        answer = reader.client.post(NOW, data={**filled, "press": proof})
        assert answer.location == HERE
    # Another browser of hers has not given the password.
    other = Reader(home, ANN)
    of_other = other.get(HERE).form(HERE).filled
    assert other.client.post(NOW, data={**filled, **of_other}).location == HERE
    for _ in range(2):
        home.clock.standing_at += timedelta(minutes=11)
        reader.get(HERE)
    assert reader.client.post(NOW, data=filled).location == HERE
    assert word in kit(home)


def test_after_the_second_press_it_is_done_here_and_every_other_browser_is_signed_out(home, word):
    Help(home).ask(REVIEW, ANN)
    (one,) = Help(home).inbox(PRACTITIONER)
    reader, elsewhere = Reader(home, ANN), Reader(home, ANN)
    elsewhere.get("/my-data")
    # To whoever has deleted nothing the page does not say so.
    assert reader.client.get(DONE).location == HERE

    assert delete(reader).location == DONE
    page = reader.get(DONE)
    assert page.status == 200
    assert {"/welcome", "/help-now", HERE} <= set(page.links)
    assert elsewhere.client.get("/my-data").status_code != 200
    assert word not in kit(home)
    # Whoever it went to has it no more, by its address neither.
    assert Help(home).inbox(PRACTITIONER) == ()
    assert Reader(home, PRACTITIONER).get(f"/requests/{one}").status == 404
    # She is asked like somebody who never decided.
    assert reader.client.get("/this-week").location == "/welcome"


def test_no_page_that_answered_a_form_of_hers_can_be_come_back_to(home, word):
    reader, path = Reader(home, ANN), "/preferences/contact"
    filled = reader.get(path).form(path).filled
    answer = reader.client.post(
        path,
        data={**filled, "safe_times": word, "language": "Welsh"},
        headers={"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"},
    )
    assert word in reader.client.get(answer.location).text

    assert delete(reader).location == DONE

    assert word not in reader.client.get(answer.location).text


def test_what_was_broken_off_is_finished_before_anything_new_is_written(home, word):
    reader = Reader(home, ANN)
    with home.session() as session, pytest.raises(BrokenOffError):
        eraser(home, session, Point.LISTED).erase(ANN)

    reader = Reader(home, ANN)
    answer = reader.client.post("/sign-out", data=reader.get("/account").form("/sign-out").filled)
    assert answer.location == DONE
    assert reader.get(DONE).status == 200
    assert word not in kit(home)
    with home.session() as session:
        assert not eraser(home, session).is_begun(ANN)


def test_while_the_list_cannot_be_written_nothing_goes_and_the_next_form_deletes(home, word):
    reader, file = Reader(home, ANN), home.settings.erasures
    file.unlink(missing_ok=True)
    file.mkdir()
    refused = delete(reader)
    assert (refused.status_code, "Not available for a short while" in refused.text) == (503, True)
    assert word in kit(home)

    file.rmdir()
    filled = reader.get("/account").form("/sign-out").filled
    assert reader.client.post("/sign-out", data=filled).location == DONE
    assert word not in kit(home)


def test_a_row_whose_key_is_gone_is_told_kindly_and_can_be_deleted(home, word, monkeypatch):
    home.vault.destroy(ANN)
    monkeypatch.setitem(home.app.config, "PAGES_FOR_ERRORS", True)
    reader = Reader(home, ANN)

    page = reader.get("/my-kit")
    assert (page.status, "The mistake is ours, not yours" in page.text) == (500, True)
    assert word not in page.text
    assert delete(reader).location == DONE
    assert reader.get("/my-kit").status == 200


def test_a_code_lets_a_command_hand_everything_out_once(home, word, tmp_path, monkeypatch):
    code, file = make_code(Reader(home, ANN), "download"), tmp_path / "handed-out.zip"
    with pytest.raises(CommandError):
        run(home, monkeypatch, "erase", "--code", code)

    run(home, monkeypatch, "export", "--code", code.lower(), "--to", str(file))
    assert word in "".join(files_in(file.read_bytes()).values())
    assert file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError):
        run(home, monkeypatch, "export", "--code", code, "--to", str(tmp_path / "again.zip"))
    assert not (tmp_path / "again.zip").exists()


def test_a_code_lets_a_command_delete_and_the_audit_log_knows_of_it_without_whom(
    home, word, monkeypatch
):
    late = make_code(Reader(home, ANN), "delete")
    home.clock.standing_at += timedelta(hours=25)
    with pytest.raises(CommandError):
        run(home, monkeypatch, "erase", "--code", late)
    first, code = (make_code(Reader(home, ANN), "delete") for _ in range(2))
    with pytest.raises(CommandError):
        run(home, monkeypatch, "erase", "--code", first)
    assert word in kit(home)

    run(home, monkeypatch, "erase", "--code", code)
    assert word not in kit(home)
    with home.session() as session:
        event = next(audit.newest(session, home.vault, 1))
        assert (event.kind, event.role) == (audit.Kind.PERSON_ERASED, audit.COMMAND)
        assert not list(audit.of_person(session, home.vault, ANN))
