"""An outbox full of notices, as many as a file of tests asks for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.databases import on_sqlite
from tests.support.outboxes import Outbox, outbox_on
from wellbeing.messages.service import Kind


@pytest.fixture
def outbox(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Outbox]:
    (tmp_path / "instance").mkdir()
    with outbox_on(on_sqlite(tmp_path / "instance")) as outbox:
        for number in range(request.module.NOTICES):
            outbox.post(Kind.REQUEST, occasion=str(number))
        yield outbox
