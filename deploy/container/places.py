"""Installations of a trial: volumes of their own, and containers over them as compose.yaml makes them."""

import os
import secrets
import shlex
import subprocess
import time
from contextlib import ExitStack

from deploy.container.visits import HOST, PORT, ready

ENGINE = shlex.split(os.environ.get("ENGINE", "docker"))
EXTRA = shlex.split(os.environ.get("ENGINE_RUN", ""))
RUN = f"trial-{secrets.token_hex(3)}"
CLOSED = "--read-only --tmpfs /tmp:mode=1777,noexec,nosuid,nodev --cap-drop ALL --security-opt no-new-privileges"
STOPS_WITHIN = 90


class Place:
    """One installation: volumes of its own, and the containers over them."""

    def __init__(self, name: str, image: str, exits: ExitStack) -> None:
        """Name the volumes; all goes when the trial ends."""
        self.name, self.image, self.exits = f"{RUN}-{name}", image, exits
        self.volumes = {
            f"{self.name}-data": "/var/lib/wellbeing",
            f"{self.name}-keys": "/var/lib/wellbeing-keys",
            f"{RUN}-backup": "/srv/wellbeing-backup",
            f"{RUN}-elsewhere": "/elsewhere",
        }
        self.settings = {
            "WELLBEING_PUBLIC_URL": f"https://{HOST}",
            "WELLBEING_PORT": PORT,
            "WELLBEING_BACKUP_TO": "/srv/wellbeing-backup/data",
            "WELLBEING_BACKUP_KEYS_TO": "/srv/wellbeing-backup/keys",
        }
        for volume in self.volumes:
            exits.callback(engine, "volume", "rm", "--force", volume, check=False)

    def flags(self) -> list[str]:
        mounts = [f"--volume={volume}:{path}" for volume, path in self.volumes.items()]
        given = [f"--env={name}={value}" for name, value in self.settings.items()]
        return [*shlex.split(CLOSED), *EXTRA, *mounts, *given]

    def command(self, line: str, *, entry: str = "", root: bool = False) -> str:
        """Run one command in a container of its own; return what it printed."""
        other = ["--entrypoint", entry] if entry else []
        # Whoever makes folders for the account of the image is root on the machine, too.
        other += (
            ["--user=0", "--cap-add=CHOWN", "--cap-add=DAC_OVERRIDE", "--cap-add=FOWNER"]
            if root
            else []
        )
        return engine("run", "--rm", *self.flags(), *other, self.image, *shlex.split(line))

    def inside(self, line: str, given: str = "") -> str:
        """Run one command in the container of the service, while it runs."""
        return engine("exec", "--interactive", self.name, *shlex.split(line), given=given)

    def start(self) -> float:
        begun = time.monotonic()
        ports = f"--publish=127.0.0.1:{PORT}:{PORT}"
        engine("run", "--detach", "--name", self.name, *self.flags(), ports, self.image)
        self.exits.callback(engine, "rm", "--force", self.name, check=False)
        while not ready():
            if time.monotonic() - begun > 60:
                raise SystemExit(f"not ready within a minute:\n{self.logs()}")
            time.sleep(0.3)
        return time.monotonic() - begun

    def logs(self) -> str:
        return engine("logs", self.name, both=True)

    def stop(self) -> tuple[float, str]:
        """End it as a runtime does: SIGTERM, then time; return how long it took and its status."""
        begun = time.monotonic()
        engine("stop", "--time", str(STOPS_WITHIN), self.name)
        took = time.monotonic() - begun
        return took, engine("inspect", "--format", "{{.State.ExitCode}}", self.name).strip()

    def remove(self) -> None:
        engine("rm", "--force", self.name)


def engine(*line: str, given: str = "", check: bool = True, both: bool = False) -> str:
    done = subprocess.run(
        [*ENGINE, *line], input=given, capture_output=True, text=True, check=False
    )
    if check and done.returncode:
        raise SystemExit(f"{shlex.join(line)}\n{done.stdout}{done.stderr}")
    return done.stdout + (done.stderr if both else "")
