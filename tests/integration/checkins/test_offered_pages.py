"""Every offer that leads to a page leads to one that is there, for the person who reads it."""

from datetime import timedelta

from tests.support.agreeing import agree_on
from tests.support.world import NOW
from wellbeing.content.loader import content


def test_every_page_an_offer_leads_to_opens(home, ann):
    agree_on(home, phq_4="true", pc_ptsd_5="true")
    ann.at(NOW + timedelta(weeks=1))
    offers = content().offers
    named = {each.page for each in offers.now} | {each.page for each in offers.about}
    named |= {one.page for step in offers.steps for group in step.groups for one in group.offers}
    with home.app.test_request_context():
        addresses = {home.app.url_for(page) for page in named if page}

    assert len(addresses) > 3
    assert {path: ann.get(path).status for path in addresses} == dict.fromkeys(addresses, 200)
