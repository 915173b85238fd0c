"""Whose page a form was sent from, told from the token in it that guards against forgery.

On a shared device a page can stay open after its person has left. Whoever signs in next and presses a
button on it would otherwise be shown what the person before them typed.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from flask import current_app, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

# Where Flask-WTF keeps and sends its token, and the name it signs it under.
FIELD = "csrf_token"
SALT = "wtf-csrf-token"
# The signer presses long texts together, more or less by what is in them, and the size of a page
# must not differ: so few bytes, written so, are never made smaller.
BYTES = 16


def mark_forms(owner: bytes) -> None:
    """Let every form of this browser session carry, unreadably, whose it is.

    The mark differs in each session, so that two pages of one person cannot be told to be theirs.
    """
    if not _is_marked(str(session.get(FIELD, "")), owner):
        secret = secrets.token_urlsafe(BYTES)
        session[FIELD] = f"{secret}.{_mark(secret, owner)}"


def is_from_a_page_of(owner: bytes) -> bool:
    """Say whether the form of this request was on a page that was made for this person."""
    signer = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt=SALT)
    try:
        token = signer.loads(request.form.get(FIELD, ""))
    except BadData:
        return False
    return _is_marked(str(token), owner)


def _is_marked(token: str, owner: bytes) -> bool:
    secret, _, mark = token.partition(".")
    return hmac.compare_digest(mark.encode(), _mark(secret, owner).encode())


def _mark(secret: str, owner: bytes) -> str:
    mark = hmac.new(owner, secret.encode(), hashlib.sha256).digest()[:BYTES]
    return urlsafe_b64encode(mark).decode().rstrip("=")
