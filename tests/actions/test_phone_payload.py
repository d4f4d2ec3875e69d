"""What a page is told of a call is what docs/phone.md says. Costs a second."""

import json
import re

from tests.actions.calls import NAIVE, Caller


def shape(value):
    """Give the keys of a payload, of lists those of their first entry."""
    if isinstance(value, dict):
        return {key: shape(part) for key, part in value.items()}
    return [shape(part) for part in value[:1]] if isinstance(value, list) and value else None


def test_the_payload_is_as_documented(desk, coordinator, root):
    ana = Caller(coordinator(desk))
    text = (root / "docs/phone.md").read_text()
    documented = json.loads(re.search(r"```json\n(.*?)```", text, re.DOTALL)[1])
    ana.says(NAIVE.replace(", never treated", ""), "phone", "y", "HIV positive")
    heard = ana.call["heard"]
    ana.says("n", "n")
    assert shape(ana.call) == shape(documented)
    assert set(heard) == {"said", "text", "effects"}
    assert set(documented) == set(
        re.findall(r"`(\w+)`", "".join(re.findall(r"^\|(.*?)\|", text.split("| key |")[1], re.M)))
    )
