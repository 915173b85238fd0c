"""Tries an image of the service for real, from the first start to a restore, and says what it saw.

In the project's folder:

    python3 -m deploy.container.try_image wellbeing [NEWER_IMAGE]

Each container has what compose.yaml gives it: a root that cannot be written, no capability, no new
privilege. ENGINE names another program than docker, ENGINE_RUN more flags for each container, PORT
another port. All volumes are removed at the end.
"""

import http.client
import json
import shlex
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from deploy.container.places import STOPS_WITHIN, Place, engine
from deploy.container.visits import PASSWORD, ask, links_in, send, set_password, signed_in

LEAD, STAFF = "lead@example.org", [f"person{number}@example.org" for number in range(8)]
ROSTER = "\n".join(
    (
        "work_email,name,directorate,service,team,supervisor_email,roles",
        f"{LEAD},Lee Lead,,Office,Office,,wellbeing lead;roster admin",
        *(f"{address},Ann Staff,,Office,Office,{LEAD}," for address in STAFF),
    )
)
# Nobody may be signed in more than five times.
SIGN_INS = 4 * len(STAFF)


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
