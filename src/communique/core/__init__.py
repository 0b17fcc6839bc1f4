"""Values shared by all layers: spans, ids, dates, problems and errors (standard library only)."""
