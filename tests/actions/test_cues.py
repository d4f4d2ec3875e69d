"""What a message means beside what its intent says."""

import pytest

from actions.cues import is_said
from actions.heard import read_heard

NOTHING = read_heard({})


@pytest.mark.parametrize(
    "text",
    [
        "screening for varices next week",
        "screening for TB on Monday",
        "screened for hepatitis last year",
        "HIV screening next week",
        "varices screening booked",
        "screening colonoscopy on Friday",
        "screening endoscopy booked",
    ],
)
def test_an_examination_opens_no_screening(text):
    assert not is_said("new_patient", text, NOTHING, 0.99)


@pytest.mark.parametrize(
    "text",
    [
        "start screening for another patient",
        "new screening for the next patient",
        "screening for Mr Li",
        "new screening",
        "next patient",
        "screening for P-31",
        "screening of K-12",
    ],
)
def test_a_screening_of_a_patient_is_opened(text):
    assert is_said("new_patient", text, NOTHING, 0.99)
