"""Words that tell whose a stage is and of when: ours or of others, of now or of before, and which one to go by."""

from __future__ import annotations

import re

from bot.nlu.wording.times_told import NOW as NOW_WORDS

_MAKES = (
    r"(?:ma[dk]es?|call(?:s|ed)?|sa(?:ys?|id)|stag(?:e|es|ed)|put|scor(?:e|es|ed)|feel|felt|graded?|judged?|"
    r"think)"
)
OURS = re.compile(
    r"\b(?:we|(?<!on )(?<!by )us|our(?! (?:view|opinion)\b)|ours|here|in-house|local(?:ly)? here|"
    r"this (?:centre|center|hospital|site))\b|\b(?:my|own) (?:assessment|exam|review|read|count|score|staging)\b"
)
"""What we say."""
OF_OTHERS = re.compile(
    r"\b(?:referring|referral|referred|outside|elsewhere|external(?:ly)?|osh|gp|pcp|transferring|"
    r"(?:other|previous|local|district) hospital|peripheral|they had|the letter from)\b"
)
"""What others said before we did."""
NOW = re.compile(
    rf"\b(?:{NOW_WORDS}|new(?:est)?|screening|re-?staging|"
    r"re-?staged|on review|reviewed|yesterday|most recent|repeat|re-?check|final|"
    r"discharged?|leaving|going home|since (?:home|going|coming|being)|since)\b|\bpost-|\bafter(?:wards)?\b"
)
OF_OLD = re.compile(
    r"\b(?:initial(?:ly)?|originally|(?<!year-)(?<!years )old|older|previous(?:ly)?|prior|"
    r"last (?:time|visit|year|month|week)|"
    r"earlier|before|baseline|diagnosis|dx|presentation|admission|admitted|arrival|arriving|"
    r"(?:in|on) (?:the |a )?(?:ward|hospital|icu|itu|er|ed)|during [a-z]+|used to|formerly|ago|"
    r"(?:day|week|month|year)s? back|(?<=/ )last|(?<=/)last|the letter is old|"
    r"(?:at )?first(?! (?:surgeon|reader|doctor|one|opinion|team|centre|letter|note|radiologist)))\b|\bpre-"
)
LATER = re.compile(
    r"\b(?:since(?: then| discharge)?(?= *(?:[|(]|$))|since (?=[a-z]{3})|at home|(?:at|on|after) discharge|discharged|"
    r"again|back (?:up |down )?(?:to|at)|recovered(?: to)?|this visit|now at home|on (?:new|more|higher)|"
    r"on (?:the )?ward review|"
    r"(?:on|with) (?:diuretics|spiro\w*|furo\w*|antibiotics))\b"
)
"""Where no plainer word tells: what has held since."""
EARLIER = re.compile(
    r"\b(?:until|till|(?:in|while in|during) (?:the )?hospital|in-?patient|on the (?:ward|unit)|in (?:icu|itu|hdu)|"
    r"at worst|during|while|with (?:flu|sepsis|covid|fever|the infection|an infection|pneumonia)|at that time|"
    r"back then|in between)\b"
)
"""Where no plainer word tells: what held for a time."""
AGAINST = re.compile(
    r"\b(?:changed|corrected|upgraded|downgraded|revised|amended|overruled|re-?staged|re-?classified|upstaged|"
    r"downstaged|moved|bumped|made (?:it|him|her))\b|\b(?:it|him|her|that) (?:should|must) be\b"
)
"""The second was put in the place of the first."""
TURNED_TO = re.compile(
    r"\b(?:then|recovered to|recovering to|settled (?:at|to)|settling at|back to|down to|up to|"
    r"improved to|repeated it:?)\s*\|"
)
"""The second came after the first, told right before it."""
COUNTS = (
    r"(?:(?:number|no\.?|nr\.?|count) of (?:the )?(?:liver |viable |hepatic )?(?:lesions?|tumou?rs?|nodules?|hccs?)|"
    r"(?:lesion|tumou?r|nodule) (?:count|number))"
)
"""How a number of tumours is headed."""
TOLD_BY = re.compile(
    rf"\b(?:per|by|according to|dr|prof|{_MAKES}|notes?|letters?|papers?|paper|reality|readers?|others?|another|"
    r"oncolog\w+|hepatolog\w+|surg\w+|radiolog\w+|nurses?|doctors?|fellow|registrar|resident|attending|consultant|"
    r"crf|ecrf|source|epic|emr|ehr|cent(?:ral|er|re)|local|ct|mri|us|ultrasound|scan|pet|report|side|man|wife|"
    r"chart|some|team|board|mdt|clinic|ward|home|view|opinion|referrer|tumou?r board|physio|"
    r"coordinator|investigator|pi|pathology|bicr|icr)\b"
)
"""Somebody, or some paper or image, that tells."""
UNSURE = re.compile(
    r"\b(?:could be|might be|may be|maybe|perhaps|poss(?:ibly|ible)?|(?:can ?not|can't) be (?:excluded|ruled out)|"
    r"not (?:fully |yet )?(?:excluded|ruled out)|on (?:an? |some |his |her )?(?:bad|worse|good|better) days?|"
    r"not sure which|unsure which|which is (?:right|correct)|disagree|unclear which|"
    r"don't know which|depending)\b"
)
_DAY = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|"
    r"20\d\d|\d{1,2}[/.]\d{1,2}|(?:days?|weeks?|months?) ago"
)
TIMES = re.compile(
    rf"\b(?:{_DAY}|today|now|yesterday|last (?:time|visit|week|month)|this (?:time|visit))\b|"
    r"\b(?:before|after|pre|post)\b"
)
GO_BY = re.compile(
    r"[^,;.()\n]{0,35}[ ]?(?:[-–,;.:?(]|\band|\bso) ?(?:(?:so|please|pls|i'd|i would|we|i|let's|and|then|but|just) )*"
    r"(?:go(?:ing)? (?:with|by|for)|use|using|take|taking|record|enter|put|stick(?:ing)? (?:with|to)|count|keep|trust)"
    r" (?:down )?(?:the )?(?:(?P<rank>former|first|latter|second|last|higher|worse|worst|lower|better|lowest|highest)"
    r"(?: one| of (?:the )?two)?|(?P<said>[abcd0-4]\d{0,2}|i{1,3}[ab]|iv|vp ?[1-4]))"
    r"(?: please| pls| one)?\)?(?![\w/]|[.,]\d|-\w)"
)
"""Which of the two is to be recorded."""
GO_BY_ONE = re.compile(r"\b(?:go(?:ing)? (?:with|by)|we (?:use|take|count)|count the|stick(?:ing)? with)\b")
"""What is said where one of two is to be gone by."""
