"""A statement is no wish: what is said of the patient opens, closes, takes back, lists and prints nothing."""

import pytest

STATEMENTS = [
    "next line: regorafenib",
    "lenvatinib next",
    "screen for HIV",
    "plan TACE next Thursday",
    "another patient had a stroke on lenvatinib",
    "HIV counselling done",
    "SBRT fell through",
    "bilirubin 34 is the cut-off",
    "Phone call: patient read about HAIC on the internet and is interested in it",
    "occlusion of the coeliac axis",
    "In the HIMALAYA study durvalumab with tremelimumab prolonged survival.",
    "considered for a trial of nivolumab",
    "lenvatinib unsuitable because of proteinuria",
    "protocol excludes patients with stroke within 12 months",
    "A friend with HCC responded to lenvatinib",
    "transplant evaluation started",
    "we would exclude HIV patients",
]


@pytest.mark.parametrize("text", STATEMENTS)
async def test_what_gives_no_fact_is_named_and_moves_nothing(conversation, text):
    await conversation.type("new patient P-017")
    await conversation.type("61F, plt 82, TACE on 10 Oct 2026")
    answer = await conversation.type(text)
    assert answer.payload is None
    assert answer.text.startswith(("Not used: ", "I could not read a fact in that"))
    assert len(answer.text.splitlines()) == 1
    assert "P-017" in (await conversation.type("status")).text


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("PLT 7.4 x10^4/uL (Osaka report)", {"platelets": {"value": 74, "unit": "10*9/L"}}),
        ("warfarin for DVT (finished)", {"anticoagulation": False}),
        ("tumour size/number: 4.5 cm/3", {"largest_tumour": {"value": 4.5, "unit": "cm"}, "tumour_count": 3}),
        ("TACE last week; the next one cancelled", {}),
        ("Tumour board minutes: male, 57. The board considers the disease unresectable.", {"sex": "male", "age": 57}),
        ("Summary of care: 76M on haemodialysis three times a week", {"age": 76, "sex": "male", "dialysis": True}),
        ("RA since 2011 on hydroxychloroquine", {"autoimmune_disease": True}),
        ("investigator considers patient unsuitable because of frailty", {"investigator_concern": True}),
        ("should he develop ascites we would stop; alb 3.7 g/dL", {"albumin": {"value": 37, "unit": "g/L"}}),
        ("phoned Ms Lindqvist, she had an MI in 2015", {"sex": "female", "myocardial_infarction": {"date": "2015"}}),
        ("lenvatinib started Monday", {}),
        ("no HCC-directed therapy to date", {"treatments_complete": True}),
    ],
)
async def test_facts_are_recorded_in_the_screening_that_is_open_and_nothing_else_is_shown(conversation, text, facts):
    await conversation.type("new patient P-018")
    await conversation.type("ECOG 1")
    answer = await conversation.type(text)
    assert answer.text.startswith("Recorded for P-018: ")
    recorded = answer.payload["recorded"]
    assert {name: recorded.get(name) for name in facts} == facts
    for shown in ("Screening", "Only supposed", "Missing", "Closed", "Started"):
        assert shown not in answer.text


async def test_the_same_as_before_is_an_answer(conversation):
    await conversation.type("new patient P-019")
    asked = await conversation.type("61F, treatment-naive, HCC on imaging, BCLC B")
    assert asked.text
    for text in ("same as last time", "unchanged", "hasn't changed"):
        answer = await conversation.type(text)
        assert "Screening" not in answer.text
        assert "welcome" not in answer.text


@pytest.mark.parametrize("text", ["mistake in my message, 1.3 and not 3.1", "error in my last message: 1.3 not 3.1"])
async def test_a_value_is_mended_without_taking_back_the_message(conversation, text):
    await conversation.type("61F, plt 82, INR 3.1")
    answer = await conversation.type(text)
    assert answer.payload["recorded"] == {"inr": {"value": 1.3, "unit": "1"}}


async def test_one_fact_of_the_last_message_is_taken_back_alone(conversation):
    await conversation.type("hepatic veins not invaded, plt 82")
    answer = await conversation.type("please ignore my last on the hepatic veins")
    assert answer.payload["recorded"] == {"hepatic_vein_invasion": None}


async def test_a_new_patient_told_with_facts_is_one(conversation):
    await conversation.type("new patient P-020, 61F, plt 82")
    answer = await conversation.type("New patient Child A5, ECOG 1")
    assert answer.text.startswith("Started a screening: without a code.")
    assert "Names" not in answer.text
    assert "age" not in (await conversation.type("status")).payload["recorded"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("new pt LV-7: 70 yo man, HCC on biopsy, Vp3, lung mets", "LV-7"),
        ("next patient, 70 yo man, HCC on biopsy, Vp3, lung mets", None),
    ],
)
async def test_a_message_of_nearly_nothing_but_facts_opens_the_screening_that_it_begins_with(conversation, text, code):
    await conversation.type("new patient P-021, 61F, plt 82")
    answer = await conversation.type(text)
    assert answer.text.startswith(f"Started a screening: {code or 'without a code'}.")
    assert answer.payload["recorded"]["age"] == 70
    assert "61" not in (await conversation.type("what changed")).text


async def test_whose_value_it_is_that_another_patient_has_is_no_name(conversation):
    await conversation.type("new patient P-022, 61F, plt 82")
    answer = await conversation.type("the other patient: Hb 12")
    assert "Names" not in answer.text
    assert answer.payload is None or answer.payload["recorded"] == {}


@pytest.mark.parametrize("text", ["why was TACE asked", "why do you need the TACE"])
async def test_a_question_for_a_reason_tells_nothing(conversation, text):
    await conversation.type("61F, plt 82")
    answer = await conversation.type(text)
    assert answer.payload["recorded"] == {}


@pytest.mark.parametrize(
    ("text", "day"), [("4 Mar 2026", "2026-03-04"), ("on March 4th", "2026-03-04"), ("Mar 2026", "2026-03")]
)
async def test_the_date_of_a_treatment_that_was_asked_for_can_be_typed_by_itself(conversation, text, day):
    asked = await conversation.type("58M, TACE 3/4/2026")
    assert [button["title"] for button in asked.buttons] == ["3 Apr 2026", "4 Mar 2026"]
    answer = await conversation.type(text)
    assert answer.payload["recorded"] == {"treatments": [{"kind": "tace", "start": day, "end": day}]}


async def test_a_date_by_itself_is_of_no_course_of_drugs(conversation):
    await conversation.type("58M, on sorafenib 3/4/2026")
    answer = await conversation.type("4 Mar 2026")
    assert answer.text == "Not used: “4 Mar 2026”."


@pytest.mark.parametrize("filler", [".", "\n", "and ", "new "])
async def test_a_long_row_of_one_thing_takes_no_long_look(conversation, filler):
    """What is looked for in a message is found in a time that grows with its length, not with its square."""
    message = filler * (6_000 // len(filler)) + "plt 82"
    assert (await conversation.type(message)).payload["recorded"] == {"platelets": {"value": 82, "unit": "10*9/L"}}
