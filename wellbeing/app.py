"""Puts the parts together: the only place where the real ones enter."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from wsgiref.headers import Headers

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker
from whitenoise import WhiteNoise

from wellbeing import jobs
from wellbeing.accounts import demo_views
from wellbeing.actions import comparing
from wellbeing.address_settings import LOOPBACK
from wellbeing.blueprints import BLUEPRINTS
from wellbeing.checkins import chosen as checkins_chosen
from wellbeing.checkins.said_to_contact import said_to_contact
from wellbeing.checkins.visit import TAKING_PART
from wellbeing.clock import Clock, SystemClock
from wellbeing.database import Journal, adopt, existing, make_engine, options_of, reader_url
from wellbeing.extensions import PARTS, House, csrf, db, limiter, login_manager
from wellbeing.figure_settings import stopped
from wellbeing.going_live import visit as going_live_visit
from wellbeing.heatmaps import since_then
from wellbeing.key_ring import KeyRing
from wellbeing.looking_back import chosen as notes_chosen
from wellbeing.preferences import views as preference_views
from wellbeing.preferences.device import all_shared
from wellbeing.readiness import (
    Grace,
    Lately,
    backup_troubles,
    readiness,
    reasons_to_publish_nothing,
)
from wellbeing.rhythm import chosen as rhythm_chosen
from wellbeing.running import views as running_views
from wellbeing.running.service import Listed
from wellbeing.scopes import CHECKS
from wellbeing.sealed import Vault
from wellbeing.settings import Settings
from wellbeing.ways import WAYS
from wellbeing.web import (
    access,
    answers,
    case_says,
    chosen,
    context,
    device,
    errors,
    headers,
    health,
    look,
    taking_part,
    waits,
)
from wellbeing.web.access_matrix import AccessMatrix, shipped

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
    grace = Grace()
    app.extensions[health.READINESS] = Lately(lambda: readiness(app, settings, grace))
    db.init_app(app)
    with app.app_context():
        adopt(db.engine, settings.main_journal)
    # First of all checks: what another site sends must not even be kept for later.
    headers.refuse_other_origins(app)
    # Its own context processor would ask the database about the reader of every page.
    login_manager.init_app(app, add_context_processor=False)
    login_manager.session_protection = None  # Phones change address; the session row decides.
    csrf.init_app(app)
    limiter.init_app(app)
    context.give_context(app)
    headers.keep_out_of_caches(app)
    errors.handle_errors(app)
    access.guard(app, matrix or shipped(), CHECKS)
    answers.give_addresses(app)
    _let_answer(app, settings)
    _register(app, settings)
    access.require_complete(app, shipped())
    _serve_static(app, settings)
    return app


def _let_answer(app: Flask, settings: Settings) -> None:
    """Put in who answers what parts below ask of parts above them."""
    taking_part.tell_by(app, TAKING_PART)
    look.show_by(app, preference_views.views_look.look_for)
    device.tell_by(app, all_shared)
    chosen.tell_by(
        app,
        (
            preference_views.chosen,
            rhythm_chosen.chosen,
            checkins_chosen.chosen,
            notes_chosen.chosen,
        ),
    )
    comparing.compare_by(app, since_then.since)
    case_says.tell_by(app, said_to_contact)
    waits.tell_by(app, WAYS)
    going_live_visit.tell_by(app, lambda now: backup_troubles(db.session(), settings, now))
    stopped.tell_by(app, lambda: bool(reasons_to_publish_nothing(settings)))


def _parts(settings: Settings, ring: KeyRing, clock: Clock) -> House:
    keys = make_engine(existing(settings.keys_url), settings.side_journal)
    return House(
        settings=settings,
        clock=clock,
        vault=Vault(ring, keys, settings.key_file),
        ledger=sessionmaker(_ledger_reader(settings)),
        keys=keys,
    )


def _ledger_reader(settings: Settings) -> Engine:
    # The web side can only read released figures; only publishing opens the ledger to write.
    return make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)


def _configuration(settings: Settings, ring: KeyRing) -> Mapping[str, Any]:
    return {
        "SECRET_KEY": ring.session_key,
        "SQLALCHEMY_DATABASE_URI": existing(settings.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": options_of(settings.database_url),
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
    named = urlsplit(settings.public_url).hostname
    return sorted(LOOPBACK | ({named} if named else set()))


def _register(app: Flask, settings: Settings) -> None:
    app.extensions[running_views.LISTED] = tuple(
        Listed(job.name, job.does) for job in jobs.JOBS if job.is_set_up(settings)
    )
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.demo and settings.host in LOOPBACK:
        app.register_blueprint(demo_views.blueprint)


def _serve_static(app: Flask, settings: Settings) -> None:
    def keep_for_a_year(sent: Headers, _path: str, _url: str) -> None:
        # Every address of a static file carries the hash of its content.
        sent["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"

    served = WhiteNoise(
        app.wsgi_app,
        root=f"{app.root_path}/static",
        prefix="static/",
        add_headers_function=keep_for_a_year,
        allow_all_origins=False,
    )
    app.wsgi_app = headers.with_fixed_headers(  # type: ignore[method-assign, assignment]
        served, https=settings.is_https
    )
