"""Text before it has a meaning: one spelling for all, patterns of words, sentences and segments."""
