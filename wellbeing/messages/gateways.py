"""The gateway that the settings name."""

from wellbeing.clock import Clock
from wellbeing.messages.gateway import Gateway, Line
from wellbeing.messages.loopback_gateway import LoopbackGateway
from wellbeing.messages.notify_gateway import NotifyGateway
from wellbeing.sms_settings import Gateway as Named
from wellbeing.sms_settings import Sms

# Somebody waits before a page: they are told to try again sooner than the timetable would be.
WHILE_SOMEBODY_WAITS = 8.0


def gateway_of(settings: Sms, clock: Clock, seconds: float | None = None) -> Gateway | None:
    """Return the gateway of the settings; None when there is none."""
    line = Line(settings.url, seconds) if seconds else Line(settings.url)
    match settings.gateway:
        case Named.NOTIFY:
            return NotifyGateway(settings, clock, line)
        case Named.LOOPBACK:
            return LoopbackGateway(settings, line)
        case None:
            return None
