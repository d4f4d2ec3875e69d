"""The words of a bare yes and of a bare no: one list for all that read answers; a piece of a pattern has no group."""

from __future__ import annotations

import re

AYE = "yes|yeah|yep|yup|yea|aye|ya"
NAY = "no|nope|nah"
POSITIVE = rf"{AYE}|y|pos(?:itive)?"
"""A yes, the result of a test or the letter on a form too."""
NEGATIVE = rf"{NAY}|n|neg(?:ative)?|none|never"
BOTH = re.compile(r"^\W*(?:well,? )?(?:yes and no|no and yes)\b")
"""An answer that is neither."""
