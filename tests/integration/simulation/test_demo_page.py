"""The page of sample people is there in the demo on this machine, and nowhere else."""

from dataclasses import replace

import pytest

from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.accounts import cast
from wellbeing.accounts.cast import Part

STAFF = next(one for one in CHARACTERS if one.name == "staff")
LEFT = next(one for one in CHARACTERS if one.name == "left")


@pytest.fixture
def home_of(tmp_path):
    def home(*, demo, host="127.0.0.1"):
        data = tmp_path / "instance"
        data.mkdir(mode=0o700)
        database = on_sqlite(data)
        settings = replace(prepare(database, demo=demo), host=host)
        cast.write(
            data,
            [
                Part("Staff", STAFF.work_email, STAFF.name, "Works in Red"),
                Part("Staff", LEFT.work_email, LEFT.name, "Has left"),
            ],
        )
        return opened(settings, database, NOW)

    return home


@pytest.mark.parametrize(
    ("demo", "host"), [(False, "127.0.0.1"), (True, "0.0.0.0"), (True, "192.0.2.1")]
)
def test_elsewhere_the_page_does_not_exist(home_of, demo, host):
    with home_of(demo=demo, host=host) as home:
        browser = home.app.test_client()

        assert not [rule for rule in home.app.url_map.iter_rules() if "demo" in rule.rule]
        assert browser.get("/demo/people").status_code == 404
        assert browser.post("/demo/people/0").status_code in {400, 404}


def test_one_press_signs_in_and_only_people_who_work_here(home_of):
    with home_of(demo=True) as home:
        with home.session() as session:
            settle(session)
        home.app.config["WTF_CSRF_ENABLED"] = False
        browser = home.app.test_client()

        page = browser.get("/demo/people").get_data(as_text=True)
        signed_in = browser.post("/demo/people/0")

        assert "Works in Red" in page
        assert signed_in.status_code == 303
        assert browser.get("/account").status_code == 200
        assert home.app.test_client().post("/demo/people/1").status_code == 404


def test_a_press_from_elsewhere_or_without_its_token_is_refused(home_of):
    with home_of(demo=True) as home:
        with home.session() as session:
            settle(session)
        browser = home.app.test_client()

        assert browser.post("/demo/people/0").status_code == 400
        foreign = browser.post("/demo/people/0", headers={"Origin": "https://elsewhere.example"})
        assert foreign.status_code in {400, 403}
        assert browser.get("/account").status_code == 302


def test_somebody_not_on_the_list_is_not_there(home_of):
    with home_of(demo=True) as home:
        with home.session() as session:
            settle(session)
        home.app.config["WTF_CSRF_ENABLED"] = False

        assert home.app.test_client().post("/demo/people/7").status_code == 404


def test_without_a_list_the_page_says_what_to_do(home_of):
    with home_of(demo=True) as home:
        (home.settings.data / cast.FILE).unlink()

        page = home.app.test_client().get("/demo/people").get_data(as_text=True)

        assert "There are no sample people yet" in page
