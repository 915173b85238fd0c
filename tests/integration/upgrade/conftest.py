"""Databases as the version before left them, and a version after this one."""

import pytest

from tests.support import releases, revisions


@pytest.fixture
def settings(empty_database):
    """Lay out databases of the version that was kept last."""
    return releases.install(releases.kept()[-1], empty_database)


@pytest.fixture
def later(tmp_path, monkeypatch):
    """Be a version that knows a revision more for each database."""
    revisions.use(monkeypatch, revisions.next_version(tmp_path))
