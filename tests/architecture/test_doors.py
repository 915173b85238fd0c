"""Which door one part of the house may use into another; what no import contract can say."""

import pytest

from tests.support.source import PACKAGE, imports_of, module_of, named, python_files

CAPABILITIES = {
    "accounts",
    "actions",
    "agreements",
    "checkins",
    "complaints",
    "cover",
    "documents",
    "figure_settings",
    "first_aid_kit",
    "formal",
    "guides",
    "heatmaps",
    "history",
    "learning",
    "ledger",
    "looking_back",
    "messages",
    "organisation_events",
    "policies",
    "preferences",
    "promise_tests",
    "publishing",
    "records",
    "responders",
    "screens",
    "sharing",
    "support",
}
# A second door beside `service`, with what it is for.
DOORS = {
    "accounts.confirming": "the form that asks for the password again: for download and sharing",
    "accounts.devices": "whose device a browser is on: changed where a person says it",
    "accounts.earlier": "what units were called and where they stood: for plans and pages of figures",
    "accounts.leading": "who acts for a unit: one answer for logs, agreements and guides",
    "accounts.own": "a person's own record, and their password asked for again: for their download",
    "accounts.people": "the values that stand for people and units",
    "accounts.sign_in": "one-time links and sessions: the service of signing in",
    "accounts.signed_in_person": "this browser's session, which stays when everything is deleted",
    "actions.comparing": "whether figures support a team's word: the side that reads figures answers",
    "actions.receipt": "what a person reads of their team where a check-in is received",
    "checkins.by_link": "answers of a person that wait to be chosen: for their download",
    "checkins.chart": "how places of a picture of weeks are joined: one line of code for both",
    "checkins.told": "a week told back to its person: answers, step and days in the words of the pages",
    "checkins.visit": "who looks, when, and by which rules: for pages that go on from a check-in",
    "cover.hours": "staffed time, reckoned without a database: what promises are made of",
    "cover.showing": "the roles of support in words: one answer for cover and for what came of tests",
    "first_aid_kit.showing": "a section of the kit as it is read: for the copy that is shared",
    "looking_back.everything": "all that a person wrote for themself: for their download",
    "looking_back.sheet": "the sheet as it would be printed: for the copy that is shared",
    "preferences.asked": "how many questions stand on a page: for the check-in and the download",
    "preferences.contact": "how a person likes to be contacted: fills in the page that asks for a talk",
    "preferences.device": "whose device this is, in words: asked on the first visit, too",
    "support.cabinet": "which requests are open: for what hangs on them and stands no longer",
    "support.cases": "a request as the clock sees it: tests of the promise stand like one",
    "support.passing": "the rule by which requests pass on: tests of the promise pass on by the same",
    "support.pools": "who is independent of a person: one answer for requests and formal support",
    "support.promising": "what is promised: tests of the promise are promised the same",
    "support.wording": "ways to talk and moments in words: one answer for asking and agreeing",
    "policies.shipped": "the files of the release, which commands read without an installation",
    "policies.checking": "what is wrong with a policy text: one answer for command and page",
    "policies.book": "the history of policies: one answer for pages and the privacy report",
    "policies.differing": "what a policy changes: one answer for command and page",
    "records.alone": "a page that lies alone on a disk: for the download and for documents",
    "records.facts": "the guarantee of figures as a value: for the report and for documents",
    "records.markdown": "sections as a dated document: one way for the report and for documents",
    "records.parameter_words": "what each parameter of figures means: for the report and for documents",
    "records.parts": "what a report or a document is put together from",
    "records.privacy_report": "what the parameters of figures guarantee: for the report and for documents",
}
# Behind each of these lies one function, and `records` alone uses it.
DOORS |= {
    f"{name}.forgetting": "what is removed when a person has everything deleted"
    for name in (
        "accounts",
        "checkins",
        "first_aid_kit",
        "formal",
        "history",
        "looking_back",
        "messages",
        "screens",
        "sharing",
        "support",
    )
}
INSIDE = ("store", "rows", "views", "forms")
PAGES = ("views", "forms")
SQL = ("sqlalchemy", "flask_sqlalchemy")
FLASK = ("flask", "flask_login", "flask_wtf", "werkzeug", "wtforms")
SOURCE = python_files(PACKAGE)


def steps_into(kinds):
    """Yield (package, module, what it imports) for imports that enter another capability."""
    for path in SOURCE:
        package = module_of(path).split(".")[1:2]
        for name in imports_of(path):
            parts = name.split(".")
            enters = parts[0] == "wellbeing" and len(parts) > 2 and parts[1] in CAPABILITIES
            if enters and package and parts[1] != package[0] and (package[0] in kinds):
                yield module_of(path), ".".join(parts[1:3])


def test_every_capability_is_entered_by_its_service():
    wrong = [
        f"{module} uses {door}"
        for module, door in steps_into(CAPABILITIES)
        if not door.endswith(".service") and door not in DOORS
    ]

    assert wrong == []


def test_every_second_door_is_used():
    used = {door for _, door in steps_into({*CAPABILITIES, "jobs", "commands", "simulation"})}

    assert set(DOORS) - used == set()


def test_commands_jobs_and_the_simulation_stay_out_of_the_inside():
    outside = {"commands", "jobs", "scheduler", "simulation", "cli"}
    wrong = [
        f"{module} uses {door}"
        for module, door in steps_into(outside)
        if door.split(".")[1].startswith(INSIDE)
    ]

    assert wrong == []


def test_views_and_forms_know_no_sql_and_no_store():
    wrong = [
        f"{named(path)}: {name}"
        for path in SOURCE
        if path.stem.startswith(PAGES)
        for name in imports_of(path)
        if name.split(".")[0] in SQL
        or (name.startswith("wellbeing.") and ".store" in name.removeprefix("wellbeing"))
    ]

    assert wrong == []


@pytest.mark.parametrize("kind", ["service", "store", "rows", "policies", "people"])
def test_what_lies_under_the_pages_knows_nothing_of_requests(kind):
    wrong = [
        f"{named(path)}: {name}"
        for path in SOURCE
        if path.stem.startswith(kind) or path.stem.endswith(f"_{kind}")
        for name in imports_of(path)
        if name.split(".")[0] in FLASK
    ]

    assert wrong == []
