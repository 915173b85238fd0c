"""The form in which a person says when they want to be asked."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import Optional, ValidationError

from wellbeing.rhythm.fields import OneOfMany, OneWay, Ticks
from wellbeing.rhythm.moments import ROTA_BEGINS
from wellbeing.rhythm.service import Away, Channel, Messages, Quiet, Slot, Wish
from wellbeing.rhythm.slots import DAYS, HOURS, LONGEST_ROTA
from wellbeing.rhythm.zones import ZONES, named
from wellbeing.web.day_field import DayField
from wellbeing.web.forms import PostedForm
from wellbeing.week import Week

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKS = (
    "this week",
    "next week",
    "in two weeks",
    "in three weeks",
    "in four weeks",
    "in five weeks",
)
MESSAGES = (
    SelectChoice(Messages.BOTH.value, "One message a week, and one reminder"),
    SelectChoice(Messages.INVITATION.value, "One message a week, no reminder"),
    SelectChoice(Messages.NONE.value, "No messages. I come by myself when I want"),
)
CHANNELS = {
    Channel.MAIL: "By e-mail, to your work address",
    Channel.TEXT: "By text message, to your own number",
}
BOTH_DAYS = "Fill in both days, or leave both empty."
LONGEST_AWAY = 366
MOST_DIGITS = 9


def _days() -> list[SelectChoice]:
    return [SelectChoice(str(day), NAMES[day]) for day in DAYS]


def _hours() -> list[SelectChoice]:
    return [SelectChoice(str(hour), f"{hour:02d}:00") for hour in HOURS]


class RhythmForm(PostedForm):
    """Day, hour, quiet hours, worked days, and days away."""

    version = HiddenField(default="0")
    # The week the page was shown in: the weeks of a rota on it count from there.
    shown = HiddenField()
    messages = RadioField("What should we send you?", choices=MESSAGES)
    channel = OneWay(
        "How should it come?",
        choices=[SelectChoice(each.value, said) for each, said in CHANNELS.items()],
    )
    day = OneOfMany("On which day?", choices=_days())
    hour = OneOfMany(
        "At what time?", choices=_hours(), description="It comes within the hour after this time."
    )
    quiet_from = OneOfMany("Never after", choices=_hours())
    quiet_until = OneOfMany("and not before", choices=_hours())
    zone = OneOfMany("Where you are", choices=[SelectChoice(zone, name) for zone, name in ZONES])
    worked_0 = Ticks("Days you work", choices=_days())
    worked_1 = Ticks("", choices=_days())
    worked_2 = Ticks("", choices=_days())
    worked_3 = Ticks("", choices=_days())
    worked_4 = Ticks("", choices=_days())
    worked_5 = Ticks("", choices=_days())
    away_first = DayField("First day away", validators=[Optional()])
    away_last = DayField("Last day away", validators=[Optional()])
    # Set by the page: forms ask no clock.
    today = date.min
    rota = 1

    @property
    def weeks(self) -> list[Ticks]:
        """Return the fields of the weeks of the rota, this week first."""
        return [self[f"worked_{number}"] for number in range(self.rota)]

    @property
    def read_version(self) -> int:
        said = str(self.version.data or "").strip()
        return int(said) if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS else 0

    @property
    def shown_week(self) -> Week:
        """Return the week the page was shown in; this one when that cannot be read."""
        this = Week.of(self.today)
        try:
            week = Week.parse(str(self.shown.data or ""))
        except ValueError:
            return this
        return week if abs(week.since(this)) <= LONGEST_ROTA else this

    def name_weeks(self) -> None:
        """Say of each week of a rota which one it is, by its Monday when the page is an old one."""
        begins = self.shown_week
        for number, field in enumerate(self.weeks):
            monday = begins.plus(number).monday
            which = f"in the week from {monday.day} {monday:%B}"
            if begins == Week.of(self.today):
                which = WEEKS[number]
            if self.rota > 1:
                field.label.text = f"Days you work {which}"

    def offer_zones(self, *zones: str) -> None:
        """Offer these zones too: one that was chosen once is never missing from the list."""
        missing = sorted({*zones} - {zone for zone, _name in ZONES})
        offered = (*((zone, named(zone)) for zone in missing), *ZONES)
        self.zone.choices = [SelectChoice(zone, name) for zone, name in offered]

    def offer_ways(self, *ways: Channel) -> None:
        """Offer these ways; where there is only one, nothing is asked."""
        if len(ways) < len(Channel):
            del self.channel

    def validate_hour(self, field: Any) -> None:
        """Refuse an hour that lies in the quiet hours, and say which those are."""
        try:
            hour, quiet = int(field.data), self._quiet()
        except (TypeError, ValueError):
            return  # What is not on the list has been told already.
        if quiet.holds(hour):
            raise ValidationError(
                f"{hour:02d}:00 lies in your quiet hours, {quiet.from_hour:02d}:00 to "
                f"{quiet.until_hour:02d}:00. Change the time or the quiet hours."
            )

    def validate_worked_0(self, _field: Any) -> None:
        """Refuse a rota without a single worked day: nothing could ever be sent."""
        if not any(field.data for field in self.weeks):
            raise ValidationError("Choose at least one day that you work.")

    def validate_away_first(self, field: Any) -> None:
        """Refuse a beginning without an end, and a year that was surely mistyped."""
        if field.data is None:
            return  # What could not be read as a day has been told already.
        if not (self.away_last.data or (self.away_last.raw_data and self.away_last.raw_data[0])):
            raise ValidationError(BOTH_DAYS)
        if abs((field.data - self.today).days) > LONGEST_AWAY:
            raise ValidationError("Choose a day within about a year. Check the year.")

    def validate_away_last(self, field: Any) -> None:
        """Refuse an end without a beginning, before it, or further off than a year."""
        first, last = self.away_first.data, field.data
        if last is None or self.away_first.errors:
            return
        if first is None:
            raise ValidationError(BOTH_DAYS)
        if last < first:
            raise ValidationError("The last day is before the first. Change one of the two.")
        if (last - first).days > LONGEST_AWAY:
            raise ValidationError("Choose a day within about a year. Check the year.")

    def to_wish(self) -> Wish:
        """Return what was chosen; call it only on a form found valid."""
        place = self.shown_week.since(ROTA_BEGINS) % self.rota
        ticked = [frozenset(int(day) for day in field.data or ()) for field in self.weeks]
        worked = tuple(ticked[(number - place) % self.rota] for number in range(self.rota))
        slot = Slot(
            str(self.zone.data),
            int(self.day.data),
            int(self.hour.data),
            worked,
            self._quiet(),
            Messages(self.messages.data),
        )
        first, last = self.away_first.data, self.away_last.data
        away = Away(first, last) if first and last else None
        # Where only one way is offered the field is not there.
        chosen = self._fields.get("channel")
        channel = None if chosen is None else Channel(chosen.data)
        return Wish(slot, away, self.read_version, channel)

    def _quiet(self) -> Quiet:
        return Quiet(int(self.quiet_from.data), int(self.quiet_until.data))


def filled(wish: Wish, today: date, rota: int | None = None) -> dict[str, Any]:
    """Return what the fields show for a wish; a rota of other length repeats its weeks."""
    slot = wish.slot
    length = rota or len(slot.worked)
    place = Week.of(today).since(ROTA_BEGINS)
    shown = {
        "version": str(wish.version),
        "shown": str(Week.of(today)),
        "messages": slot.messages.value,
        "channel": (wish.channel or Channel.MAIL).value,
        "day": str(slot.day),
        "hour": str(slot.hour),
        "quiet_from": str(slot.quiet.from_hour),
        "quiet_until": str(slot.quiet.until_hour),
        "zone": slot.zone,
        "away_first": wish.away.first if wish.away else None,
        "away_last": wish.away.last if wish.away else None,
    }
    weeks = (slot.worked[(place + number) % len(slot.worked)] for number in range(length))
    return shown | dict(_ticked(weeks))


def _ticked(weeks: Iterator[frozenset[int]]) -> Iterator[tuple[str, list[str]]]:
    for number, days in enumerate(weeks):
        yield f"worked_{number}", [str(day) for day in sorted(days)]


def rota_of(written: str, otherwise: int) -> int:
    """Read how many weeks a rota has from an address; what makes no sense changes nothing."""
    is_number = written.isascii() and written.isdigit() and len(written) == 1
    return int(written) if is_number and 1 <= int(written) <= LONGEST_ROTA else otherwise
