"""What is promised for every channel, as a script: what a coordinator writes, and what the reply holds."""

NOTE = "61F, HBV, BCLC C, ECOG 1, plt 82, TB 1.4, alb 3.4, INR 1.2, len+sintilimab since July, PD, no other treatment"
CHART = (
    ("new patient {code}", "Started a screening: {code}"),
    (NOTE, "How was the hepatocellular carcinoma diagnosed"),
    ("status", "still open"),
    ("patholgical", "diagnosis of HCC: pathological"),
    ("yse", "tumour tissue: yes"),
    ("undo", "Taken back"),
    ("1", "tumour tissue: yes"),
    ("undo", "Taken back"),
    ("no", "tumour tissue: no"),
    ("TACE on 03/04/2026", "which date is meant?"),
    ("4 March", "TACE on 4 Mar 2026"),
)
"""The words of a button, its number, yes and no, and a typo of it answer the question; a date is chosen in words."""

CALL = (
    ("phone {code}", "Is that all right with you?"),
    ("hm let me think", "In other words: “May I ask"),
    ("y", "What treatments have you had"),
    ("why", "If the patient asks why: “Most studies ask"),
    ("?", "To fetch: treatments so far"),
    ("1", "(as told, check the chart): ECOG 1"),
    ("again", "In other words: “"),
    ("stroke on 03/04/2026", "Keys: a 3 Apr 2026 · b 4 Mar 2026"),
    ("b", "defers watch and wait until 4 Mar 2027"),
    ("n", "Not recorded."),
    ("to fetch", "From the hospital laboratory"),
    ("hang up", "Close with: “Thank you."),
)
"""Consent first, one-key answers, why, other words, a letter for a date, the read-back, the closing line."""


async def goes_through(say, script, code):
    """Hold a conversation, `say(text, wanted)` being one turn; where a reply lacks what is wanted, tell which."""
    for typed, wanted in script:
        said = plain(await say(typed.format(code=code)))
        assert plain(wanted.format(code=code)) in said, f"after “{typed}” no “{wanted}” in:\n{said}"


def plain(text):
    """A reply without what a channel's alphabet or markup changes."""
    for sign, other in (("“", '"'), ("”", '"'), ("·", "-"), ("∗", ""), ("*", ""), ("\n", " ")):
        text = text.replace(sign, other)
    return text.replace("’", "'")
