"""Whether it was useful, said by the person: kept for them alone, and read only by whom they choose."""

import pytest

from tests.support.asking import ASKER, PRACTITIONER, SECOND, Help
from tests.support.cases import open_case
from tests.support.world import TODAY
from wellbeing.support import closing, service
from wellbeing.support.happened import Use, Useful

WORDS = "I slept better after it."


@pytest.fixture
def request_id(help_: Help) -> str:
    found = open_case(help_)
    with help_.office() as office:
        service.close(office, SECOND, found)
    return found


def say(help_: Help, request_id: str, for_whom: str = "") -> None:
    with help_.office() as office:
        closing.say_useful(office, ASKER, request_id, Useful(Use.PARTLY, WORDS, for_whom))


def said_to(help_: Help, who: str) -> list[str]:
    with help_.office() as office:
        return [one.useful.words for one in closing.said_to(office, who)]


def test_it_is_kept_for_the_person_alone(help_: Help, request_id: str) -> None:
    say(help_, request_id)

    assert help_.mine()[0].life.useful == Useful(Use.PARTLY, WORDS)
    assert said_to(help_, SECOND) == said_to(help_, PRACTITIONER) == []


def test_who_had_it_reads_it_if_the_person_chose_so_and_the_person_sees_that(
    help_: Help, request_id: str
) -> None:
    say(help_, request_id, SECOND)

    assert said_to(help_, SECOND) == [WORDS]
    assert said_to(help_, PRACTITIONER) == []
    assert [(one.name, one.on) for one in help_.mine()[0].looks] == [("Pat Second", TODAY)]


def test_the_choice_can_be_taken_back(help_: Help, request_id: str) -> None:
    say(help_, request_id, SECOND)
    say(help_, request_id)

    assert said_to(help_, SECOND) == []


def test_it_goes_to_nobody_who_did_not_have_the_case(help_: Help, request_id: str) -> None:
    with pytest.raises(service.NotThereError):
        say(help_, request_id, PRACTITIONER)


def test_it_is_not_asked_of_an_open_case_nor_of_one_nobody_took(help_: Help) -> None:
    still_open = open_case(help_)

    with pytest.raises(service.NotThereError):
        say(help_, still_open)
    with help_.office() as office, pytest.raises(service.NotThereError):
        closing.say_useful(office, PRACTITIONER, still_open, Useful(Use.YES))
