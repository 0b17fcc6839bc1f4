"""Scorers, the annotated corpus' tools and the quality gate."""
