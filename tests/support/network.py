"""Tests use no network: a connection to any other machine is refused before it is made."""

import sys

HERE = ("127.", "localhost", "::1")


class OtherMachineError(RuntimeError):
    """A test tried to reach another machine."""


def stay_here() -> None:
    """Refuse, for the rest of this process, to connect anywhere but to this machine."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    # An address of the internet is a pair or more; the path of a local socket is a string.
    address = arguments[1]
    if isinstance(address, tuple) and not str(address[0]).startswith(HERE):
        raise OtherMachineError(f"tests use no network, not even {address[0]}")
