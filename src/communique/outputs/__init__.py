"""The faces of a reading: text, HTML, JSON and the command line."""
