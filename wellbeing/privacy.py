"""What kind of personal information a column holds; every column says so.

`wellbeing privacy-map` prints the table for the data protection impact assessment.
"""

from enum import StrEnum


class PrivacyKind(StrEnum):
    """How a column relates to a person, from most to least careful."""

    SENSITIVE = "sensitive"
    IDENTIFIES = "identifies"
    LINKS = "links"
    RELEASED = "released"
    ORDINARY = "ordinary"


# Handed to `mapped_column(info=…)`.
SENSITIVE = {"privacy": PrivacyKind.SENSITIVE}
IDENTIFIES = {"privacy": PrivacyKind.IDENTIFIES}
LINKS = {"privacy": PrivacyKind.LINKS}
RELEASED = {"privacy": PrivacyKind.RELEASED}
ORDINARY = {"privacy": PrivacyKind.ORDINARY}
