"""What a word reaches: denials, doubts, plans, refusals, relatives, conditions, and other matters than the patient."""
