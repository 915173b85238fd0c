"""Requests in words: the sentence a contact reads, days, ways to talk, and what is said meanwhile."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from wellbeing.content.loader import Content
from wellbeing.content.question_models import Choice
from wellbeing.content.support_models import Ask
from wellbeing.support.cases import Ending, Kind, Wish
from wellbeing.support.sending import NobodyToAskError
from wellbeing.support.telling import Event, Mine

_ENDED = {
    Ending.WITHDRAWN: "Taken back by you{on}",
    Ending.REVIEWED: "{by} answered{on}",
    Ending.CLOSED: "Closed by {by}{on}",
    Ending.SIGNED_OFF: "{by} signed off formal support{on}",
    Ending.NOT_AGREED: "Ended{on} without formal support",
}


def day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def moment_in_words(at: datetime, zone: str) -> str:
    """Return `Monday 9 March, 9:00`, in the organisation's zone."""
    here = at.astimezone(ZoneInfo(zone))
    return f"{day_in_words(here.date())}, {here.hour}:{here:%M}"


def they_read(words: Content, wish: Wish, name: str, due_on: date) -> str:
    """Return the sentence that is all a contact learns, beside what the person wrote themselves."""
    how = "".join(f", {one}" for one in ways_in_words(words, wish))
    return words.support.ask(wish.kind).they_read.format(
        name=name, day=day_in_words(due_on), how=how
    )


def practical(words: Content, wish: Wish) -> tuple[str, ...]:
    """Return what else a contact reads: when it is safe, and whether a message may be left."""
    said = words.support
    safe = said.safe_times.format(times=wish.safe_times) if wish.safe_times else ""
    message = said.may_leave_message if wish.may_leave_message else said.no_message
    avoided = " or ".join(how_in_words(words, one) for one in wish.not_by)
    not_by = said.not_by.format(ways=avoided) if avoided else ""
    return tuple(one for one in (safe, not_by, message) if one)


def passes_on(words: Content, name: str, at: datetime, zone: str) -> str:
    return words.support.passes_on.format(name=name, moment=moment_in_words(at, zone))


def why_nobody(words: Content, kind: Kind, error: NobodyToAskError) -> str:
    """Say plainly why nothing is promised, and when it is worth asking again."""
    if not error.is_away:
        return words.support.ask(kind).nobody
    back = error.back_on
    later = f" {words.support.back_on.format(day=day_in_words(back))}" if back else ""
    return words.support.no_cover + later


def ways_in_words(words: Content, wish: Wish) -> tuple[str, ...]:
    """Return `by phone` and `with a BSL interpreter`, as far as they were chosen."""
    interpreter = _one_of(words.support.interpreters, wish.interpreter)
    if interpreter and wish.language:
        interpreter = f"{interpreter} ({wish.language})"
    return tuple(one for one in (how_in_words(words, wish.how), interpreter) if one)


def how_in_words(words: Content, how: str) -> str:
    """Return `by phone` for the choice of that name; nothing where it was left open."""
    return _one_of((*words.support.ways, *hows(words)), how)


def ways_to_choose(words: Content, said: object) -> list[tuple[str, str]]:
    """Return the ways of the page, and the one a person said elsewhere, in the words they saw there."""
    offered = [(one.value, one.label) for one in words.support.ways]
    more = {said} - {"", *dict(offered)}
    return offered + [(one.value, one.label) for one in hows(words) if one.value in more]


def whom_in_words(words: Content, wish: Wish) -> str:
    found = (one.label for one in whoms(words) if one.value == wish.with_whom)
    return next(found, "") if wish.kind is Kind.TALK else ""


def whoms(words: Content) -> tuple[Choice, ...]:
    return words.questions.question("talk_with").choices


def hows(words: Content) -> tuple[Choice, ...]:
    return words.questions.question("talk_how").choices


def ask_of(words: Content, wish: Wish) -> Ask:
    return words.support.ask(wish.kind)


def trouble_with(words: Content, mine: Mine) -> str:
    """Say plainly when a promise was not kept, or when nobody is left to keep it."""
    if mine.reaches_nobody:
        return words.support.nobody_left
    if not mine.is_overdue:
        return ""
    return words.support.late_taken if mine.taken else words.support.late


def state_of(mine: Mine) -> str:
    """Say in a few words where a request is."""
    if mine.ending is not None:
        by, on = _name(mine.ended), _on(mine.ended)
        return _ENDED[mine.ending].format(by=by, on=on)
    if mine.life.is_covered and mine.taken is None:
        return f"{mine.life.contact} is there for you at present"
    if mine.taken is None:
        return "Waiting for someone to take it"
    who = mine.taken.name
    if mine.life.is_covered:
        return f"{mine.life.contact} is there for you while {who} is away"
    if mine.life.talked_on:
        return f"You and {who} have talked. It stays open until one of you closes it"
    return f"{who} has taken this on {day_in_words(mine.taken.on)}"


def look_in_words(look: Event) -> str:
    often = "" if look.times == 1 else f", {look.times} times"
    return f"{look.name}, {day_in_words(look.on)}{often}"


def _one_of(choices: tuple[Choice, ...], value: str) -> str:
    return next((_small(one.label) for one in choices if one.value == value), "")


def _name(event: Event | None) -> str:
    return "" if event is None else event.name


def _on(event: Event | None) -> str:
    return "" if event is None else f" on {day_in_words(event.on)}"


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
