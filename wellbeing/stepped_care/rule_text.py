"""What a page about the rules is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleText:
    """One rule: when it holds and what follows."""

    rule: str
    when: str
    then: str


@dataclass(frozen=True)
class Chapter:
    """Rules of one kind, with what has to be known to read them."""

    title: str
    lead: str
    rules: tuple[RuleText, ...]
