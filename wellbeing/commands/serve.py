"""`wellbeing serve`: the web service and the timetable in one process."""

import argparse
import signal
import socket
from dataclasses import replace
from types import FrameType
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from wellbeing.accounts.service import organisation
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands import erasures
from wellbeing.commands.common import (
    BAD_USE,
    FAILED,
    CommandError,
    add_data,
    opened,
    port_number,
    settings_of,
)
from wellbeing.commands.doctor import STOPPING
from wellbeing.policies import service as policies
from wellbeing.settings import Settings

THREADS = 8
# The application itself takes less; past this not even the end of a request is waited for.
LARGEST_BODY = 512 * 1024
LARGEST_ANSWER = 16 * 1024 * 1024


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("serve", help="run the service for a real organisation")
    add_data(parser)
    parser.add_argument("--host", default=None, help="the address to listen on")
    parser.add_argument("--port", type=port_number, default=None, help="the port to listen on")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments.data, demo=False)
    settings = replace(
        settings,
        host=arguments.host or settings.host,
        port=arguments.port or settings.port,
    )
    refuse_unsafe(settings)
    run_service(settings, SystemClock())


def refuse_unsafe(settings: Settings) -> None:
    """Raise CommandError for a setting that would leave people's answers open.

    Its status tells whoever starts us, such as systemd, whether another start may go well.
    """
    for check in STOPPING:
        finding = check(settings)
        if not finding.well:
            status = FAILED if finding.may_pass else BAD_USE
            raise CommandError(f"Not safe to start ({finding.name}). {finding.advice}", status)


def run_service(settings: Settings, clock: Clock, listener: socket.socket | None = None) -> None:
    """Serve until told to stop, on a port taken before or now; says where once it is ready."""
    listener = listener or listen(settings)
    # Imported here: a command that serves nothing should start at once.
    from wellbeing.app import create_app
    from wellbeing.scheduler import Timetable

    settings = prepared(settings, clock)
    app = create_app(settings, clock)
    timetable = Timetable(settings, clock)
    timetable.start()
    try:
        _serve(app, settings, listener)
    finally:
        timetable.stop()


def prepared(settings: Settings, clock: Clock) -> Settings:
    """Bring the schema up to date, check the keys, and take the nation from the organisation.

    The help page must not ask the database which nation's contacts come first.
    """
    with opened(settings) as (session, vault):
        erasures.settle(settings, session, vault, clock)
        keep_policy(session, settings, clock)
        return replace(settings, nation=settings.nation or organisation(session).nation)


def keep_policy(session: Session, settings: Settings, clock: Clock) -> None:
    """Keep the policy of the release before anybody is served, where none is kept yet.

    From then on, a file that somebody edits decides nothing.
    """
    today = local_day(clock.now(), organisation(session).zone)
    policies.adopt(session, today, settings.policies)


def listen(settings: Settings) -> socket.socket:
    """Take the port now, so that a taken one is known before any work; raise CommandError."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        # Others see from now on that the port is taken; who calls already waits for us.
        listener.listen()
    except OSError as error:
        listener.close()
        raise CommandError(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
            "Stop what uses it, or choose another with --port."
        ) from error
    return listener


def server_options(settings: Settings) -> dict[str, Any]:
    """Return how waitress serves: nothing anybody sent or was sent ever lies in a temporary file."""
    options: dict[str, Any] = {
        "threads": THREADS,
        "ident": "",
        "clear_untrusted_proxy_headers": True,
        "max_request_body_size": LARGEST_BODY,
        "inbuf_overflow": 2 * LARGEST_BODY,
        "outbuf_overflow": LARGEST_ANSWER,
    }
    if settings.is_https:
        # Without the sender's own address all people behind the proxy would share one limit.
        headers = {"x-forwarded-for", "x-forwarded-proto"}
        options |= {"trusted_proxy": settings.proxy, "trusted_proxy_headers": headers}
    return options


def _serve(app: Flask, settings: Settings, listener: socket.socket) -> None:
    from waitress.server import create_server

    server = create_server(app, sockets=[listener], **server_options(settings))

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    print(f"Ready: {settings.address}", flush=True)
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
