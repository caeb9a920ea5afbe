"""From the user's words to words that a model can count: cleaning with offsets, and language."""
