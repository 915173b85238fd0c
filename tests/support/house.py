"""A whole application for a test: empty databases, a key file, a standing clock, signed-in people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from threading import Thread
from types import CodeType
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine, NullPool, create_engine
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.support.databases import SQLITE, Database, settings_of
from tests.support.routes import remember_routes
from tests.support.statements import remember_statements
from wellbeing.accounts import sign_in
from wellbeing.accounts.sign_in import Door
from wellbeing.accounts.signed_in_person import TOKEN
from wellbeing.app import create_app
from wellbeing.clock import StandingClock, local_day
from wellbeing.database import adopt, make_engine, options_of
from wellbeing.extensions import PARTS, House, db
from wellbeing.installation import Installation
from wellbeing.key_ring import KeyRing
from wellbeing.readiness import readiness
from wellbeing.sealed import Vault
from wellbeing.settings import Settings
from wellbeing.web.access_matrix import AccessMatrix
from wellbeing.web.health import READINESS


class _Compiled(BytecodeCache):
    """Templates that have been compiled: every application of a test has the same ones."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from the same source before."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled now."""
        if bucket.code is not None:
            self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
remember_routes()
remember_statements()


@dataclass(frozen=True)
class Home:
    """An application under test with what stands around it."""

    app: Flask
    settings: Settings
    clock: StandingClock
    database: Database
    zone: str

    @property
    def vault(self) -> Vault:
        return self.parts.vault

    @property
    def parts(self) -> House:
        found: House = self.app.extensions[PARTS]
        return found

    @property
    def environment(self) -> dict[str, str]:
        """What a `wellbeing` process needs to work on the same installation."""
        return {**self.database.environment, "WELLBEING_KEY_FILE": str(self.settings.key_file)}

    @cached_property
    def _engine(self) -> Engine:
        # One for all sessions: an engine remembers how its statements are written.
        url = self.settings.database_url
        if self.database.kind != SQLITE:
            return make_engine(url)
        # Another file may take this one's place between two sessions.
        engine = create_engine(url, **options_of(url), poolclass=NullPool)
        adopt(engine)
        return engine

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Lend a session of its own on the main database."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve on a free port of this machine from a thread, and yield the address."""
        server = make_server(
            "127.0.0.1", 0, _whole(self.app), threaded=True, request_handler=_Quiet
        )
        # It looks for its end between two requests; unasked every half second.
        often = {"poll_interval": 0.02}
        thread = Thread(target=server.serve_forever, kwargs=often, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def cookie_of(self, person_id: str, session: Session | None = None) -> tuple[str, str]:
        """Return name and value of the cookie of a browser in which this person has signed in."""
        client = self.app.test_client()
        if session is None:
            with self.session() as own:
                token = self._token(own, person_id)
        else:
            token = self._token(session, person_id)
        with client.session_transaction() as kept:
            kept[TOKEN] = token
            kept["_fresh"] = True
        cookie = client.get_cookie(self.app.config["SESSION_COOKIE_NAME"])
        if cookie is None:
            raise AssertionError("signing in set no cookie")
        return cookie.key, cookie.value

    def browser_of(self, person_id: str | None) -> FlaskClient:
        """Return a browser in which this person has signed in; None is nobody."""
        client = self.app.test_client()
        if person_id is not None:
            client.set_cookie(*self.cookie_of(person_id))
        return client

    def _token(self, session: Session, person_id: str) -> str:
        today = local_day(self.clock.now(), self.zone)
        return sign_in.sign_in_as(Door(session, self.vault, self.clock.now(), today), person_id)


def _whole(app: WSGIApplication) -> WSGIApplication:
    """Read each answer to its end at once: the test's server leaks it when a browser hangs up."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()

    return answer


class _Quiet(WSGIRequestHandler):
    """Serves without a line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def prepare(database: Database, *, demo: bool = False) -> Settings:
    """Lay out a new installation: its marker, its key file and the schema of every database."""
    installation = Installation.new(demo=demo)
    installation.write(database.data)
    settings = settings_of(database, installation)
    KeyRing.fresh().write(settings.key_file)
    database.make_tables()
    return settings


@contextmanager
def opened(
    settings: Settings,
    database: Database,
    now: datetime,
    matrix: AccessMatrix | None = None,
    zone: str = "Europe/London",
) -> Iterator[Home]:
    """Open an application on prepared databases, and let go of every connection afterwards."""
    clock = StandingClock(now)
    app = create_app(settings, clock, matrix)
    app.config["TESTING"] = True
    # A test that asks whether it is ready wants to know, however fresh the application is.
    app.extensions[READINESS] = lambda: readiness(app, settings)
    app.jinja_env.bytecode_cache = _COMPILED
    home = Home(app, settings, clock, database, zone)
    try:
        yield home
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        _dispose(home)


def _dispose(home: Home) -> None:
    ledger = home.parts.ledger.kw["bind"]
    keys = home.vault._keys  # the vault keeps its engine to itself
    for engine in (home._engine, ledger, keys):
        if isinstance(engine, Engine):
            engine.dispose()
