"""``wasn't given``, ``wont do``, ``would've had``: words that are typed short, written out before a message is read."""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_TYPED = Gated(
    r"(?<!\bi )(?<!\bi'd )\b(?P<verb>wo|is|was|were|would|has|have|had|did|does|do|are|should|might|must|ca(?=n'?t be)|"
    r"could(?=n'?t (?:ever )?(?:be |been |get |got )?(?:have|had|take|do|given|put on|go|receive|undergo|start|"
    r"be\b|perform)))"
    r"n'?t\b(?P<have>'ve\b)?|\b(?P<would>would|could|should|might|must)'?ve\b"
)
_FULL = {"wo": "will", "ca": "can"}


def with_denials_out(text: Text) -> Text:
    """Write ``wasn't given`` and the like out: ``was not given``; what the patient says of herself stays as it is."""
    changes = [Change(match.start(), match.end(), _in_full(match.groupdict())) for match in _TYPED.finditer(text.low)]
    return rewritten(text, changes) if changes else text


def _in_full(parts: dict[str, str | None]) -> str:
    if parts["would"]:
        return f"{parts['would']} have"
    verb = parts["verb"] or ""
    return f"{_FULL.get(verb, verb)} not" + (" have" if parts["have"] else "")
