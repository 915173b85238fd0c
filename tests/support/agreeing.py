"""Another policy for a test's organisation, proposed and agreed by two people through the service."""

from tests.support.house import Home
from tests.support.world import CHARACTERS
from wellbeing.clock import local_day
from wellbeing.policies import service as policies
from wellbeing.policies.shipped import good
from wellbeing.week import Week


def agree_on(home: Home, **changed: str) -> Week:
    """Put the policy of the release in force with some lines changed; return its first week.

    `phq_4="true"` changes the line that begins with `phq_4 =`; its source stays beside it.
    """
    with home.session() as session:
        moment = home.clock.now()
        today = local_day(moment, home.zone)
        policies.adopt(session, today)
        board = policies.Board(session, home.vault, moment, today)
        text = _changed(good()[-1].text, {"version": "2", **changed})
        change_id = policies.propose(board, _holder("wellbeing_lead"), text, "A test wants it.")
        return policies.approve(board, _holder("staff_representative"), change_id)


def _changed(text: str, changed: dict[str, str]) -> str:
    lines = text.split("\n")
    for name, value in changed.items():
        places = [place for place, line in enumerate(lines) if line.startswith(f"{name} = ")]
        if len(places) != 1:
            raise AssertionError(f"{name} stands in {len(places)} lines")
        _, comment, source = lines[places[0]].partition("#")
        lines[places[0]] = f"{name} = {value}  {comment}{source}"
    return "\n".join(lines)


def _holder(role: str) -> str:
    return next(one.id for one in CHARACTERS if role in one.roles)
