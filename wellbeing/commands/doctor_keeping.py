"""Whether there is room to keep anything, whether anything is kept longer than usual, and own words."""

import shutil

from wellbeing.commands.findings import Finding
from wellbeing.content.loader import ContentError, content
from wellbeing.keeping_settings import BY, SHORTEST_REASON, WHY
from wellbeing.settings import Settings

ENOUGH_BYTES = 200 * 1024 * 1024
AS_USUAL = "nothing is kept longer than usual without a name and a reason"


def kept_too_long(settings: Settings) -> Finding:
    """Find what is kept longer; it stops the start until the data protection officer stands for it."""
    keeping = settings.keeping
    longer = ", ".join(one.setting for one in keeping.longer)
    if not longer:
        return Finding(AS_USUAL, well=True)
    if keeping.is_decided:
        said = f"Kept longer than usual ({longer}), as {keeping.decided_by} decided: {keeping.why}"
        return Finding(AS_USUAL, well=True, advice=said, warns=True)
    return Finding(
        AS_USUAL,
        well=False,
        advice=f"{longer}: lower it, or set {BY} to the name of the data protection officer and {WHY} to "
        f"their reason, in at least {SHORTEST_REASON} letters.",
    )


def disk(settings: Settings) -> Finding:
    return Finding(
        "at least 200 MB of free disk",
        shutil.disk_usage(settings.data).free >= ENOUGH_BYTES,
        "Free some disk: below this the service may not be able to save.",
    )


def own_words(settings: Settings) -> Finding:
    """Read the words of this installation: without them nobody would see a number to ring."""
    name = "words in content/ can be used"
    try:
        content(settings.data / "content")
    except ContentError as error:
        places = "; ".join(str(error).splitlines())
        advice = f"Mend each place, or take the file away to have ours again: {places}."
        return Finding(name, well=False, advice=advice)
    return Finding(name, well=True)
