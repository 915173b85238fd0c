"""The pages of formal support: from why it is suggested to the end that both say."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SECOND
from tests.support.formal import NOTHING, SIGNED, WORDS
from tests.support.promises import go_away
from tests.support.walking import Walker
from tests.support.world import TODAY
from wellbeing.content.loader import content
from wellbeing.formal.service import Stage
from wellbeing.support.service import Kind, Wish

MINE, AGREE, THEIRS = "/my-step/more", "/my-step/more/agree", "/decisions"
SCORE = "Week of 2 March 2026: 7 of 18"
STRANGERS = ("supervisor", "service manager", "manager of everything", "auditor", "moved")
DECISION = {
    "verdict": "sign",
    "reason": SIGNED.reason,
    "helps": "cbt",
    "again_on": "2026-04-15",
}


@pytest.fixture
def ann(parties):
    return Walker(parties.home.browser_of(ASKER))


@pytest.fixture
def pat(parties):
    return Walker(parties.home.browser_of(PRACTITIONER))


def look(walker, **chosen):
    """Choose what can be read, and return the page that shows it."""
    form = walker.get(AGREE).form("")
    return walker.post(AGREE, {**form.filled, **chosen, "stage": "look"})


def keep(walker, page):
    return walker.post(AGREE, {**page.form("").filled, "stage": "keep"})


def press(walker, page, action, **chosen):
    form = next(
        one for one in page.forms if one.action == action and chosen.items() <= one.filled.items()
    )
    return walker.post(action, form.filled)


def taken(parties):
    (found,) = parties.helping.inbox(PRACTITIONER)
    parties.helping.take(PRACTITIONER, found)
    return f"{THEIRS}/{found}"


def test_the_person_reads_why_chooses_sees_every_word_and_agrees(parties, ann):
    parties.be_suggested()

    assert MINE in ann.get("/my-step").links
    page = ann.get(MINE)
    assert "Formal support is suggested to you" in page.text
    assert "PHQ-4" in page.text
    assert "If you agreed now: by Wednesday 11 March" in page.text
    page = look(ann, share="scores", words=WORDS)
    assert SCORE in page.text
    assert WORDS in page.text
    assert "PHQ-4" not in page.text
    page = keep(ann, page)

    assert "You agreed. A practitioner decides" in page.text


def test_the_practitioner_reads_first_and_then_signs_off(parties, ann, pat):
    parties.be_suggested()
    keep(ann, look(ann, share="scores", words=WORDS))
    here = taken(parties)

    page = pat.get(here)
    assert "Open what they share before you decide" in page.text
    assert SCORE not in page.text
    assert not any("verdict" in form.fields for form in page.forms)
    page = pat.get(f"{here}/shared")
    assert SCORE in page.text
    assert WORDS in page.text
    assert "Practitioner, 4 March 2026, once" in ann.get(MINE).text
    page = pat.post(here, {**pat.get(here).form("").filled, **DECISION})
    assert "Formal support has begun" in page.text

    page = ann.get(MINE)
    for said in ("Formal support has begun", SIGNED.reason, "Cognitive behavioural therapy (CBT)"):
        assert said in page.text
    assert "Formal intervention" in ann.get("/my-step").text


def test_it_ends_on_the_pages_when_both_have_said_so(parties, ann, pat):
    here = f"{THEIRS}/{parties.begun()}"

    page = press(ann, ann.get(MINE), f"{MINE}/end", ends="yes")
    assert "It ends when the other says so too" in page.text
    page = press(pat, pat.get(here), f"{here}/end", ends="yes")

    assert "Formal support has ended" in page.text
    assert "Signed off, and ended by you both" in ann.get(MINE).text


def test_nothing_is_ticked_and_nothing_has_to_be(parties, ann):
    parties.be_suggested()
    form = ann.get(AGREE).form("")

    assert "share" not in form.filled
    page = keep(ann, look(ann))

    assert parties.mine().stage is Stage.AGREED
    assert parties.mine().evidence == NOTHING
    assert "You share nothing." in page.text


def test_what_changed_meanwhile_is_shown_again_and_not_kept(parties, ann):
    page = look(ann, words=WORDS)
    form = page.form("").filled | {"words": "Other words", "stage": "keep"}

    page = ann.post(AGREE, form)

    assert "Something changed since you looked at it" in page.text
    assert parties.mine().stage is Stage.NOTHING


def test_who_talked_first_agrees_on_the_page_later_and_changes_what_can_be_read(parties, ann):
    parties.helping.ask(Wish(Kind.FORMAL), takes_part=False)

    assert "when" not in ann.get(AGREE).form("").fields
    page = keep(ann, look(ann, words=WORDS))
    assert "You agreed. A practitioner decides" in page.text
    assert WORDS in page.text
    page = keep(ann, look(ann, words="Only this"))

    assert "Only this" in page.text
    assert WORDS not in page.text
    assert parties.counted()["formal_agreement"] == 1


def test_what_was_typed_stays_where_it_is_too_long_or_nobody_decides_so_soon(parties, ann):
    page = look(ann, words="too long " * 300)
    assert page.status == 422
    assert page.form("").fields["words"].value.strip() == ("too long " * 300).strip()
    for who in (PRACTITIONER, SECOND):
        go_away(parties.helping, who, TODAY, TODAY + timedelta(days=2))

    page = look(ann, words="a\x00b", when="soon")

    assert page.status == 422
    assert content().support.not_in_time in page.text
    assert page.form("").fields["words"].value.strip() == "ab"
    assert "before you agree" in look(ann, words="ab", when="few_days").text.lower()


def test_a_no_of_the_practitioner_needs_both_texts_and_loses_neither(parties, ann, pat):
    keep(ann, look(ann))
    here = taken(parties)
    form = pat.get(here).form("").filled

    page = pat.post(here, {**form, "verdict": "refuse", "reason": "It is the hours."})
    assert page.status == 422
    assert "Write what else could help" in page.text
    assert "It is the hours." in page.text
    filled = page.form("").filled | {"verdict": "refuse", "alternative": "Fewer nights."}
    page = pat.post(here, filled)

    assert "The request is closed" in page.text
    page = ann.get(MINE)
    assert "Not signed off" in page.text
    assert "It is the hours." in page.text
    assert "Fewer nights." in page.text


def test_a_decision_stays_typed_where_something_was_shared_meanwhile(parties, ann, pat):
    keep(ann, look(ann))
    here = taken(parties)
    form = pat.get(here).form("").filled
    keep(ann, look(ann, words=WORDS))

    page = pat.post(here, {**form, **DECISION})
    assert page.status == 422
    assert f"{here}/shared" in page.links
    pat.get(f"{here}/shared")
    page = pat.post(here, {**page.form("").filled, "helps": "cbt"})

    assert "Formal support has begun" in page.text


def test_a_sign_off_needs_a_reason_a_help_and_a_day_to_come(parties, ann, pat):
    keep(ann, look(ann))
    here = taken(parties)
    form = pat.get(here).form("").filled

    page = pat.post(here, {**form, "verdict": "sign", "again_on": "2026-03-04"})

    for said in ("Write your reason", "Choose at least one kind of help", "a day after today"):
        assert said in page.text
    assert parties.counted()["intervention"] == 0


def test_the_person_ends_what_can_be_read_or_everything_and_says_why_to_nobody(parties, ann, pat):
    request_id = parties.begun()
    page = press(ann, ann.get(MINE), f"{MINE}/stop", what="evidence")
    assert "Nobody can open it any more" in page.text
    assert pat.get(f"{THEIRS}/{request_id}/shared").status == 404

    press(ann, ann.get(MINE), f"{MINE}/stop", what="access")

    page = pat.get(f"{THEIRS}/{request_id}")
    assert "The person closed access" in page.text
    assert WORDS not in page.text
    assert SIGNED.reason not in page.text
    assert pat.get(f"/requests/{request_id}").status == 404
    assert "Goes on, without access" in pat.get(THEIRS).text


def test_an_agreement_can_be_taken_back_until_it_is_signed_off(parties, ann):
    request_id = parties.agreed_and_taken(NOTHING)
    page = ann.get(MINE)
    parties.sign_off(request_id)

    page = press(ann, page, f"{MINE}/take-back")

    assert "signed it off meanwhile" in page.text
    assert parties.mine().stage is Stage.BEGUN


def test_strangers_supervisors_and_other_practitioners_find_nothing(parties):
    request_id = parties.begun()

    for who in (SECOND, *(BY_NAME[name] for name in STRANGERS)):
        stranger = parties.home.browser_of(who)
        for path in (f"{THEIRS}/{request_id}", f"{THEIRS}/{request_id}/shared"):
            there, never = stranger.get(path), stranger.get(path.replace(request_id, "f" * 32))
            assert (there.status_code, never.status_code) == (404, 404), (who, path)
            assert len(there.data) == len(never.data), (who, path)
        token = stranger.get("/account").text.partition('name="csrf_token" value="')[2]
        sent = {"csrf_token": token.partition('"')[0], "ends": "yes"}
        assert stranger.post(f"{THEIRS}/{request_id}/end", data=sent).status_code == 404
        assert WORDS not in stranger.get(MINE).text
    course = parties.mine().standing.course
    assert course.practitioner_ends_on is None


def test_the_person_themself_can_not_open_the_practitioner_s_pages(parties):
    request_id = parties.begun()
    ann = parties.home.browser_of(ASKER)

    for path in (THEIRS, f"{THEIRS}/{request_id}", f"{THEIRS}/{request_id}/shared"):
        assert ann.get(path).status_code == 404
    assert sum(one.times for one in parties.mine().standing.agreement.looks) == 1
