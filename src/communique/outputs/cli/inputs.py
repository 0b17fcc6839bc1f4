"""The documents a command line names, read one after another with complaints about the bad."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique import api
from communique.core.errors import UsageError
from communique.outputs.cli.streams import complain, with_progress
from communique.pipeline import Reading

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What the command line says about the documents to read (``max_size`` in megabytes)."""

    paths: tuple[str, ...]
    published: str | None
    publisher: str | None
    jobs: int
    engine: str | None
    max_size: float

    @property
    def is_single(self) -> bool:
        """Whether exactly one document is named (not a folder)."""
        return len(self.paths) == 1 and not os.path.isdir(self.paths[0])


@dataclass(slots=True)
class DocumentRun:
    """One pass over the documents; ``failed`` counts those that could not be read."""

    request: DocumentRequest
    failed: int = 0
    _options: api.ReadOptions = field(init=False)
    _inputs: list[api.Input] = field(init=False)

    def __post_init__(self) -> None:
        request = self.request
        self._options = api.read_options(
            request.published,
            request.publisher,
            request.engine,
            int(request.max_size * api.MEGABYTE),
        )
        self._inputs = list(self._named())

    def readings(self, *, quiet: bool = False) -> Iterator[Reading]:
        """The readings in input order; a bad input is complained about and counted."""
        outcomes = api.read_inputs(self._inputs, self._options, jobs=self.request.jobs)
        for outcome in with_progress(outcomes, len(self._inputs), quiet=quiet):
            if outcome.reading is not None:
                yield outcome.reading
            else:
                self.failed += 1
                complain(outcome.name, outcome.error)

    def check_output(self, output: Path | None) -> None:
        """Refuse to write over a document that is to be read."""
        if output is None or not output.exists():
            return
        files = [source.name for source in self._inputs if source.data is None]
        if any(output.samefile(file) for file in files if os.path.exists(file)):
            raise UsageError(f"{output} is also to be read: write to another file")

    def _named(self) -> Iterator[api.Input]:
        if self.request.paths.count(STANDARD_INPUT) > 1:
            raise UsageError("standard input (-) can be read only once")
        for path in self.request.paths:
            if path == STANDARD_INPUT:
                yield self._standard_input()
            else:
                yield from api.inputs_of([path])

    def _standard_input(self) -> api.Input:
        """All of standard input, or just more than the limit (which is then refused)."""
        return api.Input("stdin", sys.stdin.buffer.read(self._options.max_bytes + 1))
