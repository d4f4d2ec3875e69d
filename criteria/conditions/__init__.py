"""What a trial can demand: one module a form, all judged on sets of possible values."""
