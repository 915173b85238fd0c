"""An operator whose organisation has answered for a week and published a window."""

import pytest

from tests.support.backup_operator import operator_of, settled_operator


@pytest.fixture
def operator(database, monkeypatch, tmp_path, request):
    """Give a test an organisation of its own, on either kind of database."""

    def server():
        return request.getfixturevalue("postgres_server")

    folder = tmp_path / "operator"
    folder.mkdir()
    with operator_of(database, monkeypatch, folder, server) as operator:
        operator.settle()
        yield operator


@pytest.fixture(scope="module")
def settled(tmp_path_factory):
    """Keep one organisation for all tests of a file that change nothing in it."""
    with settled_operator(tmp_path_factory.mktemp("settled")) as operator:
        yield operator
