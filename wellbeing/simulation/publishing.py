"""Publishes what is due on a stage, as the timetable does in a running service."""

from wellbeing.publishing.place import SAMPLE
from wellbeing.publishing.service import Press, publish_due
from wellbeing.publishing.witness import Unwitnessed
from wellbeing.simulation.stage import Stage


def publish(stage: Stage) -> None:
    """Open cycles and publish windows that have come due by the stage's clock."""
    parts = (stage.session, stage.ledger, stage.vault, stage.fence)
    press = Press(*parts, place=SAMPLE, witness=Unwitnessed())
    publish_due(press, stage.now)
