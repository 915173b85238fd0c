"""What every page of going live needs: the tables, the moment, the words, and whether backups are in order."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from flask import Flask, current_app

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.going_live.facts import Desk
from wellbeing.two_people import Board
from wellbeing.web.words import words

BACKUPS = "wellbeing.going-live.backups"
Troubles = Callable[[datetime], tuple[str, ...]]


def tell_by(app: Flask, troubles: Troubles) -> None:
    """Put in who knows why backups are not in order; done where the application is put together."""
    app.extensions[BACKUPS] = troubles


def board() -> Board:
    session, parts = db.session(), house()
    today = parts.today(accounts.organisation(session).zone)
    mails = parts.settings.mail.is_configured
    return Board(session, parts.vault, parts.now(), today, sends_mail=mails)


def desk() -> Desk:
    here = board()
    troubles = cast(Troubles, current_app.extensions[BACKUPS])
    folder = house().settings.data
    return Desk(here.session, here.today, here.now, words(), folder, troubles(here.now))
