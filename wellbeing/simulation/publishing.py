"""Publishes what is due on a stage, as the timetable does in a running service."""

from wellbeing.publishing.place import SAMPLE
from wellbeing.publishing.service import Press, publish_due
from wellbeing.simulation.stage import Stage


def publish(stage: Stage) -> None:
    """Open cycles and publish windows that have come due by the stage's clock."""
    press = Press(stage.session, stage.ledger, stage.vault, stage.fence, place=SAMPLE)
    publish_due(press, stage.now)
