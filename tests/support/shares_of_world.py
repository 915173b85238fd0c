"""What people of the small world share: with whom, and by hand who may open each."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.support.house import Home
from tests.support.sharing import Sharers
from tests.support.world import BY_NAME

NO_SHARE = "no share"
UNKNOWN_SHARE = {NO_SHARE: "0" * 32}


@dataclass(frozen=True)
class Shared:
    """Who shared with whom, and the names of those who may open it."""

    owner: str
    to: str
    open_to: frozenset[str]


SHARES: Mapping[str, Shared] = {
    "with a practitioner": Shared("staff", "practitioner", frozenset({"practitioner"})),
    "with a supervisor": Shared("moved", "supervisor", frozenset({"supervisor"})),
    "with a colleague": Shared("practitioner", "staff", frozenset({"staff"})),
    "with an address of nobody": Shared("supervisor", "nobody", frozenset()),
    "that was ended": Shared("past supervisor", "peer supporter", frozenset()),
}


def share_around(home: Home) -> None:
    """Let everybody share, and one of them end it."""
    sharers = Sharers(home)
    for shared in SHARES.values():
        sharers.share(f"{shared.to.replace(' ', '.')}@example.org", BY_NAME[shared.owner].id)
    ended = SHARES["that was ended"]
    sharers.end(share_ids_of(home)["that was ended"], BY_NAME[ended.owner].id)


def share_ids_of(home: Home) -> dict[str, str]:
    """Return the ids of all that is shared by name, and one that nothing has."""
    sharers = Sharers(home)
    found = {name: sharers.mine(BY_NAME[each.owner].id) for name, each in SHARES.items()}
    return {name: shares[0].id for name, shares in found.items() if shares} | UNKNOWN_SHARE
