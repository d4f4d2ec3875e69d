"""Everything that the records demand is a criterion: their own words, and the facts that must answer them."""

import re

import pytest

from criteria import Trial, load_catalogue, load_trials
from criteria.quotes import squeezed
from criteria.trial_loader import TRIALS_FOLDER

TRIALS = {trial.id: trial for trial in load_trials(load_catalogue())}

DEMANDS: dict[str, dict[str, str]] = {
    "haic-concurrent": {
        "Age ≥18 and ≤75 years": "age",
        "ECOG PS score": "ecog",
        "Clinical or pathological diagnosis of hepatocellular carcinoma": "hcc_diagnosis",
        "stage IIa-IIIa of CNLC": "cnlc",
        "Not having received previous treatment": "treatments",
        "cannot be surgically resected": "resectability",
        "not reaching the main trunk": "portal_vein_thrombus",
        "Neutrophil count ≥2.0": "neutrophils labs_correctable",
        "Hemoglobin ≥ 100": "hemoglobin labs_correctable",
        "Platelet count ≥ 75": "platelets labs_correctable",
        "albumin level ≥ 35": "albumin labs_correctable",
        "total bilirubin less than 2 times": "bilirubin labs_correctable",
        "(ALT) less than 3 times": "alt labs_correctable",
        "(AST) less than 3 times": "ast labs_correctable",
        "creatinine less than 1.5 times": "creatinine labs_correctable",
        "upper limit of normal value by ≤ 4 seconds": "prothrombin_time labs_correctable",
        "(INR) ≤ 2.2": "inr labs_correctable",
        "signed an informed consent form": "consent",
    },
    "haic-pd1-lenvatinib": {
        "hepatocellular carcinoma (HCC)": "hcc_diagnosis",
        "BCLC Stage B Hepatocellular Carcinoma|BCLC Stage C": "bclc",
        "failure of systemic therapy recommended by BCLC": "treatments response",
    },
    "palliative-hepatectomy": {
        "Advanced Hepatocellular Carcinoma": "hcc_diagnosis",
        "stage B or C of Barcelona Clinic Liver Cancer": "bclc",
        "will receive local treatment": "treatments response",
        "partial response (PR) stage after imaging evaluation will be excluded": "treatments response",
    },
    "watch-and-wait": {
        "Age ≥18 years old": "age",
        "clinical diagnosis of hepatocellular carcinoma": "hcc_diagnosis",
        "without extrahepatic metastasis": "extrahepatic_metastasis",
        "two liver surgeons evaluated as unresectable": "initial_resectability",
        "AFP≥400ug/L or PIVKA-II≥1000mAU/mL before initial treatment": "afp_baseline pivka2_baseline",
        "Initial treatment is hepatic arterial intervention": "treatments",
        "tumor complete response (CR, mRECIST)": "complete_response_confirmed",
        "AFP and PIVKA-II ≤ the upper limit of the normal": "markers_normal_confirmed",
        "two liver surgeons as resectable": "resectability",
        "platelets>75": "platelets",
        "leukocytes>3.0": "leukocytes",
        "neutrophils>1.5": "neutrophils",
        "Serum bilirubin ≤ 1.5 times": "bilirubin",
        "transaminases ≤ 3 times ULN": "alt ast",
        "No ascites": "ascites",
        "normal coagulation function": "prothrombin_time inr",
        "albumin≥30": "albumin",
        "Child-Pugh class A": "child_pugh_class",
        "Serum creatinine less than 1.5 times": "creatinine",
        "ECOG score 0-1": "ecog",
        "Life expectancy > 3 months": "life_expectancy",
        "Received other tumor treatments": "treatments",
        "myocardial infarction": "myocardial_infarction",
        "severe/unstable angina": "severe_angina",
        "coronary artery bypass grafting": "bypass_surgery",
        "congestive heart failure": "heart_failure",
        "cerebrovascular accident": "stroke",
        "Pulmonary embolism": "pulmonary_embolism",
        "arrhythmia of grade ≥2": "arrhythmia_grade",
        "QTc prolongation (>450 ms in men, >470 ms in women)": "qtc sex",
        "peritoneal dialysis or hemodialysis": "dialysis",
        "Serious dysfunction of other important organs": "organ_dysfunction",
        "second primary malignant tumor": "other_malignancy",
        "brain or leptomeningeal lesions": "cns_metastasis",
        "Hemophilia or bleeding tendency": "bleeding_tendency",
        "anticoagulation therapy": "anticoagulation",
        "Pregnant or lactating women": "sex pregnant breastfeeding pregnancy_test childbearing_potential",
        "previous organ transplantation": "transplant",
        "Known HIV infection": "hiv",
        "Allergy to chemotherapy drugs": "chemotherapy_allergy",
        "physical or psychiatric diseases": "investigator_concern psychosocial_barrier",
    },
    "haic-after-ici": {
        "after the failure of ICIs and antiangiogenic agents": "treatments response",
        "Cytohistological confirmation": "hcc_diagnosis",
        "stage C based on Barcelona-Clinic": "bclc",
        "RECIST v1.1": "measurable_disease",
        "Child-Pugh class A-B": "child_pugh_class",
        "with no encephalopathy": "encephalopathy",
        "Ascites controlled by diuretics is permitted": "ascites",
        "tumor tissue specimen": "tissue_sample",
        "Performance Status ≤ 2": "ecog",
        "barrier birth control": "contraception sex childbearing_potential",
        "Hemoglobin > 100g/L": "hemoglobin",
        "Absolute neutrophil count >3.0 ×109/L Neutrophil count > 1.5": "neutrophils",
        "Platelet count ≥ 50.0": "platelets",
        "Total bilirubin < 51": "bilirubin",
        "(AST) < 5 x upper limit of normal": "alt ast",
        "Albumin > 28": "albumin",
        "(INR) < 2.3, or PT < 6 seconds above control": "inr prothrombin_time",
        "creatinine < 110": "creatinine",
        "Willing and able to comply": "compliance",
        "Local treatments for HCC have been performed within 4 weeks": "treatments",
        "refractory ascites": "ascites",
        "gastrointestinal bleeding,": "variceal_bleeding",
        "or hepatic encephalopathy": "encephalopathy",
        "(except the HBV and HCV) infection": "active_infection",
        "symptoms of congestive heart failure": "heart_failure",
        "uncontrolled diabetes": "uncontrolled_diabetes",
        "uncontrolled hypertension": "uncontrolled_hypertension systolic_bp diastolic_bp",
        "unstable angina": "severe_angina",
        "uncontrolled arrhythmias": "uncontrolled_arrhythmia",
        "active ILD": "interstitial_lung_disease",
        "severe chronic GI disease": "chronic_diarrhoea",
        "psychiatric/social problem": "psychosocial_barrier",
        "active primary immunodeficiency": "immunodeficiency",
        "human immunodeficiency virus": "hiv",
        "autoimmune disease or inflammatory diseases": "autoimmune_disease",
        "allergic or hypersensitive reactions": "chemotherapy_allergy",
        "Significant clinical gastrointestinal bleeding": "gi_bleeding",
        "potential risk of bleeding": "gi_bleeding_risk",
        "Tumors of the central nervous system": "cns_metastasis",
        "Pregnant women or breast-feeding patients": "pregnant breastfeeding",
        "Complicated with other malignant tumors": "other_malignancy",
        "immunosuppressive drug within 14 days": "immunosuppressant",
        "live attenuated vaccine was administered within 30 days": "live_vaccine",
        "systolic pressure ≥ 160 mmHg or diastolic": "uncontrolled_hypertension systolic_bp diastolic_bp",
        "Pregnant or lactating women": "pregnant breastfeeding",
        "high-efficiency contraceptives": "contraception sex childbearing_potential",
    },
}
"""What each record demands, in its words, and the facts that answer it."""


@pytest.mark.parametrize(
    ("trial", "words", "facts"),
    [(trial, words, facts) for trial, demands in DEMANDS.items() for words, facts in demands.items()],
)
def test_what_the_record_demands_is_a_criterion_that_reads_the_facts_of_it(trial: str, words: str, facts: str) -> None:
    quoting = [one for one in TRIALS[trial].criteria if words in one.quote]
    read = {fact for one in quoting for fact in one.facts}
    assert quoting
    assert set(facts.split()) <= read


@pytest.mark.parametrize("trial", TRIALS.values(), ids=lambda trial: trial.id)
def test_no_criterion_is_invented(trial: Trial) -> None:
    demanded = {fact for facts in DEMANDS[trial.id].values() for fact in facts.split()}
    assert {fact for one in trial.criteria for fact in one.facts} == demanded


@pytest.mark.parametrize(("trial", "bullet"), [("haic-concurrent", "•"), ("watch-and-wait", "- ")])
def test_every_bullet_of_a_record_with_a_list_is_quoted_by_a_criterion(trial: str, bullet: str) -> None:
    lines = TRIALS_FOLDER.parent.joinpath("records", TRIALS[trial].record).read_text(encoding="utf-8").splitlines()
    text = squeezed(TRIALS[trial].eligibility)
    bullets = [squeezed(line) for line in lines if line.startswith(bullet) and squeezed(line) in text]
    assert len(bullets) == {"haic-concurrent": 8, "watch-and-wait": 25}[trial]
    for line in bullets:
        assert any(re.search(re.escape(line[:12]), one.quote) for one in TRIALS[trial].criteria), line
