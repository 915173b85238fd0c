"""What two people agreed to do: kept only once the other agreed to that very text, and read by two."""

import pytest
from sqlalchemy import Engine, text

from tests.support.asking import ASKER, PRACTITIONER, SECOND, SUPERVISOR, Help
from tests.support.cases import CALL, WALK, agree, agreed, draft_mark, notes_for, open_case, write
from tests.support.meanwhile import meanwhile
from tests.support.world import TODAY
from wellbeing.database import writing
from wellbeing.support import notes, service
from wellbeing.support.forgetting import forget_person


def rows(help_: Help) -> int:
    with help_.home.session() as session:
        return int(session.execute(text("SELECT count(*) FROM support_note")).scalar_one())


@pytest.mark.parametrize(("writer", "other"), [(SECOND, ASKER), (ASKER, SECOND)])
def test_either_writes_and_only_the_other_agrees(help_: Help, writer: str, other: str) -> None:
    request_id = open_case(help_)
    write(help_, writer, request_id, WALK)
    mark = draft_mark(help_, other, request_id)
    with pytest.raises(service.ChangedError):
        agree(help_, writer, request_id, mark)
    assert notes_for(help_, other, request_id).agreed == ()

    agree(help_, other, request_id, mark)

    for who in (writer, other):
        found = notes_for(help_, who, request_id)
        assert [(one.action, one.agreed_on) for one in found.agreed] == [(WALK, TODAY)]
        assert found.draft is None
    with pytest.raises(service.ChangedError):
        agree(help_, other, request_id, mark)


def test_what_was_changed_while_the_other_agreed_is_not_agreed(help_: Help) -> None:
    request_id = open_case(help_)
    write(help_, SECOND, request_id, WALK)
    mark = draft_mark(help_, ASKER, request_id)

    with help_.office() as office:
        engine = office.session.get_bind()
        assert isinstance(engine, Engine)
        changes = meanwhile(
            engine, ASKER, lambda: write(help_, SECOND, request_id, CALL, shown=mark)
        )
        with changes, pytest.raises(service.ChangedError):
            service.agree(office, ASKER, request_id, mark)

    found = notes_for(help_, ASKER, request_id)
    assert found.agreed == ()
    assert found.draft is not None
    assert found.draft.action == CALL


def test_nobody_writes_over_a_draft_they_have_not_seen(help_: Help) -> None:
    request_id = open_case(help_)
    write(help_, SECOND, request_id, WALK)

    with pytest.raises(service.ChangedError):
        write(help_, ASKER, request_id, CALL)
    write(help_, ASKER, request_id, CALL, shown=draft_mark(help_, ASKER, request_id))
    agree(help_, SECOND, request_id)

    assert [one.action for one in notes_for(help_, ASKER, request_id).agreed] == [CALL]
    assert rows(help_) == 1


def test_a_draft_that_is_taken_away_is_kept_nowhere(help_: Help) -> None:
    request_id = open_case(help_)
    write(help_, SECOND, request_id, WALK)

    mark = draft_mark(help_, ASKER, request_id)
    write(help_, SECOND, request_id, CALL, shown=mark)
    with help_.office() as office, pytest.raises(service.ChangedError):
        notes.drop(office, ASKER, request_id, mark)
    mark = draft_mark(help_, ASKER, request_id)
    with help_.office() as office:
        notes.drop(office, ASKER, request_id, mark)

    assert rows(help_) == 0
    assert notes_for(help_, SECOND, request_id).draft is None


def test_nobody_else_reads_writes_or_agrees(help_: Help) -> None:
    request_id = open_case(help_)
    write(help_, SECOND, request_id, WALK)
    mark = draft_mark(help_, ASKER, request_id)

    for who in (PRACTITIONER, SUPERVISOR):
        for act in (
            lambda who=who: notes_for(help_, who, request_id),
            lambda who=who: write(help_, who, request_id, CALL, shown=mark),
            lambda who=who: agree(help_, who, request_id, mark),
        ):
            with pytest.raises(service.NotThereError):
                act()


def test_after_the_end_the_person_alone_reads_what_was_agreed(help_: Help) -> None:
    request_id = open_case(help_)
    agreed(help_, request_id)
    write(help_, SECOND, request_id, CALL)
    with help_.office() as office:
        service.close(office, SECOND, request_id)

    with pytest.raises(service.NotThereError):
        notes_for(help_, SECOND, request_id)
    with pytest.raises(service.NotThereError):
        write(help_, SECOND, request_id, WALK)
    (mine,) = help_.mine()
    assert [one.note.action for one in mine.life.agreed] == [WALK]
    assert not mine.life.draft_waits


def test_notes_are_sealed_and_go_with_everything_else_of_the_person(help_: Help) -> None:
    request_id = open_case(help_)
    agreed(help_, request_id)
    with help_.home.session() as session:
        (sealed,) = session.execute(text("SELECT sealed FROM support_note")).scalars()
    assert b"quieter" not in sealed

    with help_.home.session() as session, writing(session, ASKER):
        forget_person(session, help_.home.vault, ASKER)

    assert rows(help_) == 0


def test_a_case_has_a_limit_of_agreed_actions(help_: Help) -> None:
    request_id = open_case(help_)
    for _ in range(notes.MOST_NOTES):
        agreed(help_, request_id)

    with pytest.raises(notes.TooManyError):
        write(help_, SECOND, request_id, CALL)
