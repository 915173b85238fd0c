"""What the pages of an agreement are handed: its parts with their titles, and its versions in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wellbeing.agreements.service import Version
from wellbeing.content.agreement_models import AgreementWords


@dataclass(frozen=True)
class ShownPart:
    """One part as it is read."""

    id: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ShownVersion:
    """One version in the list: its day, where it came from, and the parts it changed."""

    number: int
    day: str
    put_back: int | None
    is_taken_out: bool
    changed: tuple[str, ...]


def parts_of(words: AgreementWords, version: Version) -> tuple[ShownPart, ...]:
    """Return the parts in their order; words of a part that is gone stand at the end."""
    known = {part.id: part.title for part in words.parts}
    gone = {each.part: words.from_before for each in version.texts if each.part not in known}
    return tuple(
        ShownPart(part, title, tuple(version.text_of(part).splitlines()))
        for part, title in {**known, **gone}.items()
    )


def versions_in_words(
    words: AgreementWords, found: Sequence[Version], most: int
) -> tuple[ShownVersion, ...]:
    """Return the newest of them; the one after the last tells what the last one changed."""
    earlier = (*found[1:], Version())
    return tuple(
        ShownVersion(
            number=version.number,
            day=day_in_words(version.written_on),
            put_back=version.put_back,
            is_taken_out=version.is_taken_out,
            changed=_changed(words, version, before),
        )
        for version, before in zip(found[:most], earlier, strict=False)
    )


def day_in_words(day: date | None) -> str:
    return "" if day is None else f"{day:%A} {day.day} {day:%B %Y}"


def _changed(words: AgreementWords, version: Version, before: Version) -> tuple[str, ...]:
    if version.is_taken_out or before.is_taken_out:
        return ()
    changed = set(version.changed_since(before))
    titles = [part.title for part in words.parts if part.id in changed]
    gone = changed.difference(part.id for part in words.parts)
    return (*titles, *([words.from_before] if gone else []))
