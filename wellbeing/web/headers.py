"""What every answer of the service says to the browser, and which requests it refuses."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, Response, abort, request

from wellbeing.extensions import house

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'none'; frame-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
WSGI = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
OWN_PASSKEYS = ("publickey-credentials-get=(self)", "publickey-credentials-create=(self)")
PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
        "encrypted-media", "fullscreen", "geolocation", "gyroscope", "magnetometer", "microphone",
        "midi", "payment", "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip
PERMISSIONS = ", ".join((PERMISSIONS, *OWN_PASSKEYS))
FIXED = {
    # `same-origin`, not `no-referrer`: with the latter browsers send `Origin: null`.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-DNS-Prefetch-Control": "off",
    "Origin-Agent-Cluster": "?1",
}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# Their links alone decide, and no cookie is read. The first is sent by mail programs, from wherever they
# show the mail (RFC 8058); the second's page gives its address to nobody, so browsers say `Origin: null`.
FROM_ANYWHERE = frozenset({"rhythm.end_messages", "checkins.by_link"})
TWO_YEARS = "max-age=63072000; includeSubDomains"


def fixed_headers(*, https: bool) -> dict[str, str]:
    """Return the headers that are the same on every answer, static files included."""
    policy = CONTENT_SECURITY + ("; upgrade-insecure-requests" if https else "")
    headers = {"Content-Security-Policy": policy, **FIXED}
    if https:
        headers["Strict-Transport-Security"] = TWO_YEARS
    return headers


def with_fixed_headers(wsgi: WSGI, *, https: bool) -> WSGI:
    """Wrap the whole service, static files too, so that no answer leaves without its headers."""
    fixed = tuple(fixed_headers(https=https).items())

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            present = {name.lower() for name, _ in headers}
            added = [pair for pair in fixed if pair[0].lower() not in present]
            return start_response(status, [*headers, *added], *more)

        return wsgi(environ, start)

    return answer


def keep_out_of_caches(app: Flask) -> None:
    """Keep every page out of every cache, unless its view says otherwise."""

    @app.after_request
    def add(response: Response) -> Response:
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
            response.vary.add("Cookie")
        return response


def refuse_other_origins(app: Flask) -> None:
    """Turn away a writing request that another site made the browser send."""

    @app.before_request
    def check() -> None:
        if request.method in SAFE or request.endpoint in FROM_ANYWHERE:
            return
        fetched_from = request.headers.get("Sec-Fetch-Site")
        if fetched_from is not None:
            if fetched_from != "same-origin":
                abort(403)
            return
        origin = request.headers.get("Origin")
        if origin is not None and origin not in {house().settings.address, request.host_url[:-1]}:
            abort(403)
