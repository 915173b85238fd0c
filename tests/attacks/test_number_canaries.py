"""A mobile number and its codes are found nowhere: not in logs, files, tables or addresses."""

from tests.support.canaries import Watch, found_in_folder, found_in_tables
from tests.support.databases import on_sqlite
from tests.support.gateways import TAKEN, PretendGateway
from tests.support.house import opened, prepare
from tests.support.served import Visitor, free_port, serving
from tests.support.world import CHARACTERS, settle
from wellbeing.clock import SystemClock

STAFF = CHARACTERS[0]
NUMBER = "/when-you-are-asked/number"
CODE = f"{NUMBER}/code"
TYPED, DIGITS = "07700 900 946", "7700900946"
# Read as no number, and typed by somebody who then goes on.
WRONG = "020 7946 0958"


def give(visitor, gateway):
    """Type a wrong number, meet a gateway that refuses and one that breaks, and confirm in the end."""
    form = visitor.get(NUMBER).form(NUMBER)
    visitor.post(NUMBER, {**form.filled, "number": WRONG})
    for answer in ((500, {}), (429, {"errors": [{"message": DIGITS}]}), b"nonsense", TAKEN):
        gateway.answers = lambda _said, answer=answer: answer
        visitor.post(NUMBER, {**form.filled, "number": TYPED})
    code = gateway.texts[-1][:6]
    kept = visitor.post(CODE, {**visitor.get(CODE).form(CODE).filled, "code": code})
    assert "Your number ends in 46." in kept.text, kept.text[:300]


def test_a_number_and_its_codes_are_found_nowhere(tmp_path):
    database = on_sqlite(tmp_path)
    settings = prepare(database)
    with opened(settings, database, SystemClock().now()) as home:
        with home.session() as session:
            settle(session)
        cookie, environment = home.cookie_of(STAFF.id), home.environment
    port = free_port()

    with PretendGateway() as gateway:
        said = {"WELLBEING_SMS_GATEWAY": "loopback", "WELLBEING_SMS_URL": gateway.url}
        with serving(["serve"], environment | said, tmp_path / "log", port) as service:
            with Watch(database.data, [DIGITS, TYPED]) as watch:
                give(Visitor(port, dict([cookie])), gateway)
            # No time to tidy up: journals and temporary files stay as they are.
            service.kill()

    spaced = TYPED.replace(" ", "")
    wanted = [DIGITS, spaced, TYPED, WRONG, *(text[:20] for text in gateway.texts)]
    found = [*watch.found, *found_in_folder(tmp_path, wanted)]
    for url in {database.main, database.keys, database.ledger}:
        found += found_in_tables(url, wanted)
    assert found == []
    assert gateway.numbers[-1] == f"+44{DIGITS}"
    # The search can see: the roster stands in clear.
    assert found_in_folder(tmp_path, [STAFF.work_email])
