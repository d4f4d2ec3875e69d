"""Verbs that say that a treatment was begun, as one part of patterns."""

from __future__ import annotations

BEGUN = r"(?:start\w*|beg[aiu]n\w*|commenc\w*|initiat\w*)"
