"""Pages that read no cookie: what they say cannot depend on who opens them, and nobody can note who did."""

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

PATHS = frozenset(
    {"/help-now", "/help-now/more", "/healthz", "/readyz", "/metrics", "/.well-known/security.txt"}
)
# Whoever holds a link may stand at somebody else's device, where that person is signed in.
LINKS = "/answer/"
# What somebody reads about says something about them.
LEARNING = "/learning"
BELOW = (LINKS, f"{LEARNING}/")


class CookieOnlyWhereNeeded(SecureCookieSessionInterface):
    """Opens the browser's session, except on pages that are the same for everyone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if reads_no_cookie(request.path):
            return self.make_null_session(app)
        return super().open_session(app, request)


def reads_no_cookie(path: str) -> bool:
    return path in PATHS or path == LEARNING or path.startswith(BELOW)
