"""Whole calls through Twilio: behind a PIN, and with dates that have two readings, by keys and by voice.

Costs about three seconds on the server that all tests of channels share.
"""

import pytest

from bot.channels.twilio_voice import pin
from tests.channels.standins.twilio import PIN
from tests.channels.test_voice import recorded

pytestmark = [pytest.mark.server, pytest.mark.model]


async def test_behind_the_pin_nothing_is_heard_and_after_it_the_call_goes_on(served, ringing, dial):
    assert await ringing.say("new patient P eighty") == pin.ASK
    assert await ringing.key("13572468") == pin.WRONG
    assert "Say new patient and a code" in await ringing.key(PIN)
    await ringing.say("new patient P eighty")
    assert await ringing.say("platelets eighty two") == "I heard: platelets 82. Right?"
    again = dial(ringing.number)
    assert await again.call() == pin.ASK
    assert await again.key(PIN) == "Welcome back. I heard: platelets 82. Right?"
    assert (await again.key("1")).startswith("Recorded.")
    assert recorded(served, "P-80")["platelets"]["value"] == 82


async def test_three_wrong_pins_end_the_call_and_nothing_of_it_is_recorded(served, ringing):
    said = [await ringing.key("1111"), await ringing.be_silent(), await ringing.key("2222")]
    assert said == [pin.WRONG, pin.ASK, pin.NO_MORE]
    assert not ringing.is_on


@pytest.mark.parametrize(
    ("code", "keyed"), [("81", "2"), ("82", "20260304")], ids=["by the key of its place", "as it is"]
)
async def test_at_the_chart_a_date_that_is_asked_back_is_keyed(served, phone, code, keyed):
    await phone.say(f"new patient P {code}")
    await phone.say("stroke on 03/04/2026")
    asked = await phone.say("yes") if "Press 1 for" not in phone.heard else phone.heard
    assert "Press 1 for 3 April 2026, 2 for 4 March 2026." in asked
    await phone.key(keyed)
    assert recorded(served, f"P-{code}")["stroke"] == {"date": "2026-03-04"}


@pytest.mark.parametrize("said", ["the fourth of March", "the second one", "two"])
async def test_at_the_chart_a_date_that_is_asked_back_is_said(served, phone, said):
    code = {"the fourth of March": 83, "the second one": 84, "two": 85}[said]
    await phone.say(f"new patient P {code}")
    await phone.say("TACE on 03/04/2026")
    asked = await phone.say("yes")
    assert "which date is meant?" in asked
    assert await phone.say(said) == "I heard: TACE on 4 March 2026. Right?"
    await phone.say("yes")
    assert "TACE on 4 March 2026" in await phone.say("summary")


@pytest.mark.parametrize("keyed", ["2", "20260304"])
async def test_with_the_patient_a_date_that_is_asked_back_is_keyed(served, phone, keyed):
    code = 86 + (keyed == "2")
    await phone.say(f"phone P {code}")
    await phone.key("1")
    asked = await phone.say("stroke on 03/04/2026")
    assert "which date is meant?" in asked
    assert asked.endswith("Press 1 for 3 April 2026, 2 for 4 March 2026.")
    assert await phone.be_silent() != ""
    said = await phone.key(keyed)
    assert "4 March 2026" in said
    assert said.endswith("Right?")
    await phone.key("1")
    assert recorded(served, f"P-{code}")["stroke"] == {"date": "2026-03-04"}


async def test_the_sex_of_a_patient_is_keyed_with_digits(served, phone):
    said = await phone.say("phone P ninety")
    said = await phone.key("1")
    for _ in range(40):
        if "female or male" in said:
            break
        said = await phone.key("*")
    assert said.endswith("Press 1 for Female, 2 for Male.")
    await phone.key("1")
    assert recorded(served, "P-90")["sex"] == "female"


async def test_when_it_was_is_keyed_by_year_and_month(served, phone):
    await phone.say("phone P ninety one")
    await phone.key("1")
    said = await phone.say("I had a stroke once")
    said = await phone.key("1") if said.endswith("Right?") else said
    assert "About when was the last time?" in said
    assert await phone.key("202413") != ""
    assert "March 2024" in await phone.key("202403")
    await phone.key("1")
    assert recorded(served, "P-91")["stroke"] == {"date": "2024-03"}
