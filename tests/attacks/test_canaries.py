"""Words planted through the pages are found nowhere but on their own person's pages."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.canaries import Watch, found_in_folder, found_in_tables, new_word
from tests.support.databases import SQLITE, on_sqlite
from tests.support.house import opened, prepare
from tests.support.pages import Page
from tests.support.passwords import let_have
from tests.support.served import Visitor, free_port, serving, wait_out_the_turn_of_a_week
from tests.support.walking import Walker
from tests.support.world import CHARACTERS, settle
from wellbeing.backup import making
from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup_settings import Backup
from wellbeing.clock import SystemClock
from wellbeing.content.loader import content
from wellbeing.restoring.opening import choose, decrypt

STAFF = CHARACTERS[0]
PRACTITIONER = next(who for who in CHARACTERS if who.name == "practitioner")
# Nobody among those who must not meet a word.
PEER = next(who for who in CHARACTERS if who.name == "peer supporter")
REPRESENTATIVE = next(who for who in CHARACTERS if who.name == "staff representative")
PASSWORD = "a long enough password"
FITS_NOT = "/my-step/does-not-fit"
NEAR = {"supervisor", "service manager", "manager of everything", "moved"}
OFFICES = {"wellbeing lead", "practitioner", "roster admin", "operator", "auditor"}
OTHERS = [who for who in CHARACTERS if who.name in NEAR | OFFICES]
# How answers are written inside; a sealed check-in shows none of it.
ANSWERS = ["second_hand", "outside_team", "in_person", '"signs"', '"talk_with"']


class Planting:
    """One person who writes a different word into every field there is."""

    def __init__(self, visitor: Visitor) -> None:
        """Begin with nothing planted."""
        self.visitor = visitor
        self.planted: list[str] = []

    def word(self) -> str:
        made = new_word()
        self.planted.append(made)
        return made

    def fill(self, path: str, action: str, **chosen: str) -> Page:
        """Open a page, write a new word into every text field, choose what is given, send."""
        form = self.visitor.get(path).form(action)
        typed = {name: self.word() for name in form.texts}
        return self.visitor.post(form.action or path, {**form.filled, **typed, **chosen})

    def everywhere(self) -> None:
        self.fill("/consent", "/consent", choice="agree")
        for section in content().kit.sections:
            address = f"/my-kit/{section.id}"
            form = self.visitor.get(address).form(address)
            # Kept while typing, and then added with other words.
            drafted = {name: self.word() for name in form.texts}
            self.visitor.post(f"{address}/draft", {**form.filled, **drafted})
            assert "Added" in self.fill(address, address).text
        self.share()
        self.say_what_is_wrong()
        self.change_a_line()
        self.check_in()
        self.look_back()
        self.fill("/account", "/account")
        self.after_signing_out()

    def share(self) -> None:
        """Let one other person read a section of the kit, with a reason, and end it once."""
        here = "/sharing/new/helping-me"
        for ending in (True, False):
            chosen = {"to": PEER.id, "days": "14", "stage": "look"}
            looked = self.fill(here, here, **chosen).form(here)
            secret = {"password": PASSWORD, "stage": "keep"}
            shared = self.visitor.post(here, {**looked.filled, **secret})
            assert "Shared until" in shared.text, shared.text[:300]
            if ending:
                form = shared.form("/sharing/end")
                assert "Ended." in self.visitor.post(form.action, form.filled).text

    def say_what_is_wrong(self) -> None:
        """Say it to somebody who is not among those who must not meet a word; refused once."""
        first = self.visitor.get("/say/new").form("/say/new")
        form = self.visitor.post("/say/new", {**first.filled, "about": "data"}).form("/say/new")
        sent = {**form.filled, "words": self.word(), "stage": "send"}
        self.visitor.post("/say/new", sent)
        again = {**sent, "words": self.word(), "to": REPRESENTATIVE.id}
        page = self.visitor.post("/say/new", again)
        assert "Your reference is" in page.text, page.text[:300]

    def change_a_line(self) -> None:
        """Keep a line while typing, save it with other words, and take another one out."""
        lines = [one for one in self.visitor.get("/my-kit/signs").links if "/line/" in one]
        first, second = (one.partition("#")[0] for one in lines[:2])
        form = self.visitor.get(first).form(first)
        typed = {name: self.word() for name in form.texts}
        self.visitor.post(f"{first}/keep", {**form.filled, **typed})
        assert "Saved" in self.fill(first, first, do="save").text
        out = self.visitor.get(second).form(second)
        assert "Taken out" in self.visitor.post(second, {**out.filled, "do": "out"}).text

    def check_in(self) -> None:
        form = self.visitor.get("/this-week/send").form("send")
        said = {"sleep": "3", "low": "3", "event": "second_hand", "talk": "soon"}
        wish = {"talk_with": "outside_team", "talk_how": "in_person"}
        sent = self.visitor.post("/this-week/send", {**form.filled, **said, **wish})
        assert "Saved. Receipt" in sent.text, sent.text[:300]

    def look_back(self) -> None:
        """Write a note about this week and a sheet for a conversation; delete an earlier note."""
        notes = self.visitor.get("/my-weeks/notes").form("/my-weeks/notes")
        opened = self.visitor.post(notes.action, notes.filled)
        address = next(one for one in opened.links if one.endswith("/note"))
        page = self.fill(address, address)
        removing = page.form("/note/delete")
        assert "For 7 days" in self.visitor.post(removing.action, removing.filled).text
        assert "Saved." in self.fill(address, address).text
        sheet = "/my-weeks/conversation"
        assert "Saved." in self.fill(sheet, sheet).text

    def ask_and_be_answered(self, contact: Visitor) -> None:
        """Ask for a second look in own words, and let a practitioner answer in theirs."""
        looked = self.fill(FITS_NOT, FITS_NOT, stage="look")
        self.visitor.post(FITS_NOT, {**looked.form(FITS_NOT).filled, "stage": "send"})
        open_ones = [one for one in contact.get("/requests").links if one.startswith("/requests/")]
        address = open_ones[0]
        contact.post(f"{address}/take", contact.get(address).form("/take").filled)
        form = contact.get(address).form(address)
        # Refused without an alternative, and typed once more.
        contact.post(address, {**form.filled, "said": self.word(), "outcome": "otherwise"})
        typed = {name: self.word() for name in form.texts}
        answered = contact.post(address, {**form.filled, **typed, "outcome": "otherwise"})
        assert "Only the person who asked can read it" in answered.text, answered.text[:300]

    def after_signing_out(self) -> None:
        """Send a form whose session has ended: it is kept for the same person, sealed."""
        form = self.visitor.get("/my-kit/signs").form("/my-kit/signs")
        typed = {name: self.word() for name in form.texts}
        ending = self.visitor.get("/account").form("sign-out-everywhere")
        before = dict(self.visitor.cookies)
        self.visitor.post(ending.action, ending.filled)
        self.visitor.cookies = before
        self.visitor.post("/my-kit/signs", {**form.filled, **typed})
        sign_in = self.visitor.get("/sign-in").form("sign-in")
        wrong = dict.fromkeys(sign_in.texts, self.word())
        self.visitor.post("/sign-in", {**sign_in.filled, **wrong})


def cluster_of(url: str) -> Path | None:
    """Return the folder of the test's own PostgreSQL server, when it can be read."""
    host = url.rpartition("host=")[2].replace("%2F", "/")
    folder = Path(host).parent / "data"
    return folder if host.startswith("/") and folder.is_dir() else None


def settle_with_password(home):
    with home.session() as session:
        settle(session)
        let_have(session, STAFF.id, PASSWORD, home.clock.now().date())


@pytest.fixture
def _within_a_week():
    wait_out_the_turn_of_a_week(60)


@pytest.mark.usefixtures("_within_a_week")
def test_what_people_write_is_found_nowhere(database, tmp_path):
    settings = prepare(database)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with opened(settings, database, SystemClock().now()) as home:
        settle_with_password(home)
        cookie, answering = home.cookie_of(STAFF.id), home.cookie_of(PRACTITIONER.id)
        environment = {**home.environment, "TMPDIR": str(temporary), "HOME": str(tmp_path)}
    port = free_port()

    with serving(["serve"], environment, tmp_path / "log", port) as service:
        planting = Planting(Visitor(port, dict([cookie])))
        words = planting.planted
        with Watch(database.data, words) as watch:
            planting.ask_and_be_answered(Visitor(port, dict([answering])))
            planting.everywhere()
        # No time to tidy up: journals and temporary files stay as they are.
        service.kill()
    stolen = back_up_and_open(settings, tmp_path)

    wanted = [*words, *ANSWERS]
    found = [*watch.found, *found_in_folder(tmp_path, wanted)]
    for url in {database.main, database.keys, database.ledger}:
        found += found_in_tables(url, wanted)
    cluster = None if database.kind == SQLITE else cluster_of(database.main)
    found += found_in_folder(cluster, words) if cluster else []
    assert found == []
    assert len(words) > 20
    assert database.kind != SQLITE or watch.journals
    require_that_the_search_can_see(database, (tmp_path, stolen), cluster)


def back_up_and_open(settings, folder):
    """Make a backup, and open it as whoever stole the operator's private key can."""
    to, stolen, private = folder / "backups", folder / "stolen", PrivateKey.fresh()
    to.mkdir(mode=0o700)
    stolen.mkdir(mode=0o700)
    backup = Backup(to, to, private.public.as_text())
    making.make(replace(settings, backup=backup), SystemClock().now())
    decrypt(choose(to, None), private, stolen)
    return stolen


def require_that_the_search_can_see(database, folders, cluster):
    """The roster stands in clear, and is found in the same places."""
    assert found_in_tables(database.main, [STAFF.work_email])
    whole, stolen = folders
    assert database.kind != SQLITE or found_in_folder(whole, [STAFF.work_email])
    assert found_in_folder(stolen, [STAFF.work_email])
    assert not cluster or found_in_folder(cluster, [STAFF.work_email])


@pytest.fixture
def home(tmp_path):
    database = on_sqlite(tmp_path)
    with opened(prepare(database), database, SystemClock().now()) as home:
        settle_with_password(home)
        yield home


def test_nobody_meets_the_words_of_another_person(home):
    with home.served() as address:
        port = int(address.rpartition(":")[2])
        planting = Planting(Visitor(port, dict([home.cookie_of(STAFF.id)])))
        planting.ask_and_be_answered(Visitor(port, dict([home.cookie_of(PRACTITIONER.id)])))
        planting.everywhere()
        own = Visitor(port, dict([home.cookie_of(STAFF.id)]))
        for path in (
            "/my-kit",
            "/my-requests",
            "/my-weeks/notes",
            "/my-weeks/conversation",
            "/sharing",
            "/say",
        ):
            assert any(word in own.get(path).html for word in planting.planted)

    starts = ["/", "/this-week", "/my-step", "/my-weeks", "/my-kit", "/my-kit/print", "/teams"]
    starts += [
        "/my-requests",
        "/requests",
        "/running",
        "/sharing",
        "/shared-with-me",
        "/say",
        "/said",
        "/our-promises",
        "/my-weeks/notes",
        "/my-weeks/conversation",
    ]
    assert len(OTHERS) == len(NEAR | OFFICES)
    met = []
    for who in (None, *OTHERS):
        walker = Walker(home.browser_of(who.id if who else None))
        for address, page in walker.pages([*starts, "/account", "/consent"]).items():
            met += [f"{who}: {address}" for word in planting.planted if word in page.html]
            met += [
                f"{who}: {address}" for _ in [1] if who != STAFF and STAFF.work_email in page.html
            ]

    assert met == []
