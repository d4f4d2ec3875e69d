"""A guided call: one question at a time, read aloud to the patient; what was heard is typed by the coordinator."""
