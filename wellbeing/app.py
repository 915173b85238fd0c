"""Puts the parts together: the only place where the real ones enter."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from whitenoise import WhiteNoise

from wellbeing.accounts import service as accounts
from wellbeing.accounts import demo_views, signed_in_person, views as account_views
from wellbeing.checkins import views as checkin_views
from wellbeing.clock import Clock, SystemClock
from wellbeing.database import Journal, adopt, make_engine, reader_url
from wellbeing.extensions import PARTS, House, csrf, db, house, limiter, login_manager
from wellbeing.first_aid_kit import views as kit_views
from wellbeing.heatmaps import views as heatmap_views
from wellbeing.key_ring import KeyRing
from wellbeing.migrations import runner
from wellbeing.sealed import Vault
from wellbeing.settings import LOOPBACK, Settings
from wellbeing.web import access, context, errors, headers, health, pages
from wellbeing.web.access_matrix import AccessMatrix, shipped
from wellbeing.web.signed_in import SignedIn

LONGEST_POST = 256 * 1024
MOST_FORM_PARTS = 200
A_YEAR = 31_536_000


def create_app(
    settings: Settings, clock: Clock | None = None, matrix: AccessMatrix | None = None
) -> Flask:
    """Return the application; the databases must have been brought up to date before.

    Raises AccessMatrixError when a route has no line in the access matrix.
    """
    app = Flask("wellbeing", instance_path=str(settings.data.resolve()), static_folder=None)
    ring = KeyRing.read(settings.key_file)
    app.config.update(_configuration(settings, ring))
    app.extensions[PARTS] = _parts(settings, ring, clock or SystemClock())
    app.extensions[health.READINESS] = lambda: readiness(app, settings)
    db.init_app(app)
    with app.app_context():
        adopt(db.engine, Journal.SCRATCH if settings.scratch else Journal.MAIN)
    # Its own context processor would ask the database about the reader of every page.
    login_manager.init_app(app, add_context_processor=False)
    login_manager.session_protection = None  # Phones change address; the session row decides.
    csrf.init_app(app)
    limiter.init_app(app)
    context.give_context(app)
    headers.send_headers(app, https=settings.is_https)
    headers.refuse_other_origins(app)
    errors.handle_errors(app)
    access.guard(app, matrix or shipped(), _check_unit)
    _register(app, settings)
    access.require_complete(app, shipped())
    _serve_static(app, settings)
    return app


def readiness(app: Flask, settings: Settings) -> dict[str, bool]:
    """Return what must be there for the service to work, each with whether it is."""
    found = {"database": False, "schema": False, "keys": settings.key_file.exists()}
    try:
        with app.app_context():
            db.session.execute(text("SELECT 1"))
            found["database"] = True
            found["schema"] = runner.is_current(settings)
            db.session.rollback()
    except OperationalError:
        pass
    return found


def _parts(settings: Settings, ring: KeyRing, clock: Clock) -> House:
    side = Journal.SCRATCH if settings.scratch else Journal.SIDE
    return House(
        settings=settings,
        clock=clock,
        vault=Vault(ring, make_engine(settings.keys_url, side)),
        ledger=sessionmaker(_ledger_reader(settings)),
    )


def _ledger_reader(settings: Settings) -> Engine:
    # The web side can only read released figures; only publishing opens the ledger to write.
    return make_engine(reader_url(settings.ledger_url), Journal.READ_ONLY)


def _configuration(settings: Settings, ring: KeyRing) -> Mapping[str, Any]:
    return {
        "SECRET_KEY": ring.session_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SESSION_COOKIE_NAME": "__Host-s" if settings.is_https else "s",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # Our own origin check stands in front of it.
        "MAX_CONTENT_LENGTH": LONGEST_POST,
        "MAX_FORM_MEMORY_SIZE": LONGEST_POST,
        "MAX_FORM_PARTS": MOST_FORM_PARTS,
        "TRUSTED_HOSTS": _trusted_hosts(settings),
        "RATELIMIT_HEADERS_ENABLED": False,
    }


def _trusted_hosts(settings: Settings) -> list[str]:
    named = settings.public_url.split("//")[-1].split("/")[0].split(":")[0]
    return sorted(LOOPBACK - {"::1"} | {"[::1]"} | ({named} if named else set()))


def _check_unit(person: SignedIn, arguments: Mapping[str, Any]) -> bool:
    unit_id = arguments.get("unit_id")
    if unit_id is None:
        return True
    session = db.session()
    today = house().today(accounts.organisation(session).zone)
    return accounts.may_see_unit(session, person.id, str(unit_id), today)


def _register(app: Flask, settings: Settings) -> None:
    for views in (pages, account_views, checkin_views, kit_views, heatmap_views):
        app.register_blueprint(views.blueprint)
    if settings.demo and settings.host in LOOPBACK:
        app.register_blueprint(demo_views.blueprint)


def _serve_static(app: Flask, settings: Settings) -> None:
    fixed = headers.fixed_headers(https=settings.is_https)

    def add_headers(sent: Any, _path: str, _url: str) -> None:
        for name, value in fixed.items():
            sent[name] = value

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(_static_folder(app)),
        prefix="static/",
        # Every address of a static file carries the hash of its content.
        max_age=A_YEAR,
        add_headers_function=add_headers,
        allow_all_origins=False,
        immutable_file_test=lambda _path, _url: True,
    )


def _static_folder(app: Flask) -> str:
    return f"{app.root_path}/static"
