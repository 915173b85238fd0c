"""A publisher of its own process that is killed with -9 at a named point of one window."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from tests.support.points import Act, Point, Seen, die_at
from tests.support.press import Works, publication
from wellbeing.database import Journal, make_engine
from wellbeing.disclosure import Window
from wellbeing.key_ring import KeyRing
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import Press, publish_due
from wellbeing.publishing.witness import KeptWitness
from wellbeing.sealed import Vault

NOISE = Point("noise drawn", "told noise drawn")
FILE = Point("witness in its file alone", "keys UPDATE publishing_witness")
WITNESS = Point("witness told", "ledger INSERT INTO release_cell")
ROWS = Point("rows in the ledger's transaction", "ledger commits", after=WITNESS.sees)
LEDGER = Point("ledger committed", "ledger committed", after=WITNESS.sees)
MAIN = Point("database committed", "main committed", after=WITNESS.sees)
POINTS = (NOISE, FILE, WITNESS, ROWS, LEDGER, MAIN)
# Who may have seen the noise by then; and from when on it is out.
GIVEN_UP, OUT = (FILE, WITNESS, ROWS), (LEDGER, MAIN)


def publish_until(works: Works, window: Window, point: Point, draws: Path) -> int:
    """Let another process publish a window and die at this point; return how it ended."""
    stores = {
        Path(str(works.main.url.database)).name: "main",
        Path(str(works.keys.url.database)).name: "keys",
    }
    return die_at(point, publishing(works, window, draws), draws.parent, stores)


def publishing(works: Works, window: Window, draws: Path) -> Act:
    """Return what publishes a window with connections of its own, and notes each draw of noise."""
    urls = [
        engine.url.render_as_string(hide_password=False)
        for engine in (works.main, works.keys, works.ledger_engine)
    ]
    key_file = works.witness_file.with_suffix("").with_suffix(".json")

    def publish(tell: Seen) -> None:
        def noise(sums: Sequence[int], sigma: float) -> Sequence[int]:
            with draws.open("a", encoding="ascii") as file:
                file.write("drawn\n")
            tell("noise drawn")
            return discrete_gaussian(sums, sigma)

        journals = (Journal.MAIN, Journal.SIDE, Journal.LEDGER)
        main, keys, released = (
            make_engine(url, journal) for url, journal in zip(urls, journals, strict=True)
        )
        vault, witness = Vault(KeyRing.read(key_file), keys), KeptWitness(works.witness_file, keys)
        with Session(main) as session, Session(released) as book:
            press = Press(session, book, vault, 1, noise, witness=witness)
            publish_due(press, publication(window))

    return publish
