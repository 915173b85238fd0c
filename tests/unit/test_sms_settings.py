"""Settings of the gateway for text messages: all of them, or none, in words that say what to do."""

import pytest

from wellbeing.installation import Installation
from wellbeing.settings import Settings, SettingsError
from wellbeing.sms_settings import NOTIFY_URL, Gateway, Sms, read_sms

KEY = "live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
WHOLE = {"GATEWAY": "notify", "KEY": KEY, "TEMPLATE": TEMPLATE}


def environment(**settings):
    return {f"WELLBEING_SMS_{name}": value for name, value in settings.items()}


def test_without_settings_no_text_leaves():
    assert read_sms({}) == Sms()
    assert not read_sms({}).is_configured


def test_a_gateway_with_key_and_template_is_enough():
    found = read_sms(environment(**WHOLE))

    assert found == Sms(Gateway.NOTIFY, NOTIFY_URL, KEY, TEMPLATE)
    assert found.countries == ("GB",)
    assert found.is_configured


def test_a_key_is_read_from_a_file_and_shown_nowhere(tmp_path):
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    found = read_sms(environment(GATEWAY="notify", KEY_FILE=str(file), TEMPLATE=TEMPLATE))

    assert found.key == KEY
    assert KEY not in repr(found)


def test_blanks_around_a_setting_are_none_of_it():
    blank = {name: f" {value}\n" for name, value in {**WHOLE, "URL": NOTIFY_URL}.items()}

    assert read_sms(environment(**blank)) == read_sms(environment(**WHOLE))


def test_a_gateway_of_this_machine_needs_an_address_and_no_key():
    found = read_sms(
        environment(GATEWAY="Loopback", URL="http://127.0.0.1:8025/", COUNTRIES="gb, ie")
    )

    assert (found.url, found.countries) == ("http://127.0.0.1:8025", ("GB", "IE"))


@pytest.mark.parametrize(
    ("half", "said"),
    [
        ({"KEY": KEY}, "WELLBEING_SMS_KEY is set, but WELLBEING_SMS_GATEWAY is not"),
        ({"TEMPLATE": TEMPLATE}, "set it to notify, or remove both"),
        ({"GATEWAY": "pigeon"}, "must be notify or loopback, not 'pigeon'"),
        ({**WHOLE, "KEY": ""}, "must hold a whole API key of GOV.UK Notify"),
        ({**WHOLE, "KEY": "short"}, "must hold a whole API key"),
        (
            {**WHOLE, "KEY": "a-key-of-eleven-parts-that-no-one-ever-made-up"},
            "must hold a whole API key",
        ),
        ({**WHOLE, "KEY": KEY[:-1]}, "must hold a whole API key"),
        ({**WHOLE, "KEY": KEY.replace("live-", "-")}, "must hold a whole API key"),
        ({**WHOLE, "TEMPLATE": "a-b-c-d-e"}, "WELLBEING_SMS_TEMPLATE must be the id"),
        ({**WHOLE, "URL": "https://"}, "must be like https://…"),
        ({**WHOLE, "URL": "https://a.example#here"}, "without a path"),
        ({**WHOLE, "URL": "https://:word@a.example"}, "must be like https://…"),
        ({**WHOLE, "URL": "https://[a.example"}, "must be like https://…"),
        ({**WHOLE, "KEY": f"{KEY}\r\nX: y"}, "one line of plain letters"),
        ({**WHOLE, "KEY_FILE": "/x"}, "not both"),
        ({**WHOLE, "KEY": "", "KEY_FILE": "/nowhere/at/all"}, "cannot be read"),
        ({**WHOLE, "TEMPLATE": ""}, "WELLBEING_SMS_TEMPLATE must be the id"),
        ({**WHOLE, "URL": "http://notify.example"}, "must be like https://…"),
        ({**WHOLE, "URL": "https://a.example/path"}, "without a path"),
        ({**WHOLE, "URL": "https://name:word@a.example"}, "must be like https://…"),
        ({**WHOLE, "URL": "https://a.example:x"}, "a port that is no number"),
        ({**WHOLE, "COUNTRIES": "Britain"}, "must be like GB or GB,IE"),
        ({"GATEWAY": "loopback"}, "must be like http://127.0.0.1:8025"),
        ({"GATEWAY": "loopback", "URL": "https://a.example"}, "must be like http://127.0.0.1:8025"),
    ],
)
def test_half_a_setting_is_refused_in_words_that_say_what_to_do(half, said, tmp_path):
    with pytest.raises(SettingsError) as refused:
        Settings.of(tmp_path, Installation.new(demo=False), environment(**half))

    assert said in str(refused.value)
    assert KEY not in str(refused.value)
    assert "\n" not in str(refused.value)
