"""What may stand in one field of a roster file; anything that could mislead a reader is refused."""

import re
import unicodedata

LONGEST_FIELD = 256
LONGEST_ADDRESS = 254

# Roles a roster can give. Supervisors are not listed: they are the people others name.
UNIT_LEVELS = ("team", "service", "directorate", "organisation")
MANAGER_OF = {f"manager of {level}": level for level in UNIT_LEVELS}
ROLES = (
    *MANAGER_OF,
    "peer supporter",
    "practitioner",
    "wellbeing lead",
    "staff representative",
    "roster admin",
    "operator",
    "auditor",
)

_ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9._%'+-]*[A-Za-z0-9_])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,63}",
    re.ASCII,
)
_FORMULA_STARTS = frozenset("=+-@")
_NEVER_IN_A_NAME = frozenset('<>\\|"`{}[]^')
# Control, format (zero width, text direction), surrogate, private, unassigned, line separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LOOK_ALIKE_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


class FieldError(ValueError):
    """A field cannot be used; the message says why, without its row and column."""


def plain_text(raw: str) -> str:
    """Return the text as it will be stored, or raise FieldError.

    NFKC makes ways of writing that look the same be the same, so that nobody can stand in
    the roster twice, or in a team of almost the same name, without it being seen.
    """
    for character in raw:
        if unicodedata.category(character) in _UNSEEN:
            raise FieldError(f"holds the unseen character U+{ord(character):04X}; remove it")
    text = " ".join(unicodedata.normalize("NFKC", raw).split())
    if max(len(raw), len(text)) > LONGEST_FIELD:
        raise FieldError(f"is longer than {LONGEST_FIELD} characters")
    return text


def name(raw: str) -> str:
    """Return a person's or a unit's name, or raise FieldError."""
    text = plain_text(raw)
    if not text:
        return ""
    if text[0] in _FORMULA_STARTS:
        raise FieldError(f"begins with {text[0]}, which a spreadsheet would run as a formula")
    if ".." in text or text[0] == ".":
        raise FieldError("looks like a file path")
    unfit = sorted(_NEVER_IN_A_NAME & set(text))
    if unfit:
        raise FieldError(f"holds {' '.join(unfit)}, which no name needs")
    if not any(character.isalpha() for character in text):
        raise FieldError("holds no letter")
    _refuse_look_alikes(text)
    return text


def address(raw: str) -> str:
    """Return an e-mail address in small letters, or raise FieldError."""
    if "\n" in raw or "\r" in raw:
        raise FieldError("holds a line break")
    text = plain_text(raw)
    if not text:
        return ""
    if not raw.strip().isascii():
        raise FieldError("holds letters outside a to z, which can look like others")
    if len(text) > LONGEST_ADDRESS or ".." in text or not _ADDRESS.fullmatch(text):
        raise FieldError("is not an e-mail address; write it like name@example.org")
    return text.casefold()


def roles(raw: str) -> tuple[str, ...]:
    """Return the roles, which are separated by semicolons, or raise FieldError."""
    named = [word.strip().casefold() for word in plain_text(raw).split(";")]
    found = tuple(word.replace("_", " ") for word in named if word)
    for role in found:
        if role not in ROLES:
            raise FieldError(f"{role!r} is not a role; the roles are: {', '.join(ROLES)}")
    if len(set(found)) != len(found):
        raise FieldError("names a role twice")
    return found


def alike(text: str) -> str:
    """Return what two ways of writing the same name have in common."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _refuse_look_alikes(text: str) -> None:
    """Refuse a word that mixes alphabets, such as a Latin one with a Cyrillic a."""
    for word in text.split():
        scripts = {
            script
            for character in word
            if character.isalpha()
            for script in _LOOK_ALIKE_SCRIPTS
            if unicodedata.name(character, "").startswith(script)
        }
        if len(scripts) > 1:
            raise FieldError(f"mixes alphabets in one word ({', '.join(sorted(scripts))})")
