"""Several wishes in one message, each with its own words."""

import pytest

from actions.heard import Mention
from actions.wishes import wishes_in


def wishes(text, intent, *mentions):
    told = [Mention(fact="x", text=one, start=text.index(one), end=text.index(one) + len(one)) for one in mentions]
    return [(one.intent, " ".join(one.text.split())) for one in wishes_in(text, intent, told)]


def test_one_wish_is_what_the_intent_says():
    assert wishes("why not watch and wait", "why_trial") == [("why_trial", "why not watch and wait")]
    assert wishes("why is HIV asked", "why_ask") == [("why_ask", "why is HIV asked")]
    assert wishes("61F, plt 82", "inform", "61F", "plt 82") == []


@pytest.mark.parametrize("intent", ["inform", "why_trial", "status"])
def test_a_question_beside_facts_is_asked_whatever_the_intent(intent):
    found = wishes("plt 82 and why is watch and wait out?", intent, "plt 82")
    assert found == [("why_trial", "why is watch and wait out?")]


def test_each_question_has_its_own_words():
    assert wishes("why not watch and wait and what's missing for the second", "why_trial") == [
        ("why_trial", "why not watch and wait"),
        ("what_missing", "what's missing for the second"),
    ]
    assert wishes("what's missing for the second, and undo the last", "what_missing") == [
        ("what_missing", "what's missing for the second"),
        ("undo", "undo the last"),
    ]
    assert wishes("Undo that. Status? And when does watch and wait open?", "undo") == [
        ("undo", "Undo that."),
        ("status", "Status?"),
        ("when", "when does watch and wait open?"),
    ]


def test_what_no_words_show_is_what_the_intent_says():
    assert wishes("tell me about haic after ici and what is missing for watch and wait", "why_trial") == [
        ("why_trial", "tell me about haic after ici"),
        ("what_missing", "what is missing for watch and wait"),
    ]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("ECOG performance status 1, plt 82", ("ECOG performance status 1", "plt 82")),
        ("status post TACE, plt 82", ("status post TACE", "plt 82")),
        ("TACE when platelets were 82", ("TACE", "platelets were 82")),
        ("undo the AFP", ()),
        ("she asked what AFP is", ()),
    ],
)
def test_what_only_looks_like_a_wish_is_none(text, mentions):
    assert wishes(text, "inform", *mentions) == []
