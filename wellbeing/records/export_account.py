"""A person in the roster, their sign-in, and when and how they are asked."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from wellbeing.accounts import own, sign_in
from wellbeing.records.export_parts import Asked, Part, Row, texts, yes_or_no
from wellbeing.rhythm import feed_service, links, number_service
from wellbeing.rhythm import service as rhythm
from wellbeing.web.access_matrix import shipped

SIGN_IN = ("Your own sign-in",)
ASKED = ("When you are asked: your days and hours, and days away",)
NUMBER = ("Your own mobile number for text messages; its page shows only the last two digits",)
FOR_GOOD = "No end is set yet"
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PAIRS = texts(("what", "What"), ("value", "Value"))


def _account(asked: Asked) -> Iterator[Row]:
    record = _record(asked)
    yield "Name", record.name
    yield "Work email address", record.work_email
    yield "Joined on", record.joined_on.isoformat()
    if record.left_on is not None:
        yield "Left on", record.left_on.isoformat()
    if record.password_set_on is not None:
        yield "Password set on", record.password_set_on.isoformat()
    for until in record.links_until:
        yield "A link to set a password works until", _moment(until)


def _belonging(asked: Asked) -> Iterator[Row]:
    record = _record(asked)
    roles = shipped().roles
    for kind, found in (("Team", record.teams), ("Leads", record.led), ("Role", record.roles)):
        for one in found:
            name = roles.get(one.name, one.name) if kind == "Role" else one.name
            yield kind, name, one.from_on.isoformat(), _day(one.until_on)


def _sessions(asked: Asked) -> Iterator[Row]:
    for one in sign_in.sessions(asked.door, asked.person_id):
        yield _moment(one.started_at), _moment(one.seen_at), one.shared_device


def _rhythm(asked: Asked) -> Iterator[Row]:
    desk = asked.rhythm
    wish = rhythm.wish_of(desk, asked.person_id)
    slot = wish.slot
    yield "Day", NAMES[slot.day]
    yield "Hour", f"{slot.hour:02d}:00"
    yield "Time zone", slot.zone
    for at, worked in enumerate(slot.worked, 1):
        yield (
            f"Days worked in week {at} of the rota",
            ", ".join(NAMES[day] for day in sorted(worked)),
        )
    yield "Quiet hours", f"{slot.quiet.from_hour:02d}:00 to {slot.quiet.until_hour:02d}:00"
    yield "Messages", slot.messages.value
    if wish.channel is not None:
        yield "They come by", wish.channel.value
    if wish.away is not None:
        yield "Away", f"{wish.away.first} to {wish.away.last}"
    owner = links.owner_of(desk, rhythm.address_of(desk.vault, asked.person_id))
    if owner is not None and owner.back:
        yield "Week in which your last days away ended", owner.back
    if owner is not None and owner.times_ended:
        yield "How often you made links useless", str(owner.times_ended)
    is_on = feed_service.calendar_of(desk, asked.person_id) is not None
    yield "Private calendar", "on" if is_on else "off"


def _messages(asked: Asked) -> Iterator[Row]:
    for one in rhythm.messages_to(asked.rhythm, asked.person_id):
        at = datetime.fromtimestamp(one.second, UTC)
        yield one.week, one.kind, one.state, one.day.isoformat(), _moment(at)


def _number(asked: Asked) -> Iterator[Row]:
    desk, person_id = asked.rhythm, asked.person_id
    number = number_service.number_of(desk, person_id)
    if number is not None:
        yield "Confirmed number", number
    refused = number_service.refused_on(desk, person_id)
    if refused is not None:
        yield "Texts to it were given up on", refused.isoformat()
    waiting = number_service.waiting_number(desk, person_id)
    if waiting is not None:
        yield "Number that waits for its code", waiting


def _record(asked: Asked) -> own.OwnRecord:
    found = own.own_record(asked.visit.desk.session, asked.person_id)
    if found is None:
        raise LookupError("somebody who is signed in has a record")
    return found


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


PARTS = (
    Part(
        "account",
        "Your account",
        ("person", "password", "one_time_link"),
        PAIRS,
        _account,
        "accounts.account",
        (),
        seen_by="You, and whoever keeps the roster; your name also those who act with you here",
    ),
    Part(
        "belonging",
        "Your teams, the units you lead, and your roles",
        ("membership", "supervision", "role"),
        texts(("kind", "Kind"), ("name", "Name"), ("from", "From"), ("until", "Until")),
        _belonging,
        "accounts.account",
        (),
        seen_by="You, and whoever keeps the roster of your organisation",
    ),
    Part(
        "sessions",
        "Where you are signed in",
        ("login_session",),
        (
            *texts(("since", "Since"), ("last_used", "Last used")),
            *yes_or_no(("shared_device", "Shared device")),
        ),
        _sessions,
        "accounts.account",
        SIGN_IN,
    ),
    Part(
        "when_asked",
        "When and how you are asked",
        ("weekly_rhythm", "weekly_calendar"),
        PAIRS,
        _rhythm,
        "rhythm.when_asked",
        (*ASKED, "Your own calendar: whether it is on, and its private address"),
    ),
    Part(
        "messages",
        "Weekly messages to you",
        ("weekly_nudge",),
        texts(
            ("week", "Week"),
            ("kind", "Kind"),
            ("state", "State"),
            ("day", "Day"),
            ("at", "Due or left at"),
        ),
        _messages,
        "rhythm.when_asked",
        ASKED,
    ),
    Part(
        "number",
        "Your mobile number",
        ("text_number", "text_code"),
        PAIRS,
        _number,
        "texts.number",
        NUMBER,
    ),
)
