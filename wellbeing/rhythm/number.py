"""Reads a mobile number as people write it, and shows it as little as it needs."""

import re
from collections.abc import Sequence

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, ValidationResult

LONGEST = 40
MOBILE = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})
EXAMPLE = "Write it like 07700 900123 or +44 7700 900123."
NO_NUMBER = f"This cannot be read as a number. {EXAMPLE}"
NO_MOBILE = f"This looks like no mobile number. {EXAMPLE}"
LETTER = re.compile(r"[^\W\d_]")
LENGTHS = {
    ValidationResult.TOO_SHORT: f"This number is too short. {EXAMPLE}",
    ValidationResult.TOO_LONG: f"This number is too long. {EXAMPLE}",
}
SHOWN = 2


class NumberError(ValueError):
    """A number that no text can go to; one line that says what to do."""


def read_number(typed: str, countries: Sequence[str]) -> str:
    """Return a number as gateways want it: +447700900123. Raise NumberError for anything else.

    A number need not be known to belong to somebody: the code that is sent to it decides.
    """
    if not typed.strip():
        raise NumberError("Type a mobile number, or go back.")
    if len(typed) > LONGEST:
        raise NumberError(LENGTHS[ValidationResult.TOO_LONG])
    try:
        number = phonenumbers.parse(typed, countries[0])
    except NumberParseException:
        raise NumberError(NO_NUMBER) from None
    # The library dials letters as keys of a phone: an O for a nought would be somebody else's 6.
    if not number.extension and LETTER.search(typed.strip().lower().removeprefix("tel:")):
        raise NumberError(NO_NUMBER)
    _require_a_country(number, countries)
    _require_a_mobile(number)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def ending(number: str) -> str:
    """Return the last two digits: enough to know one's own number, and no more over a shoulder."""
    return number[-SHOWN:]


def _require_a_country(number: PhoneNumber, countries: Sequence[str]) -> None:
    codes = [phonenumbers.country_code_for_region(country) for country in countries]
    if number.country_code not in codes:
        allowed = " or ".join(f"+{code}" for code in codes)
        raise NumberError(
            f"Texts can be sent to numbers that begin with {allowed} only. "
            "Choose e-mail, or type another number."
        )


def _require_a_mobile(number: PhoneNumber) -> None:
    length = phonenumbers.is_possible_number_for_type_with_reason(number, PhoneNumberType.MOBILE)
    if length is not ValidationResult.IS_POSSIBLE:
        raise NumberError(LENGTHS.get(length, NO_MOBILE))
    known = phonenumbers.is_valid_number(number)
    if number.extension or (known and phonenumbers.number_type(number) not in MOBILE):
        raise NumberError(NO_MOBILE)
