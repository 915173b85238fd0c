"""The sample organisation, built once for a test process: people with a past, and released figures."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import on_sqlite
from tests.support.house import Home, opened
from tests.support.world import NOW, ZONE
from wellbeing.accounts import cast
from wellbeing.accounts import service as accounts
from wellbeing.clock import local_day
from wellbeing.installation import Installation
from wellbeing.settings import Settings
from wellbeing.simulation import building
from wellbeing.simulation.sample import Sample

# Whom a browser test looks as, beside the people of the demo's page.
NOBODY, OFFERED_MORE = "nobody", "offered more support"


@contextmanager
def sample_home(data: Path, people: int, weeks: int, seed: int = 1) -> Iterator[Home]:
    """Build a sample that ends today, and open it as `wellbeing demo` would."""
    wanted = Sample.ending_before(local_day(NOW, ZONE), people, weeks, seed)
    building.build(data, wanted, NOW, building.Watcher(lambda _week, _of: None))
    installation = Installation.read(data)
    if installation is None:
        raise AssertionError(f"no sample was built in {data}")
    settings = Settings.of(data, installation, {})
    with opened(settings, on_sqlite(data), NOW) as home:
        yield home


def person_of(home: Home, words: str) -> str:
    """Return the id of the sample person whose line on the demo's page has these words."""
    part = next(one for one in cast.read(home.settings.data) if words in one.line)
    with home.session() as session:
        found = cast.person_id_of(session, part)
    if found is None:
        raise AssertionError(f"{part.name} is not there")
    return found


def person_offered_more(home: Home) -> str:
    """Return the id of a sample person whose step is reactive support."""
    with home.session() as session:
        everybody = accounts.present(session, local_day(NOW, ZONE))
    for person_id in everybody:
        if "Close this offer" in home.browser_of(person_id).get("/my-step").text:
            return person_id
    raise AssertionError("nobody in the sample is offered more support")
