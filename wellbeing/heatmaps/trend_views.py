"""The pages of trends: pictures with ranges and events, the same as table, files and a sheet to print."""

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from wellbeing.heatmaps import pictures
from wellbeing.heatmaps.answers import download, file_of, page_of, trends_of
from wellbeing.heatmaps.cells import key as band_key
from wellbeing.heatmaps.figures_file import Row, as_csv, as_json, event_rows
from wellbeing.heatmaps.measured import ranges
from wellbeing.heatmaps.pictures import PANELS, PICTURES, STUDIO, TO_KEEP, TREND
from wellbeing.web.signed_in import SignedIn, for_signed_in

AGAIN_AFTER_SECONDS = "10"


@for_signed_in
def trends(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    found = trends_of(person, unit_id)
    return render_template(
        "heatmaps/trends.html",
        found=found,
        trend=pictures.pictures(found, TREND),
        panels=pictures.pictures(found, PANELS),
        key=band_key(),
        ranges=ranges(),
    )


@for_signed_in
def trends_print(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    found = trends_of(person, unit_id)
    kept = pictures.pictures(found, TO_KEEP)
    return render_template("heatmaps/trends_print.html", found=found, kept=kept)


@for_signed_in
def trend(person: SignedIn, unit_id: str, name: str = TREND) -> ResponseReturnValue:
    """Answer with a picture; when it takes long to draw, say so in its place instead of waiting."""
    key = pictures.key(unit_id, name, request.args.get("v", ""))
    drawn = STUDIO.kept(key)
    if drawn is None:
        found = trends_of(person, unit_id)
        if not pictures.has(found, PICTURES[name][0]):
            abort(404)
        order = pictures.order(found, name)
        key, drawn = order.key, STUDIO.picture(order)
    if drawn is None:
        later = Response(_later(), 503, mimetype="image/svg+xml")
        later.headers["Retry-After"] = AGAIN_AFTER_SECONDS
        return later
    answer = file_of(drawn, "image/png", f"{name}-{key.digest}")
    return download(answer, "conditions-at-work.png") if name == TO_KEEP else answer


@for_signed_in
def figures(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    content = as_csv(_rows(person, unit_id)).encode()
    return download(file_of(content, "text/csv"), "conditions-at-work.csv")


@for_signed_in
def figures_json(person: SignedIn, unit_id: str) -> ResponseReturnValue:
    return file_of(as_json(_rows(person, unit_id)).encode(), "application/json")


def add_to(blueprint: Blueprint) -> None:
    """Give the pages their addresses."""
    unit = "/teams/<unit_id>"
    named = f"<any({', '.join(repr(each) for each in PICTURES)}):name>"
    for rule, view in (
        (f"{unit}/trends", trends),
        (f"{unit}/trends/print", trends_print),
        (f"{unit}/{named}.png", trend),
        (f"{unit}/figures.csv", figures),
        (f"{unit}/figures.json", figures_json),
    ):
        blueprint.add_url_rule(rule, view_func=view)


def _rows(person: SignedIn, unit_id: str) -> tuple[Row, ...]:
    found = trends_of(person, unit_id)
    events = found.happened.every if found.has_figures else ()
    return (*page_of(person, unit_id).file_rows, *event_rows(events))


@cache
def _later() -> bytes:
    return (files("wellbeing") / "static" / "picture-later.svg").read_bytes()
