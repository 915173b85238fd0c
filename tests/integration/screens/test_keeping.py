"""Screens at rest and under pressure: sealed, once whoever presses how often, never a fault."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.integration.screens.screening import (
    FIVE,
    FOUR,
    NO,
    PC_PTSD_5,
    PHQ_4,
    YES,
    answer,
    choose,
    gate,
    send,
)
from tests.support import proofs
from tests.support.canaries import found_in_folder, found_in_tables
from tests.support.hostile import BODIES, TEXTS
from tests.support.world import CHARACTERS
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.screens import service, store
from wellbeing.screens.service import Filled
from wellbeing.sealed import Label
from wellbeing.stepped_care import Act, ActKind, Instrument

KEYS = [f"{number:032x}" for number in range(10)]
WINDOWS = 4
NOT_CHOICES = ["4", "-1", "None", "1.0", "１", "true", "<b>", "x" * 5_000]


def agreed():
    return True


def kept(visitor):
    with visitor.desk() as desk:
        return [past.score for past in history.past_screens(desk, visitor.person_id)]


def fill_in(visitor, points, key=KEYS[0], agreed=agreed):
    with visitor.desk() as desk:
        service.fill_in(desk, visitor.person_id, Filled(FOUR, FOUR.acts(points), key), agreed)


def test_no_sum_and_no_choice_stands_anywhere_in_clear(bea, database):
    answer(bea, PHQ_4, 3, 3, 3, 3)
    answer(bea, PC_PTSD_5, 1, 1, 1, 1, 1)

    # As they are written inside, before they are sealed.
    wanted = ['"phq_4"', '"pc_ptsd_5"', '"gad_2"', '"screen"', '"score":12', "last_form", "phq-4"]
    found = [
        word
        for url in {database.main, database.keys, database.ledger}
        for word in found_in_tables(url, wanted)
    ]
    assert found == []
    assert [hit for hit in found_in_folder(database.data, wanted) if "policies" not in hit] == []


def test_a_choice_lies_under_an_address_that_names_nobody_and_opens_nowhere_else(bea):
    with bea.desk() as desk:
        row = desk.vault.row_key(service.OPT_IN, bea.person_id, FOUR.id)
        sealed = store.opt_in(desk.session, row)
        assert sealed is not None
        assert bea.person_id.encode() not in sealed
        other = Label(service.OPT_IN, desk.vault.row_key(service.OPT_IN, bea.person_id, FIVE.id))
        with pytest.raises(Exception, match="cannot be opened"):
            desk.vault.box(bea.person_id).open(sealed, other)


def test_single_answers_are_kept_nowhere(bea):
    answer(bea, PHQ_4, 3, 0, 1, 2)

    with bea.desk() as desk:
        placed = history.past_screens(desk, bea.person_id)
    assert sorted((past.instrument, past.score) for past in placed) == [
        (Instrument.GAD_2, 3),
        (Instrument.PHQ_2, 3),
        (Instrument.PHQ_4, 6),
    ]


@pytest.mark.parametrize("same_form", [True, False])
def test_windows_that_send_at_the_same_moment_keep_one_result(bea, same_form):
    together = Barrier(WINDOWS)

    def press(number):
        with bea.desk() as desk:
            desk.session.connection()
            together.wait()
            key = KEYS[0] if same_form else KEYS[number]
            filled = Filled(FOUR, FOUR.acts((number, 0, 0, 0)), key)
            try:
                service.fill_in(desk, bea.person_id, filled, agreed)
            except service.TooSoonError:
                return False
            return True

    with ThreadPoolExecutor(WINDOWS) as pool:
        told = list(pool.map(press, range(WINDOWS)))

    assert len(kept(bea)) == 3  # the sum and its two halves
    assert told.count(True) == (WINDOWS if same_form else 1)


def test_who_withdraws_or_says_no_meanwhile_keeps_nothing(bea):
    with pytest.raises(service.NotTakingPartError):
        fill_in(bea, (1, 1, 1, 1), agreed=lambda: False)
    with bea.desk() as desk:
        service.opt_out(desk, bea.person_id, FOUR)
    with pytest.raises(service.NotOptedInError):
        fill_in(bea, (1, 1, 1, 1))

    assert kept(bea) == []


def test_a_page_left_open_while_the_yes_was_taken_back_leads_to_the_choice(bea):
    page = bea.get(PHQ_4)
    with bea.desk() as desk:
        service.opt_out(desk, bea.person_id, FOUR)

    assert send(bea, page, {f"item-{n}": "1" for n in range(1, 5)}).url == "/more-questions"
    assert kept(bea) == []


def test_a_result_recorded_in_another_way_is_no_fault(bea):
    with bea.desk() as desk, writing(desk.session, bea.person_id):
        history.act(desk, bea.person_id, desk.this_week, Act(ActKind.SCREEN, Instrument.PHQ_2, 4))

    assert bea.get("/more-questions").status == 200
    assert bea.get(f"{PHQ_4}/done").url == "/more-questions"
    assert bea.get(PHQ_4).url == PHQ_4


@pytest.mark.parametrize("value", NOT_CHOICES)
def test_an_answer_that_was_not_offered_is_an_error_at_its_question(bea, value):
    page = send(bea, bea.get(PHQ_4), {"item-1": value, "item-2": "1", "item-3": "1", "item-4": "1"})

    assert page.status == 422
    assert "#item-1-0" in page.links
    assert "not one of the choices" in page.text
    assert kept(bea) == []


@pytest.mark.parametrize("value", NOT_CHOICES)
def test_the_first_question_takes_only_yes_or_no(bea, value):
    page = send(bea, bea.get(PC_PTSD_5), {"event": value})

    assert page.status == 422
    assert not any(item.text in page.text for item in FIVE.items)
    assert kept(bea) == []


def test_items_without_a_yes_to_the_first_question_are_not_counted(bea):
    page = send(bea, bea.get(PC_PTSD_5), {"event": YES})
    claimed = {f"item-{number}": YES for number in range(1, 6)}

    for event in ("", "nonsense"):
        again = send(bea, page, {**claimed, "event": event})
        assert again.status == 422
        assert gate().question in again.text
    send(bea, page, {**claimed, "event": NO})

    assert kept(bea) == [0]


@pytest.mark.parametrize("field", ["item-1", "event", "part", "form_key", "csrf_token", "extra"])
@pytest.mark.parametrize("address", [PHQ_4, PC_PTSD_5][: proofs.size(1, 2)])
def test_hostile_text_is_never_a_fault_of_the_service(bea, address, field):
    page = bea.get(address)

    for name, text in TEXTS.items():
        assert send(bea, page, {field: text}).status in {200, 400, 413, 422}, name


@pytest.mark.parametrize("end", ["", "/yes", "/no"])
def test_hostile_bodies_are_never_a_fault_of_the_service(bea, end):
    for name, (kind, body) in BODIES.items():
        for address in (PHQ_4, PC_PTSD_5):
            answer = bea.client.post(f"{address}{end}", data=body, content_type=kind)

            assert answer.status_code < 500, name


def test_a_form_without_its_key_is_asked_for_again_with_all_answers(bea):
    chosen = {f"item-{number}": "1" for number in range(1, 5)}

    page = send(bea, bea.get(PHQ_4), {**chosen, "form_key": "forged"})

    assert page.status == 422
    assert send(bea, page, {}).url == f"{PHQ_4}/done"
    assert kept(bea)


def test_nobody_else_meets_a_result(bea, home):
    answer(bea, PHQ_4, 3, 3, 3, 3)

    for who in CHARACTERS[1:]:
        if who.works_here:
            other = Visitor(home, who.id)
            other.agree()
            assert "12 of 12" not in other.get("/more-questions").text
            assert other.get(f"{PHQ_4}/done").url == "/more-questions"
            choose(other, PHQ_4)
            assert other.get(PHQ_4).url == PHQ_4
