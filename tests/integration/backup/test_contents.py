"""What lies in the files of a backup: nothing that anybody could read without the private key."""

import pytest

from tests.support.backup_operator import opened_backup, plain, tables
from tests.support.canaries import disguises, found_in_folder, new_word
from tests.support.databases import SQLITE
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing

KEY_LENGTH = 44


@pytest.fixture
def words(operator):
    """Give somebody a name and an address that occur nowhere else."""
    found = [new_word(), new_word()]
    with operator.works.session() as session, writing(session):
        person = session.get(PersonRow, "red-0")
        person.name, person.work_email = found
    return [*found, "red-1@example.org"]


def test_no_name_or_address_stands_in_the_files_of_a_backup(operator, words):
    name = operator.back_up()

    assert found_in_folder(operator.to, words) == []

    # The same search finds them once the private key has opened it.
    opened = opened_backup(operator, name)
    assert {one.split(" in ")[0] for one in found_in_folder(opened, words)} == set(words)


def keys_of(operator):
    """Return the wrapped data keys."""
    return [row[2] for row in tables(operator.settings)["data_key"]]


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_each_key_is_where_it_belongs(operator):
    opened = opened_backup(operator, operator.back_up())
    of_people = keys_of(operator)
    of_the_file = [
        word
        for word in operator.database.key_file.read_text().split('"')
        if len(word) == KEY_LENGTH
    ]

    for folder, holds in (("data", False), ("ledger", False), ("keys", True)):
        content = plain(opened / folder)
        assert {key in content for key in of_people} == {holds}
    assert len(of_the_file) >= 3
    content = plain(opened)
    assert not any(form in content for word in of_the_file for form in disguises(word))
