"""The command line: ``communique read``, ``add`` and ``search``."""

from communique.outputs.cli.main import main

__all__ = ["main"]
