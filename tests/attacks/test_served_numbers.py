"""What real roles read on real pages is exactly what the attacks reckon with."""

from collections import Counter

import numpy as np

from tests.attacks.bridge import Known, Recording, Replaying, Stay, reckoned
from tests.attacks.houses import MANAGER, STAFF, VIEWERS, premises
from tests.attacks.people import NO_ANSWER, Shape, live
from tests.attacks.served import check_in_all, check_look, expected, numbers_in
from tests.support.press import CALENDAR, publication
from wellbeing.ledger import service as ledger

# The red team is large enough for domains; two of the viewers belong to it.
SERVICES = {"north": {"red": 50, "dot": 3, "dash": 5}, "south": {"green": 9, "lone": 2}}
WINDOWS = (*CALENDAR.windows(1), CALENDAR.windows(2)[0])
NOW = publication(WINDOWS[-1])


def test_every_role_reads_the_numbers_that_the_attacks_reckon_with(database):
    with premises(database, SERVICES) as house:
        stays = {person: [Stay(home)] for person, home in house.works.homes.items()}
        staff = live(np.random.default_rng(3), Shape(1, 1, 1, len(stays)), 17)
        items = np.where(np.isin(list(stays), list(VIEWERS))[:, None, None], NO_ANSWER, staff.items)
        check_in_all(house, list(stays), items, range(17))
        recording = Recording()
        for window in WINDOWS:
            house.publish(window, recording)
        looks = house.looks()
        with house.works.ledger() as session:
            kept = ledger.book(session)
    assert recording.asked == Counter(cell.sigma for cell in kept.cells)
    replaying = Replaying(recording.noise)
    book = reckoned(Known(SERVICES, stays, items), replaying, NOW)

    assert replaying.sums == recording.sums
    assert book == kept
    numbers = expected(book, NOW.date())
    assert {key[1] for key in numbers} > {"Conditions at work"}
    assert numbers_in(looks["director"]) == numbers
    for look in looks.values():
        check_look(look, looks["director"])
    assert looks[STAFF].units < looks[MANAGER].units < looks["director"].units
