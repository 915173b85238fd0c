"""An outbox full of notices, as many as a file of tests asks for."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.support.databases import on_sqlite
from tests.support.outboxes import Outbox, outbox_on
from wellbeing.messages.service import Kind

IN_MEMORY = "/dev/shm"


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """Where databases are put together ten thousand times: in memory, if there is any to lend."""
    if not os.access(IN_MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(prefix="wb-power-", dir=IN_MEMORY) as name:
        yield Path(name)


@pytest.fixture
def outbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outbox]:
    (tmp_path / "instance").mkdir()
    with outbox_on(on_sqlite(tmp_path / "instance")) as outbox:
        for number in range(request.module.NOTICES):
            outbox.post(Kind.REQUEST, occasion=str(number))
        yield outbox
