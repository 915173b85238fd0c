"""Somebody of the sample shares a section of their kit with a practitioner, who has opened it."""

from collections.abc import Iterator, Sequence

from wellbeing.accounts import cast
from wellbeing.accounts.cast import Part
from wellbeing.checkins.visit import Visit
from wellbeing.content.loader import content
from wellbeing.sharing import service as sharing
from wellbeing.sharing.originals import copy_now
from wellbeing.simulation.stage import Stage

# Shown first where it is written: it is made to be shown to somebody.
FIRST = "helping-me"
WHY = "So that you know how to reach me in a hard week."
FOUR_WEEKS = 28


def share_one(stage: Stage, parts: Sequence[Part]) -> None:
    """Let the first of the sample people who has something to share and shares nothing yet do so."""
    desk = sharing.Desk(stage.session, stage.vault, stage.now, stage.today)
    ids = [found for part in parts if (found := cast.person_id_of(stage.session, part))]
    if any(one.is_open for each in ids for one in _shared(desk, each)):
        return
    for person_id, what, copy in _copies(stage, ids):
        known = [one for one in sharing.readers(desk, person_id) if one.reader.id in ids]
        helping = [one for one in known if one.reader.role == "practitioner"]
        if helping:
            wanted = sharing.Wanted(what, FOUR_WEEKS, WHY)
            sharing.share(desk, sharing.ahead(desk, person_id, helping[0], wanted, copy))
            (made,) = (one for one in _shared(desk, person_id) if one.is_open)
            sharing.look(desk, helping[0].reader.id, made.id)
            return


def _shared(desk: sharing.Desk, person_id: str) -> tuple[sharing.Share, ...]:
    return sharing.shared_by(desk.session, desk.vault, person_id, desk.today)


def _copies(stage: Stage, ids: Sequence[str]) -> Iterator[tuple[str, str, sharing.Copy]]:
    """Give what each of these people wrote in their kit, section by section."""
    words = content(stage.workshop.settings.data / "content")
    for person_id in ids:
        visit = Visit(person_id, stage.desk, stage.zone, stage.now, words)
        sections = sorted((one.id for one in words.kit.sections), key=lambda one: one != FIRST)
        for what in sections:
            copy = copy_now(visit, what)
            if copy is not None and not copy.is_empty:
                yield person_id, what, copy
