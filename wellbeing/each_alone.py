"""Many things done one after the other, where trouble with one must not keep the others waiting."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session


def each_alone(session: Session, ids: Iterable[str], act: Callable[[str], None]) -> None:
    """Do it for each of these; raise the first trouble at the end, so that it is seen."""
    troubles: list[Exception] = []
    for each in ids:
        try:
            act(each)
        except Exception as error:  # noqa: BLE001  # Whoever comes next must not wait.
            troubles.append(error)
    # What is only read here must not keep others from writing meanwhile.
    session.rollback()
    if troubles:
        raise troubles[0]
