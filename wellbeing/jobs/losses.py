"""Says in the log that weekly messages did not leave: never whose, and never how many."""

import structlog

from wellbeing.rhythm.delivery import Outcome

log = structlog.get_logger()


def log_lost(event: str, outcome: Outcome) -> None:
    """Say which ways there were; of nine people a number is soon a person (docs/adr/0034)."""
    ways = {
        "refused": outcome.refused > 0,
        "turned_down": outcome.turned_down > 0,
        "unsure": outcome.unsure > 0,
        "unreached": outcome.unreached > 0,
    }
    if any(ways.values()):
        log.warning(event, ways=[way for way, happened in ways.items() if happened])
