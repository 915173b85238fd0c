"""In a real browser, with and without scripts: a number is given, confirmed, used and taken back."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.integration.rhythm.numbers import CODE, HERE, NUMBER, STAFF, WRITTEN, sent_code
from tests.support.accessibility import looked_over
from tests.support.browsing import PHONE, tab
from tests.support.gateways import PretendGateway
from tests.support.wording import forbidden_in
from wellbeing.extensions import PARTS
from wellbeing.settings import Mail
from wellbeing.sms_settings import Gateway, Sms

pytestmark = pytest.mark.browser


@pytest.fixture
def gateway(home):
    with PretendGateway() as gateway:
        sms, mail = Sms(Gateway.LOOPBACK, gateway.url), Mail("localhost", sender="w@example.org")
        settings = replace(home.parts.settings, sms=sms, mail=mail)
        home.app.extensions[PARTS] = replace(home.parts, settings=settings)
        yield gateway


def test_from_the_number_to_its_removal_without_scripts_on_a_phone(browser, home, gateway, address):
    cookie = home.cookie_of(STAFF)
    with tab(browser, address, cookie, javascript=False, width=PHONE) as page:
        page.goto(HERE)
        page.click("text=Have it as a text message")
        page.fill("#number", "020 7946 0018")
        page.click("text=Send me a code")
        assert "This looks like no mobile number" in page.inner_text(".error-summary")
        assert page.input_value("#number") == "020 7946 0018"
        page.fill("#number", WRITTEN)
        page.click("text=Send me a code")
        page.fill("#code", sent_code(gateway))
        page.click("text=Confirm my number")
        expect(page.locator("body")).to_contain_text("Your messages now come as text messages.")
        page.click("text=Change or remove your number")
        page.click("text=Remove my number")
        expect(page.locator("body")).to_contain_text("Messages come by e-mail.")
        page.click("text=Have it as a text message")


def test_each_of_the_pages_is_accessible_and_fits_every_screen(browser, home, gateway, address):
    wrong, said = [], []
    with tab(browser, address, home.cookie_of(STAFF)) as page:
        for confirmed in (False, True):
            for path in (HERE, NUMBER, CODE):
                page.goto(path)
                wrong += [f"{path}: {one}" for one in looked_over(page)]
                said += forbidden_in(page.inner_text("body"))
            if not confirmed:
                page.goto(NUMBER)
                page.fill("#number", WRITTEN)
                page.click("text=Send me a code")
                page.wait_for_url(f"**{CODE}")
                page.fill("#code", sent_code(gateway))
                page.click("text=Confirm my number")
                page.wait_for_url(f"**{HERE}")
                page.goto(NUMBER)
                page.fill("#number", "123")
                page.click("text=Send me a code")
                wrong += [f"refused: {one}" for one in looked_over(page)]

    assert wrong == []
    assert said == []
