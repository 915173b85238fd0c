"""Pages that read no cookie: what they say cannot depend on who opens them, and any cache may keep it."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

PATHS = frozenset({"/help-now", "/healthz", "/readyz", "/.well-known/security.txt"})
# Whoever holds a link may stand at somebody else's device, where that person is signed in.
LINKS = "/answer/"


class CookieOnlyWhereNeeded(SecureCookieSessionInterface):
    """Opens the browser's session, except on pages that are the same for everyone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if request.path in PATHS or request.path.startswith(LINKS):
            return self.make_null_session(app)
        return super().open_session(app, request)
