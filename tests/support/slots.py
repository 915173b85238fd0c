"""Slots of every kind, and the zones where clocks do what nobody expects."""

from hypothesis import strategies as st

from wellbeing.rhythm.slots import Messages, Quiet, Slot

# Both hemispheres, half and quarter hours, half-hour clock changes, both sides of the date line.
ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Lisbon",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Atlantic/Azores",
    "Atlantic/Reykjavik",
    "Atlantic/Cape_Verde",
    "America/St_Johns",
    "America/Halifax",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "America/Adak",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Caracas",
    "America/Nuuk",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Tehran",
    "Asia/Kabul",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Adelaide",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
)


@st.composite
def slots(draw: st.DrawFn, zones: tuple[str, ...] = ZONES) -> Slot:
    """Draw a slot that a person could have chosen."""
    quiet = Quiet(draw(st.integers(0, 23)), draw(st.integers(0, 23)))
    hour = draw(st.sampled_from([each for each in range(24) if not quiet.holds(each)]))
    days = st.frozensets(st.integers(0, 6))
    rota = draw(st.lists(days, min_size=1, max_size=6).filter(any))
    return Slot(
        draw(st.sampled_from(zones)),
        draw(st.integers(0, 6)),
        hour,
        tuple(rota),
        quiet,
        draw(st.sampled_from(Messages)),
    )
