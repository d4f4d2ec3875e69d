"""Understanding what coordinators type: a pure extractor of facts, and its thin Rasa component."""
