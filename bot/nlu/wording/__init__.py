"""One wording put for another, before anything is read: as a chart would have it, name and value side by side."""
