"""The page of one's own data: what is kept, who looked, and a download behind the password."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from tests.integration.policies.reader import Reader
from tests.support.asking import ASKER, PRACTITIONER, REVIEW, Help
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.passwords import let_have
from tests.support.settled_home import settled_in
from tests.support.work import Work
from tests.support.world import CHARACTERS, NOW, TODAY, settle
from wellbeing.cover.kept import Card
from wellbeing.cover.supporter_store import keep_card
from wellbeing.database import writing
from wellbeing.records.export_book import LEFT_OUT, PARTS
from wellbeing.retention import AS_USUAL
from wellbeing.support import service as support
from wellbeing.web.access_matrix import shipped
from wellbeing.web.rows import LimboRow
from wellbeing.web.who_sees import EVERYONE_FOR_THEMSELVES

HERE = "/my-data"
PASSWORD = "a long enough password"
IDS = {who.name: who.id for who in CHARACTERS}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("my-data-pages")) as home:
        with home.session() as session:
            for name in ("staff", "moved"):
                let_have(session, IDS[name], PASSWORD, TODAY)
        helping = Help(home)
        helping.ask(REVIEW, IDS["staff"])
        with helping.office() as office:
            (one,) = helping.inbox(PRACTITIONER)
            support.look(office, PRACTITIONER, one)
        yield home


def send(home, name, password):
    reader = Reader(home, IDS[name])
    form = reader.get(HERE).form(HERE)
    return reader, reader.client.post(HERE, data={**form.filled, "password": password})


def test_the_page_says_of_every_kind_where_it_is_who_sees_it_and_until_when(home):
    page = Reader(home, IDS["staff"]).get(HERE)

    for part in PARTS:
        if not (part.for_programs or part.of_few):
            assert part.title in page.text
            assert part.until(AS_USUAL) in page.text
    assert EVERYONE_FOR_THEMSELVES in page.text
    # Beside somebody who may see a part of it "only" would not be true.
    assert "You The people a request was sent to" in page.text
    assert all(why in page.text for why in LEFT_OUT.values())
    assert {"/my-weeks", "/my-kit", "/my-requests", "/account", "/who-can-see-what"} <= set(
        page.links
    )


def test_who_looked_is_told_by_day_role_and_thing_to_the_person_alone(home):
    own, other = (Reader(home, IDS[name]).get(HERE).text for name in ("staff", "moved"))

    told = f"Wednesday 4 March 2026 Practitioner, {shipped().roles['practitioner']}"
    assert told in own
    assert "asked on Wednesday 4 March 2026: once" in own
    assert "Nobody has looked" not in own
    assert "while it is open, and 13 weeks after it ended" in own
    assert told not in other
    assert "Nobody has looked at anything you sent or share." in other


def test_what_few_people_have_stands_there_for_whoever_has_it(home):
    titles = [part.title for part in PARTS if part.of_few]
    before = Reader(home, PRACTITIONER).get(HERE).text
    with home.session() as session, writing(session):
        keep_card(session, PRACTITIONER, Card(training="Two days"))

    after = Reader(home, PRACTITIONER).get(HERE).text

    assert not any(title in before for title in titles)
    assert [title for title in titles if title in after] == ["Your card as a supporter"]


def test_the_account_and_who_can_see_what_lead_here(home):
    reader = Reader(home, IDS["staff"])

    assert HERE in reader.get("/account").links
    assert HERE in reader.get("/who-can-see-what").links
    assert HERE not in Reader(home, None).get("/who-can-see-what").links


def test_the_page_leads_to_deleting_everything_and_to_ending_single_things(home):
    page = Reader(home, IDS["staff"]).get(HERE)

    assert "data protection officer" in page.text
    assert {"/my-data/delete", "/my-data/code"} <= set(page.links)
    assert {"/consent", "/my-weeks/notes", "/my-weeks/conversation"} <= set(page.links)


def test_with_the_password_everything_comes_as_one_file_that_is_kept_nowhere(home):
    before = set(home.settings.data.rglob("*"))

    reader, answer = send(home, "staff", PASSWORD)

    assert answer.status_code == 200
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.zip"'
    assert {"read-me-first.html", "data.json", "schema.json", "tables/kit.csv"} <= set(
        ZipFile(io.BytesIO(answer.data)).namelist()
    )
    assert set(home.settings.data.rglob("*")) == before
    assert reader.get(HERE).status == 200


@pytest.mark.parametrize("password", ["", "not this one", f"{PASSWORD} "])
def test_without_the_password_nothing_is_handed_out(home, password):
    _, answer = send(home, "staff", password)

    assert answer.status_code == 422
    assert answer.mimetype == "text/html"
    assert "There is something to put right" in answer.text


def test_a_password_sent_after_the_session_ended_is_kept_nowhere_and_opens_nothing(home):
    reader = Reader(home, IDS["staff"])
    form = reader.get(HERE).form(HERE)
    home.clock.standing_at += timedelta(hours=1)
    answer = reader.client.post(HERE, data={**form.filled, "password": PASSWORD})
    home.clock.standing_at -= timedelta(hours=1)

    assert (answer.status_code, answer.location) == (303, "/sign-in")
    with home.session() as session:
        assert session.scalars(select(LimboRow)).all() == []


def test_after_several_wrong_tries_the_right_password_has_to_wait_too(home):
    for _ in range(6):
        _, answer = send(home, "moved", "not this one")
        assert answer.status_code == 422

    _, answer = send(home, "moved", PASSWORD)
    assert answer.status_code == 422
    assert "There were several wrong tries." in answer.text


def test_the_sample_organisation_asks_for_no_password_since_nobody_there_has_one(tmp_path):
    tmp_path.joinpath("instance").mkdir(mode=0o700)
    database = on_sqlite(tmp_path / "instance")
    with opened(prepare(database, demo=True), database, NOW) as demo:
        with demo.session() as session:
            settle(session)
        page = Reader(demo, IDS["staff"]).get(HERE)
        _, answer = send(demo, "staff", "")

    assert "password" not in page.form(HERE).fields
    assert "In the sample organisation nobody has a password." in page.text
    assert answer.mimetype == "application/zip"


def test_somebody_without_a_password_gets_nothing(home):
    _, answer = send(home, "supervisor", PASSWORD)

    assert answer.status_code == 422


def test_a_change_asked_for_at_work_and_a_try_that_was_refused_stand_there_in_words(home):
    work, helping = Work(home), Help(home)
    work.look(work.send())
    (request_id,) = helping.inbox(PRACTITIONER)
    with helping.office() as office:
        support.take(office, PRACTITIONER, request_id)
        support.end(office, ASKER, request_id)
        support.refuse(office, PRACTITIONER, request_id)

    text = Reader(home, ASKER).get(HERE).text

    assert "Supervisor, Leads you" in text
    assert "A change at work, asked for on" in text
    assert "tried, and refused: once" in text
    assert "None" not in text


def test_one_press_leaves_answers_out_of_figures_and_another_counts_them_again(home):
    reader = Reader(home, IDS["moved"])
    for choice, then in (("no", "Count my answers again"), ("yes", "Leave my answers out")):
        page = reader.get(HERE)
        form = page.form("/my-data/figures")
        assert reader.client.post(form.action, data=form.filled).status_code == 422
        sent = reader.client.post(form.action, data={**form.filled, "counted": choice})
        assert sent.status_code == 303
        assert then in reader.get(HERE).text
    # Somebody else's page says nothing of it.
    assert "Leave my answers out" in Reader(home, IDS["staff"]).get(HERE).text
