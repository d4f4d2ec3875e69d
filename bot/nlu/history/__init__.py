"""What the patient is and had: age and sex, illnesses, events, drugs beside those of the trials."""
