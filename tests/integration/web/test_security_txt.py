"""Where the service says a weakness can be reported."""

from dataclasses import replace

import pytest

from tests.support.house import opened, prepare
from tests.support.world import NOW


@pytest.fixture
def asked(database):
    def ask(contact):
        settings = replace(prepare(database), security_contact=contact)
        with opened(settings, database, NOW) as home:
            return home.app.test_client().get("/.well-known/security.txt")

    return ask


def test_the_operators_contact_is_told_with_the_day_to_read_again(asked):
    answer = asked("mailto:security@example.org")

    assert answer.status_code == 200
    assert answer.text.startswith("Contact: mailto:security@example.org\nExpires: 2026-08-31T")


def test_without_a_contact_there_is_no_such_page(asked):
    assert asked("").status_code == 404
