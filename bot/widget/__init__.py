"""What the web widget reads beside the chat: the vocabulary, the sheet of the screening, the list, the summary."""
