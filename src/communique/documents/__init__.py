"""Documents: files, mail and pages in, clean text with a map back to the source out."""

from communique.documents.load import MAX_BYTES, find_inputs, load_bytes, load_path, load_text

__all__ = ["MAX_BYTES", "find_inputs", "load_bytes", "load_path", "load_text"]
