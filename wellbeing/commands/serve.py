"""`wellbeing serve`: the web service and the timetable in one process."""

import argparse
import signal
import socket
from dataclasses import replace
from types import FrameType

from flask import Flask

from wellbeing.clock import Clock, SystemClock
from wellbeing.commands.common import CommandError, add_data, settings_of
from wellbeing.settings import LOOPBACK, Settings

THREADS = 8


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("serve", help="run the service for a real organisation")
    add_data(parser)
    parser.add_argument("--host", default=None, help="the address to listen on")
    parser.add_argument("--port", type=int, default=None, help="the port to listen on")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments.data, demo=False)
    settings = replace(
        settings,
        host=arguments.host or settings.host,
        port=arguments.port or settings.port,
    )
    if settings.host not in LOOPBACK and not settings.is_https:
        raise CommandError(
            "Plain HTTP is only for this machine itself. Put a TLS proxy in front and set "
            "WELLBEING_PUBLIC_URL=https://…, or listen on 127.0.0.1."
        )
    run_service(settings, SystemClock())


def run_service(settings: Settings, clock: Clock) -> None:
    """Serve until told to stop; says where once it listens."""
    listener = listen(settings)
    # Imported here: a command that serves nothing should start at once.
    from wellbeing.app import create_app
    from wellbeing.migrations import runner
    from wellbeing.scheduler import Timetable

    runner.upgrade_all(settings)
    app = create_app(settings, clock)
    timetable = Timetable(settings, clock)
    timetable.start()
    try:
        _serve(app, settings, listener)
    finally:
        timetable.stop()


def listen(settings: Settings) -> socket.socket:
    """Take the port now, so that a taken one is known before any work; raise CommandError."""
    listener = socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        listener.close()
        raise CommandError(
            f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}). "
            "Stop what uses it, or choose another with --port."
        ) from error
    return listener


def _serve(app: Flask, settings: Settings, listener: socket.socket) -> None:
    from waitress.server import create_server

    server = create_server(app, sockets=[listener], threads=THREADS, ident="", clear_untrusted_proxy_headers=True)

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
