"""A person who gives their number, and what came of it."""

import re
from dataclasses import replace

from tests.support.house import opened, prepare
from tests.support.world import CHARACTERS, NOW
from wellbeing.rhythm import number_service, service
from wellbeing.rhythm.service import Desk
from wellbeing.settings import Mail

HERE, NUMBER = "/when-you-are-asked", "/when-you-are-asked/number"
CODE, REMOVE = f"{NUMBER}/code", f"{NUMBER}/remove"
IDS = {character.name: character.id for character in CHARACTERS}
STAFF, OTHER = IDS["staff"], IDS["supervisor"]
NO_MAIL = Mail()
MINE, WRITTEN = "+447700900946", "07700 900 946"


def at_home(database, sms, mail=NO_MAIL):
    return opened(replace(prepare(database), sms=sms, mail=mail), database, NOW)


def desk_of(home, session):
    return Desk(session, home.vault, home.clock.now())


def number_of(home, person_id=STAFF):
    with home.session() as session:
        return number_service.number_of(desk_of(home, session), person_id)


def wish(home, person_id=STAFF):
    with home.session() as session:
        return service.wish_of(desk_of(home, session), person_id)


def ask(reader, typed=WRITTEN):
    return reader.send(NUMBER, NUMBER, number=typed)


def sent_code(gateway):
    (code,) = re.findall(r"^(\d{6}) is your code\.", gateway.texts[-1])
    return code


def confirmed(reader, gateway, typed=WRITTEN):
    ask(reader, typed)
    return reader.send(CODE, CODE, code=sent_code(gateway))
