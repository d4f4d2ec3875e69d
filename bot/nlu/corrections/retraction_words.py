"""The words with which something told is taken back or called wrong, and those for having told it."""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.telling import Gated, Gates

SLIP = r"(?:typo|mistake|error|slip)"
BAD = (
    rf"(?:wrong|incorrect|false|not (?:quite )?(?:right|correct)|off|(?:an? |my )?{SLIP}|old|out of date|outdated|"
    r"mistyped|misread|mistaken|too (?:low|high))"
)
"""What a value was that is told anew."""
BY_MISTAKE = r"(?:in error|by (?:mistake|accident|error)|accidentally|mistakenly|erroneously|wrongly|inadvertently)"
REGRET = (
    r"(?:(?:so )?sorry|oops|whoops|ups|no,? wait|wait,? no|(?<!to )(?<!could )wait(?![ -]?list)|"
    r"hang on|hold on|scratch that|strike that|"
    r"correction|corrected|i mean|i meant|my bad|my mistake|mistake|error|typo|apologies|actually)"
)
"""What is said between a slip and what was meant."""
ENTERED = (
    r"(?:entered|typed|put|wrote|written|gave|given|sent|said|told|quoted|reported|mentioned|noted|recorded|charted|"
    r"ticked|clicked|chose)"
)
"""How what counts no more had been told."""
RETRACT = Gated(
    r"^\W*(?:(?:(?:in|on|from|off) )?(?:the |his |her )?(?:treatments?|therapy|tx|medications?|list|history)"
    r"(?: (?:list|history|of treatments|of the treatments))?\W+)?"
    r"(?:(?:please|pls|kindly|sorry|no|actually|and|(?:can|could|would|will) (?:you|we)|also|oh|wait|"
    r"(?:i|we)(?:'d| would)?(?: (?:want|like|"
    r"need|have|wish|must))? ?(?:to)?|let me|let'?s|i'?m|we'?re)\W+)*(?:"
    r"(?:i )?(?:didn'?t|did not) mean to (?:enter|add|give|type|send|record)|"
    r"take\b(?= [^.;,\n]* (?:out|back|off|away)\b)|scrap|(?<!\bi )forget(?: about)?|delete|remove|"
    r"scratch|ignore|disregard|drop|strike|cancel|erase|wipe|take back|withdraw|swap|"
    r"leave (?=[a-z' -]{2,34} (?:blank|empty|open|unanswered|out)\s*(?:$|[.;,!]))|skip (?=(?:the|that) )|"
    r"void|omit (?!.*\b(?:cycles?|for|until|till|before|while|today|dose)\b)|strike out|"
    r"leave out (?!.*\b(?:for|until|till|before|while|today|on)\b)|"
    r"(?:don'?t|do not) (?:use|count|consider|include|keep|record) (?=the |that |this |my |those )|"
    r"retract|(?<!no )(?<!not )(?<!all )"
    r"clear(?! (?:today|now|again|since|on|of|from|for|already|cut|enough|at|in|by|yesterday)\b)|"
    r"unset|reset|discard|take out|undo|taking back|retracting|withdrawing)\b(?!\s+(?:it|that|this)?\s*$)"
)
_SAID_WRONG = (
    r"\b(?:was|were|is|are)\s+(?:a\s+|an\s+|all\s+)?(?:wrong|incorrect|mistake|error|"
    r"mistaken|typo|not right|not correct|false|invalid|entered wrongly|misread|mistyped|"
    r"swapped|mixed up|mistyped|someone else'?s|from another patient|of another patient|another patient'?s)\b",
    r"\b(?:was|were|is|are|came|comes|belong(?:s|ed)?)\s+(?:in fact |actually |really |all )?(?:from |of |to |"
    r"for )?(?:an? |the |my )?(?!next\s*(?:$|[,.;!)\n]))"
    r"(?:different|another|other|wrong|next|neighbou?ring|some(?:one|body) else'?s?)(?: (?:patient|pt|person|man|"
    r"woman|lady|gentleman|guy|case|subject)(?:'?s)?)?"
    r"(?: (?:chart|file|record|report|results?|labs?|sample|tube|specimen|blood))?(?=\s*(?:$|[,.;!)\n]))",
    r"\b(?:was|were|is|are|came|comes|belong(?:s|ed)?) (?:from |of |to |for )?(?:yesterday|last night|this morning|"
    r"monday|tuesday|wednesday|thursday|friday)'s (?:other )?(?:patient|pt|case|man|woman|lady|gentleman)\b",
    r"\b(?:was|were|is|are) for (?:bed|room|bay) \d+\b",
    r"\b(?:withdrawn|cancel+ed|voided|retracted|recalled|invalidated) by the lab(?:oratory)?\b",
    r"\blab(?:oratory)? (?:has |have |had )?(?:withdrawn|withdrew|cancel+ed|voided|retracted|recalled|invalidated)\b",
    rf"\b(?:{ENTERED}(?: in)?|added) (?:{BY_MISTAKE}|in the wrong)\b",
    r"\b(?:(?:was|were|is|are)(?: ?n[o']t| not)|not) (?:meant )?(?:for|from|of|about) (?:this|our|my) "
    r"(?:patient|pt|case|lady|man|one)\b",
    r"(?<!\d )\b(?:can ?not|can't|cant) (?:possibly )?be (?:right|correct|true|his|hers|theirs|ours)\b",
    r"\b(?:i|we) (?:have to |must |need to |want to |would like to |hereby )?"
    r"(?:withdraw|retract|take back)\s*(?=$|[.;,!\n])",
    r"\bshould ?n[o'](?:t|) be (?:there|here|in there|on (?:the|his|her) list)\b",
    r"\bshould not be (?:there|here|in there)\b",
    r"\b(?:must|should|has to|have to|needs? to|can) be (?:deleted|erased|disregarded|discarded|voided|retracted)\b",
    r"(?<!tumour )(?<!tumor )(?<!mass )(?<!lesion )(?<!nodule )(?<!hcc )(?<!lobe )(?<!liver )"
    r"\b(?:must|should|has to|have to|needs? to) (?:be (?:removed|taken out|struck out)|come out)\b",
    r"\bwrong\b|\bincorrect\b|\bby mistake\b(?! s?he\b| they\b| (?:the )?(?:pt|patient)\b)",
    r"\bmade (?:a mistake|an error) (?:with|in)\b|\bmistake (?:with|in) the\b",
    r"\b(?:meant|intended) for (?:someone|somebody|another|a different)\b",
    r"\bbelongs? to (?:someone|somebody|another|a different|bed|room|mrs?|the (?:other|next|wrong))\b",
    r"\b(?:i |we |was |were )?(?:mistyped|misread|mixed up|got (?:the )?wrong)\b",
    r"\b(?:(?:is|are|was|were) ?n[o']?t|not)(?: quite)? (?:right|correct|hers|his|theirs|valid)(?=\s*(?:$|[,.;!)\n]))",
)
WRONG = Gated("|".join(_SAID_WRONG))
MAY_BE_WRONG = Gates(("", Gated(one)) for one in _SAID_WRONG)
"""The same form by form: what they need together is in every message."""
GIVEN = Gated(
    r"(?<!i )(?<!we )\b(?:given|received|took|taken|administered|injected|vaccinated|swallowed)\b[^.;,:\n\d]{0,30}"
    rf" {BY_MISTAKE}|\b(?:accidentally|mistakenly|inadvertently|erroneously) (?:given|received|took|injected)\b"
)
"""``yellow fever vaccine given by mistake on 3 Nov``: it was given."""
VACCINATED = Gated(
    rf"\b(?:vaccin\w*|mmr|varicella|yellow fever|jab|shot|bcg|zostavax)\b[^.;,:\n]{{0,20}}? "
    rf"(?:(?:on |in )?(?:\d{{1,2}} )?{SOME_MONTH}\b[^.;,:\n]{{0,12}}? ?{BY_MISTAKE}"
    rf"|{BY_MISTAKE} (?:on|in) (?:\d{{1,2}} )?{SOME_MONTH}\b)"
)
"""``MMR vaccine 20 Oct by mistake``: a day on which it was given."""
WRITTEN = re.compile(r"\b(?:entered|typed|put|wrote|written|said|told|noted|recorded|charted|ticked|clicked|chose)\b")
OF_SOURCE = re.compile(
    r"(?<!from the )(?<!from a )(?<!off the )\b(?:wrong|misread|mixed up|mistaken)\s+"
    r"(?:the |a |her |his |my |two |some )?(?:lab |ct |mri |path(?:ology)? )?"
    r"(?:charts?|files?|pages?|sheets?|reports?|forms?|notes?|letters?|lines?|rows?|columns?|records?|folders?|"
    r"screens?|"
    r"windows?|tabs?|scans?)\b"
)
"""``had the wrong chart open``: what is wrong is no value, but where it was read."""
