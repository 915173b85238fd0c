"""`wellbeing policy`: read, check, compare and rehearse the rules, and explain what they decide."""

import argparse
from importlib import import_module
from pathlib import Path


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("policy", help="read, check, compare and rehearse the rules")
    inner = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add_check(inner)
    _add_show(inner)
    _add_diff(inner)
    _add_rehearse(inner)
    _add_explain(inner)


def run(arguments: argparse.Namespace) -> None:
    # Imported here: no other command should wait for what only one of these needs.
    import_module(f"wellbeing.commands.policy_{arguments.does}").run(arguments)


def _add_check(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = inner.add_parser("check", help="say everything that is wrong in policy files")
    check.add_argument("files", type=Path, nargs="*", metavar="FILE", help="default: ours")
    check.set_defaults(run=run, does="check")


def _add_show(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    show = inner.add_parser("show", help="print a policy in plain English and as a table")
    show.add_argument("file", type=Path, nargs="?", metavar="FILE", help="default: our newest")
    show.set_defaults(run=run, does="show")


def _add_diff(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    diff = inner.add_parser("diff", help="say what a new policy changes")
    diff.add_argument("old", type=Path, metavar="OLD")
    diff.add_argument("new", type=Path, metavar="NEW")
    diff.set_defaults(run=run, does="diff")


def _add_rehearse(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    rehearse = inner.add_parser("rehearse", help="try a new policy on simulated people or a file")
    rehearse.add_argument("new", type=Path, metavar="NEW")
    rehearse.add_argument("--old", type=Path, metavar="OLD", help="default: our newest policy")
    rehearse.add_argument(
        "--histories", type=Path, metavar="FILE", help="JSON lines, as `policy explain` reads them"
    )
    rehearse.add_argument("--people", type=int, default=1000, help="simulated (default: 1000)")
    rehearse.add_argument("--weeks", type=int, default=52, help="simulated (default: 52)")
    rehearse.add_argument("--seed", type=int, default=1, help="which simulated people (default: 1)")
    rehearse.set_defaults(run=run, does="rehearse")


def _add_explain(inner: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    explain = inner.add_parser("explain", help="print the step of every week of histories")
    explain.add_argument("file", type=Path, metavar="FILE", help="JSON lines; - for standard input")
    explain.add_argument("--text", action="store_true", help="print sentences, not JSON lines")
    explain.add_argument(
        "--trace", action="store_true", help="tell of every rule what it looked at, too"
    )
    explain.add_argument(
        "--policy", type=Path, metavar="FILE", help="default: the policy in force in each week"
    )
    explain.set_defaults(run=run, does="explain")
