"""The words of a bare yes, of a bare no and of what an answer is from: one list for all that read answers."""

from __future__ import annotations

import re

AYE = "yes|yeah|yep|yup|yea|aye|ya"
NAY = "no|nope|nah"
POSITIVE = rf"{AYE}|y|pos(?:itive)?"
"""A yes, the result of a test or the letter on a form too."""
NEGATIVE = rf"{NAY}|n(?!/a\b)|neg(?:ative)?|none|never"
BOTH = re.compile(r"^\W*(?:well,? )?(?:yes and no|no and yes)\b")
"""An answer that is neither."""
OF_PAPER = r"(?:the |her |his |their |my |our |last |latest |old |gp |discharge |clinic |referral |patient'?s? )*"
PAPERS = r"charts?|letters?|notes?|files?|records?|reports?|system|referral|summary|computer|documents?"
"""Where an answer is from."""
