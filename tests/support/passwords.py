"""A password that somebody has set before a test begins, hashed with little work."""

from datetime import date

from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from wellbeing.accounts import sign_in_store
from wellbeing.database import writing

# How much work a hash is stands in it: checking one of these is as quick as making it.
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def let_have(session: Session, person_id: str, password: str, on: date) -> None:
    with writing(session):
        sign_in_store.set_password(session, person_id, _QUICK.hash(password), on)
