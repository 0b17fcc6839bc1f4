"""Sentences, tokens and dates: the only layer that imports an NLP library."""
