"""One worker draws pictures, one after the other; nobody who reads a page ever waits for it.

Two drawings at once would be slower than one after the other, and a figure shared by two threads
mixes their pictures. Every picture is kept under whose it is and the hash of its whole content.
"""

import atexit
import gc
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from queue import Empty, Full, Queue
from threading import BoundedSemaphore, Lock, Thread

import structlog

from wellbeing.charts.months import Trend

# Goes up when the same content is drawn differently.
EDITION = 3
HASH_LENGTH = 32
# A drawn figure is a ring of megabytes that only the collector frees, and it comes rarely by itself.
SWEPT_AFTER = 4
log = structlog.get_logger()
# The end of the program waits so long for the picture that is being drawn.
LAST_SECONDS = 30
Draw = Callable[[Trend, str], bytes]


@dataclass(frozen=True)
class Key:
    """Where a picture is kept: whose it is, in which look, and the hash of its content."""

    whose: str
    look: str
    digest: str


@dataclass(frozen=True)
class Order:
    """A picture that somebody may want to see, and where it is kept."""

    key: Key
    trend: Trend


def digest(trend: Trend) -> str:
    """Return the hash of everything that a picture shows."""
    return hashlib.sha256(f"{EDITION} {trend!r}".encode()).hexdigest()[:HASH_LENGTH]


@dataclass(frozen=True)
class Limits:
    """How much may wait, for how long, and how much is kept."""

    queue: int = 32
    # Requests that wait for a drawing at the same moment: all others keep their threads.
    waiting: int = 2
    seconds: float = 10.0
    kept_bytes: int = 6 * 1024 * 1024


Work = tuple[Order, Future[bytes | None]]


class Studio:
    """Draws in a thread of its own, which begins with the first order."""

    def __init__(self, draw: Draw, limits: Limits | None = None) -> None:
        """Draw nothing yet."""
        self._draw = draw
        self._limits = limits or Limits()
        self._lock = Lock()
        self._queue: Queue[Work | None] = Queue(self._limits.queue)
        self._coming: dict[Key, Future[bytes | None]] = {}
        self._kept: OrderedDict[Key, bytes] = OrderedDict()
        self._size = 0
        self._waiting = BoundedSemaphore(self._limits.waiting)
        self._worker: Thread | None = None
        self._is_closed = False

    def kept(self, key: Key) -> bytes | None:
        """Return a picture that was drawn before, at once."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def begin(self, order: Order) -> Future[bytes | None] | None:
        """Have a picture drawn soon, without waiting; None when too much waits already."""
        with self._lock:
            known = self._known(order.key)
            if known is not None or self._is_closed:
                return known
            future: Future[bytes | None] = Future()
            try:
                self._queue.put_nowait((order, future))
            except Full:
                return None
            self._coming[order.key] = future
            if self._worker is None or not self._worker.is_alive():
                self._worker = Thread(target=self._work, name="studio", daemon=True)
                self._worker.start()
                atexit.register(self.close)
            return future

    def picture(self, order: Order) -> bytes | None:
        """Return a picture, waiting for it a short while; None when it will take longer."""
        found = self.kept(order.key)
        if found is not None:
            return found
        coming = self.begin(order)
        if coming is None or not self._waiting.acquire(blocking=False):
            return None
        try:
            return coming.result(self._limits.seconds)
        except TimeoutError:
            return None
        finally:
            self._waiting.release()

    def close(self) -> None:
        """Let the picture that is being drawn be finished, and begin no other.

        A thread that is stopped in the middle of a drawing takes the whole program down with it.
        """
        with self._lock:
            self._is_closed = True
            with suppress(Empty):
                while True:
                    self._queue.get_nowait()
            self._queue.put_nowait(None)
        if self._worker is not None:
            self._worker.join(LAST_SECONDS)

    def _known(self, key: Key) -> Future[bytes | None] | None:
        if key in self._kept:
            future: Future[bytes | None] = Future()
            future.set_result(self._kept[key])
            return future
        return self._coming.get(key)

    def _work(self) -> None:
        for number in count(1):
            work = self._queue.get()
            if work is None:
                return
            order, future = work
            found = self._drawn(order)
            with self._lock:
                del self._coming[order.key]
                if found is not None:
                    self._keep(order.key, found)
            future.set_result(found)
            if number % SWEPT_AFTER == 0:
                gc.collect()

    def _drawn(self, order: Order) -> bytes | None:
        try:
            return self._draw(order.trend, order.key.look)
        except Exception as error:  # noqa: BLE001  One bad picture must not end all others.
            kind = type(error).__name__
        log.error("drawing_failed", kind=kind)
        return None

    def _keep(self, key: Key, found: bytes) -> None:
        self._kept[key] = found
        self._size += len(found)
        while self._size > self._limits.kept_bytes:
            self._size -= len(self._kept.popitem(last=False)[1])
