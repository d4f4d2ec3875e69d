"""What a message wants: the intents, learned from examples."""
