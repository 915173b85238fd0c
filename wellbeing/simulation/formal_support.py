"""Somebody of the sample who asked for formal support agrees, and lets the practitioner read something."""

from collections.abc import Sequence

from wellbeing.checkins.visit import Visit
from wellbeing.content.loader import content
from wellbeing.formal import service as formal
from wellbeing.formal.evidence import SCORES, WHY
from wellbeing.formal.gathering import cupboard_of
from wellbeing.formal.service import Bureau, Stage
from wellbeing.simulation.stage import Stage as Sample
from wellbeing.support.service import Kind, Wish

WORDS = "Since the winter I lie awake before each shift. I would like to know what could help."


def agree_one(sample: Sample) -> None:
    """Let the first who asked, and has not agreed yet, do so; a practitioner can then decide."""
    words = content(sample.workshop.settings.data / "content")
    for person_id in _who_asked(sample):
        visit = Visit(person_id, sample.desk, sample.zone, sample.now, words)
        bureau = Bureau(visit.office, words)
        if formal.mine(bureau, person_id).stage is not Stage.ASKED:
            continue
        evidence = cupboard_of(visit).chosen((WHY, SCORES), WORDS)
        wish = Wish(Kind.FORMAL)
        shown = formal.ahead(bureau, person_id, wish, evidence).mark
        formal.agree(bureau, person_id, wish, evidence, shown)
        return


def _who_asked(sample: Sample) -> Sequence[str]:
    cabinet = sample.office.cabinet
    found = cabinet.still_open(cabinet.open_ids())
    return sorted(one.case.asker for one in found if one.case.wish.kind is Kind.FORMAL)
