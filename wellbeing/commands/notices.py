"""`wellbeing notices`: every message as it arrives, for somebody who does not exist."""

import argparse

from wellbeing.clock import SystemClock
from wellbeing.commands.common import add_data, any_settings_of
from wellbeing.commands.mail import office
from wellbeing.running import service
from wellbeing.running.service import Preview, Shown


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("notices", help="look at every message as it arrives")
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    show = actions.add_parser(
        "show", help="print messages as they arrive; no link in them opens anything"
    )
    add_data(show)
    show.add_argument(
        "kind",
        nargs="?",
        choices=[kind.value for kind in Shown],
        metavar="KIND",
        help=f"only this one of: {', '.join(Shown)}",
    )
    show.add_argument("--whole", action="store_true", help="print the mail with every header")
    show.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    with office(any_settings_of(arguments.data), SystemClock()) as found:
        stamp = service.stamp(found)
    kinds = [Shown(arguments.kind)] if arguments.kind else list(Shown)
    for kind in kinds:
        _print(service.preview(kind, stamp), whole=arguments.whole)


def _print(preview: Preview, *, whole: bool) -> None:
    if whole and preview.whole:
        print(preview.whole.decode())
        return
    print(f"== {preview.kind}: {preview.name}. {preview.when}")
    for name, value in preview.headers:
        print(f"{name}: {value}")
    print(f"\n{preview.plain}\n")
    if preview.html:
        print(f"As HTML:\n\n{preview.html}\n")
