"""Answers to the question that was asked, in few words and in many."""
