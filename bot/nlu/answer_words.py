"""The words of a bare yes and of a bare no: one list for all that read answers; each pattern is without a group."""

from __future__ import annotations

AYE = "yes|yeah|yep|yup|yea|aye|ya"
NAY = "no|nope|nah"
POSITIVE = rf"{AYE}|y|pos(?:itive)?"
"""A yes, the result of a test or the letter on a form too."""
NEGATIVE = rf"{NAY}|n|neg(?:ative)?|none|never"
