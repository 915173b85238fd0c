"""What one policy changes against another, in numbers, in words and in sources."""

from collections.abc import Iterator
from dataclasses import dataclass

from wellbeing.policies.sources import WITHOUT_SOURCE, sources_of
from wellbeing.stepped_care import Policy
from wellbeing.stepped_care.plain_english import chapters


@dataclass(frozen=True)
class Changed:
    """One thing that was and one that will be."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """Everything in which two policies differ."""

    numbers: tuple[Changed, ...]
    rules: tuple[Changed, ...]
    sources: tuple[Changed, ...]

    @property
    def is_more_than_a_date(self) -> bool:
        """Say whether anything differs beside the version and the Monday."""
        numbers = [one for one in self.numbers if one.name not in WITHOUT_SOURCE]
        return bool(numbers or self.rules or self.sources)


def difference(old: Policy, new: Policy, old_text: str = "", new_text: str = "") -> Difference:
    before, after = sources_of(old_text), sources_of(new_text)
    sources = _changed(before, after)
    return Difference(
        tuple(_changed(dict(numbers_of(old)), dict(numbers_of(new)))),
        tuple(_changed(_rules(old), _rules(new))),
        tuple(one for one in sources if one.name not in WITHOUT_SOURCE),
    )


def numbers_of(policy: Policy) -> Iterator[tuple[str, str]]:
    """Return every number of a policy by its key, as it is written in the file."""
    for name, value in policy.model_dump(mode="json").items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", as_written(number)) for key, number in value.items())
        else:
            yield name, as_written(value)


def as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _changed(before: dict[str, str], after: dict[str, str]) -> Iterator[Changed]:
    """Compare what either has; what one of them lacks is empty there."""
    for name in {**before, **after}:
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            yield Changed(name, was, now)


def _rules(policy: Policy) -> dict[str, str]:
    return {
        one.rule: f"when {one.when}: {one.then}."
        for chapter in chapters(policy)
        for one in chapter.rules
    }
