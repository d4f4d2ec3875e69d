"""Words that several ways of building an answer turn on."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import NAY

NO = rf"(?:{NAY}|never|none|not me|not at all|not i|god no|i don't|i haven't|i didn't|i'm not)"
DENIED = re.compile(r"\b(?:no|not|never|none|without|nor)\b|n't\b")
STILL = re.compile(r"\b(?:still|now on|now i'm on|back on|instead|switched|changed to|every|daily|a day|since)\b")
FEARED = re.compile(
    r"\b(?:(?:did|had|done|got|sent (?:me )?for|went for) (?:a|an|the|some|my) (?:\w+ )?(?:camera|scope|scans?|tests?|"
    r"mri|ct|"
    r"echo|x-ray|biopsy|bloods?|tracing|ecg)|looking for|talk of|thinking|might have had|"
    r"thought|suspected|feared|worried|wondered|afraid|tested|test for|checked|screened|looked|scan(?:ned)?|scare|"
    r"sent|rushed|took me|taken|brought|admitted|queried|investigated|said (?:it|i|he|she|that) (?:might|could|may))\b"
)
