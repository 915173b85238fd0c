"""Tries an image of the service for real, from the first start to a restore, and says what it saw.

    python3 deploy/container/try_image.py wellbeing [NEWER_IMAGE]

Each container has what compose.yaml gives it: a root that cannot be written, no capability, no new
privilege. ENGINE names another program than docker, ENGINE_RUN more flags for each container, PORT
another port. All volumes are removed at the end.
"""

import http.client
import json
import os
import re
import secrets
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from html import unescape
from urllib.parse import urlencode

ENGINE = shlex.split(os.environ.get("ENGINE", "docker"))
EXTRA = shlex.split(os.environ.get("ENGINE_RUN", ""))
PORT = os.environ.get("PORT", "8000")
HOST = "wellbeing.example.org"
RUN = f"trial-{secrets.token_hex(3)}"
CLOSED = "--read-only --tmpfs /tmp:mode=1777,noexec,nosuid,nodev --cap-drop ALL --security-opt no-new-privileges"
LEAD, STAFF = "lead@example.org", [f"person{number}@example.org" for number in range(8)]
PASSWORD = "several plain words in a row"
ROSTER = "\n".join(
    (
        "work_email,name,directorate,service,team,supervisor_email,roles",
        f"{LEAD},Lee Lead,,Office,Office,,wellbeing lead;roster admin",
        *(f"{address},Ann Staff,,Office,Office,{LEAD}," for address in STAFF),
    )
)
# Nobody may be signed in more than five times.
SIGN_INS, STOPS_WITHIN = 4 * len(STAFF), 90


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


def ask(path: str, cookies: dict[str, str], form: dict[str, str] | None = None) -> tuple[int, str]:
    """Ask as the proxy does; whatever cookie is set is kept."""
    asking = http.client.HTTPConnection("127.0.0.1", int(PORT), timeout=30)
    headers = {"Host": HOST, "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
    if form is None:
        asking.request("GET", path, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers |= {"Origin": f"https://{HOST}", "Referer": f"https://{HOST}{path}"}
        asking.request("POST", path, urlencode(form), headers)
    answer = asking.getresponse()
    page = answer.read().decode()
    for set_cookie in answer.headers.get_all("Set-Cookie") or ():
        name, _, value = set_cookie.partition(";")[0].partition("=")
        cookies[name] = value
    return answer.status, page


def ready() -> bool:
    try:
        return ask("/readyz", {})[0] == 200
    except OSError:
        return False


def send(path: str, cookies: dict[str, str], **fields: str) -> int:
    _, page = ask(path, cookies)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if token is None:
        raise SystemExit(f"{path} has no form")
    return ask(path, cookies, {"csrf_token": unescape(token[1]), **fields})[0]


def signed_in(address: str) -> dict[str, str]:
    cookies: dict[str, str] = {}
    status = send("/sign-in", cookies, address=address, password=PASSWORD)
    if status != 303:
        raise SystemExit(f"NOT SO: {address} can sign in: {status}")
    return cookies


def set_password(link: str) -> None:
    path = link.partition(HOST)[2]
    if send(path, {}, new_password=PASSWORD) != 303:
        raise SystemExit("NOT SO: a link sets a password")


def links_in(text: str) -> list[str]:
    return re.findall(rf"https://{re.escape(HOST)}/set-password/\S+", text)


def must(well: object, what: str) -> None:
    if not well:
        raise SystemExit(f"NOT SO: {what}")
    print(f"  {what}", flush=True)


def look_at_image(place: Place) -> None:
    about = json.loads(engine("image", "inspect", place.image))[0]
    print(f"{place.image}: {about['Size'] / 1e6:.0f} MB")
    must(about["Config"]["User"] == "10001:10001", "runs as account 10001")
    must("healthz" in str(about), "has a health check")
    tools = place.command("-c 'command -v pip gcc cc make git || true'", entry="sh")
    must(not tools, "holds no pip and nothing to build with")
    look = "find / -xdev -name *.key -o -name key-file* -o -name .git 2>/dev/null || true"
    found = place.command(f"-fc '{look}'", entry="sh")
    must(not found, "holds no key of anybody")


def set_up(place: Place) -> None:
    """Do what the text beside compose.yaml says, for the first time."""
    folders = "-d -m 0700 -o 10001 -g 10001"
    places = "/srv/wellbeing-backup/data /srv/wellbeing-backup/keys /elsewhere"
    place.command(f"{folders} {places}", entry="install", root=True)
    said = place.command("backup make-key --out /elsewhere/operator.key --no-passphrase")
    place.settings["WELLBEING_BACKUP_PUBLIC_KEY"] = said.rpartition("PUBLIC_KEY=")[2].strip()
    about = f"--zone Europe/London --nation england --lead-name 'Lee Lead' --lead-email {LEAD}"
    (link,) = links_in(place.command(f"init --name 'Example Council' {about}"))
    print(f"  ready after {place.start():.1f} s")
    about = json.loads(engine("image", "inspect", place.image))[0]
    # Docker and Podman name it in two places.
    check = about.get("Healthcheck") or about["Config"]["Healthcheck"]
    place.inside(shlex.join(check["Test"][1:]))
    print("  the health check of the image passes")
    set_password(link)
    place.inside("sh -c 'cat > /tmp/staff.csv'", ROSTER)
    place.inside("wellbeing roster import /tmp/staff.csv --confirm")
    for one in links_in(place.inside("wellbeing roster links")):
        set_password(one)
    must(ask("/account", signed_in(STAFF[0]))[0] == 200, "somebody of the roster signs in")


def stop_while_people_sign_in(place: Place) -> list[dict[str, str]]:
    """Send SIGTERM while people sign in; return the cookies of those who were told that they are."""
    with ThreadPoolExecutor(4) as many:
        coming = [many.submit(try_to_sign_in, one) for one in STAFF * 4]
        while sum(one.done() for one in coming) < SIGN_INS // 3:
            time.sleep(0.02)
        took, status = place.stop()
        told = [one for one in (coming_in.result() for coming_in in coming) if one]
    print(
        f"  stopped within {took:.1f} s, status {status}; {len(told)} of {SIGN_INS} were signed in"
    )
    must(took < STOPS_WITHIN and status == "0", "it ended by itself")
    must(SIGN_INS > len(told) > 0, "it was stopped in the middle")
    return told


def try_to_sign_in(address: str) -> dict[str, str] | None:
    cookies: dict[str, str] = {}
    try:
        status = send("/sign-in", cookies, address=address, password=PASSWORD)
    except (OSError, http.client.HTTPException):
        return None
    return cookies if status == 303 else print(f"  answered {status}")


def start_again(place: Place, told: list[dict[str, str]]) -> None:
    place.remove()
    print(f"{place.image} over the same volumes: ready after {place.start():.1f} s")
    found = [ask("/account", cookies)[0] for cookies in told]
    must(set(found) == {200}, f"who was signed in still is: {found}")


def keep(place: Place) -> None:
    place.inside("wellbeing keys rotate")
    signed_in(LEAD)
    must("k2: wraps" in place.inside("wellbeing keys status"), "keys change while it runs")
    place.inside("wellbeing backup")
    place.inside("wellbeing backup drill --private-key /elsewhere/operator.key")
    place.inside("wellbeing audit verify")
    place.inside("cp /var/lib/wellbeing-keys/key-file.json /elsewhere/key-file.json")
    print("  a backup is made and tried, the audit log is whole")
    logs = place.logs()
    must("Ready" in logs and "@" not in logs and "Ann" not in logs, "its log names nobody")


def restore(place: Place) -> None:
    private = "--private-key /elsewhere/operator.key --key-file /elsewhere/key-file.json"
    folders = "--from /srv/wellbeing-backup/data --keys-from /srv/wellbeing-backup/keys"
    place.command(f"restore {folders} {private}")
    place.command("publish --confirm-moved")
    print(f"restored into empty volumes: ready after {place.start():.1f} s")
    signed_in(STAFF[0])


def main(image: str, newer: str) -> None:
    with ExitStack() as exits:
        place = Place("first", image, exits)
        look_at_image(place)
        set_up(place)
        start_again(place, stop_while_people_sign_in(place))
        told = [signed_in(STAFF[0])]
        place.inside("wellbeing backup")
        place.stop()
        place.image = newer
        start_again(place, told)
        keep(place)
        place.stop()
        place.remove()
        again = Place("second", newer, exits)
        again.settings = place.settings
        restore(again)
        print("All of it went well.")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[-1])
