"""The policy an organisation begins with: the newest good file of the release, whole."""

import secrets
from datetime import date
from pathlib import Path

from wellbeing.policies.changes import Change, Decision, text_hash
from wellbeing.policies.shipped import good
from wellbeing.week import Week

CAME_WITH_THE_SERVICE = "It came with the service."


def founding(today: date, folder: Path | None) -> Change | None:
    """Return the file that began last, as it will be kept; the first one when none has begun."""
    files = good(folder)
    begun = [one for one in files if one.policy and one.policy.in_force_from <= today]
    chosen = begun[-1] if begun else next(iter(files), None)
    if chosen is None or chosen.policy is None:
        return None
    return Change(
        id=secrets.token_hex(16),
        text=chosen.text,
        text_sha256=text_hash(chosen.text),
        policy_sha256=chosen.policy.sha256,
        shipped_as=chosen.name,
        why=CAME_WITH_THE_SERVICE,
        proposed_by=None,
        proposed_on=today,
        decision=Decision.FOUNDING,
        decided_on=today,
        from_week=Week.of(today),
    )
