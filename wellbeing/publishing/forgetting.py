"""Lets go of cohorts that no figure and no plan will ask about again."""

from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.disclosure.beginnings import CYCLES_APART
from wellbeing.publishing import store


def forget_old_cohorts(session: Session) -> None:
    """Remove cohorts older than the cycles that the next plan looks back to, some people at a time.

    Frozen plans stay: they say which cycles are known here. A cycle is opened after everything older
    came due, so all windows of what is removed are closed. Nothing is removed by the clock.
    """
    newest = max(store.frozen_cycles(session), default=0)
    # The newest cycle's own plan was made from as many: one that is put back finds them still.
    while found := store.first_of_old_cohorts(session, newest - CYCLES_APART):
        with writing(session):
            store.forget_some(session, *found)
