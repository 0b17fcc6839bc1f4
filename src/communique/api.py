"""What Python users call: :func:`read` for one document, :func:`read_many` for many.

The reader's parts load with the first document, so that importing this module is quick.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from communique.core.errors import (
    CommuniqueError,
    UnreadableDocument,
    UnsupportedFormat,
    UsageError,
)
from communique.pipeline import Reading

MEGABYTE = 1_000_000
DEFAULT_MAX_BYTES = 20 * MEGABYTE
_LONGEST_PATH = 4096
_WAITING_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How documents are read.

    ``published`` (an ISO date) and ``publisher`` stand in for what the document says of
    itself; ``engine`` is one of ``reader.ENGINES`` (None: the default one); ``max_bytes``
    bounds the input's size.
    """

    published: str | None = None
    publisher: str | None = None
    engine: str | None = None
    max_bytes: int = DEFAULT_MAX_BYTES


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: the file at ``name``, or ``data`` under that name."""

    name: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: its reading, or the error that stopped it."""

    name: str
    reading: Reading | None
    error: CommuniqueError | None


def read(
    text_or_path: str | os.PathLike[str],
    *,
    published: str | date | None = None,
    publisher: str | None = None,
    engine: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Reading:
    """The reading of one document.

    A path object, or a string of one line that names an existing file, is a file; any other
    string is the text itself.

    Raises:
        UnreadableDocument: if there is no English text to read in it.
        UsageError: for an option that cannot be carried out.
    """
    options = read_options(published, publisher, engine, max_bytes)
    if isinstance(text_or_path, os.PathLike) or _names_file(text_or_path):
        return _read_input(Input(os.fspath(text_or_path)), options)
    return _read_text(text_or_path, options)


def read_many(
    paths: Iterable[str | os.PathLike[str]],
    *,
    jobs: int = 1,
    published: str | date | None = None,
    publisher: str | None = None,
    engine: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> Iterator[Outcome]:
    """An outcome for each document of ``paths`` (files and folders), in the order given.

    A document that cannot be read gives an outcome with its error and stops nothing.
    ``jobs`` processes read at once (scripts that use more than one need the usual
    ``if __name__ == "__main__":`` guard).

    Raises:
        UsageError: at once, for options that cannot be carried out.
    """
    options = read_options(published, publisher, engine, max_bytes)
    return read_inputs(list(inputs_of(paths)), options, jobs=jobs)


def read_options(
    published: str | date | None = None,
    publisher: str | None = None,
    engine: str | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
) -> ReadOptions:
    """Checked options (UsageError says what is wrong with them)."""
    if engine is not None:
        _check_engine(engine)
    if max_bytes <= 0:
        raise UsageError("the size limit must be above zero")
    return ReadOptions(_iso_day(published), publisher or None, engine, max_bytes)


def _check_engine(engine: str) -> None:
    from communique.reader import ENGINES

    if engine not in ENGINES:
        raise UsageError(f"there is no engine {engine!r}; choose one of {', '.join(ENGINES)}")


def inputs_of(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Input]:
    """The documents that ``paths`` name, folders walked in sorted order.

    A folder without documents stands for itself, so that reading it gives an error.
    """
    for path in paths:
        for file in _files_in(Path(path)) if os.path.isdir(path) else [path]:
            yield Input(os.fspath(file))


def _files_in(folder: Path) -> list[Path]:
    from communique.documents import find_inputs

    try:
        return list(find_inputs([folder])) or [folder]
    except UnreadableDocument:
        return [folder]


def read_inputs(
    inputs: Iterable[Input], options: ReadOptions, *, jobs: int = 1
) -> Iterator[Outcome]:
    """An outcome for each input, in order, read by ``jobs`` processes."""
    if jobs < 1:
        raise UsageError("jobs must be at least 1")
    waiting = list(inputs)
    workers = min(jobs, len(waiting))
    if workers < 2:
        return (_attempt(source, options) for source in waiting)
    return _read_parallel(waiting, options, workers)


def _read_parallel(inputs: list[Input], options: ReadOptions, workers: int) -> Iterator[Outcome]:
    """Outcomes in input order, with a bounded number of documents under way.

    A process that dies (memory) takes its pool along; the document whose turn it was is
    then given up, and a new pool takes the others.
    """
    waiting = deque(inputs)
    while waiting:
        pool = _pool(workers)
        running: deque[tuple[Input, Future[Outcome]]] = deque()
        finished = False
        try:
            while waiting or running:
                while waiting and len(running) < workers * _WAITING_PER_WORKER:
                    running.append((waiting[0], pool.submit(_attempt, waiting[0], options)))
                    waiting.popleft()
                outcome = running[0][1].result()
                running.popleft()
                yield outcome
            finished = True
        except BrokenProcessPool:
            waiting.extendleft(source for source, _ in reversed(running))
            yield _lost(waiting.popleft())
        finally:
            # idle workers leave at once; those of an interrupted run are not waited for. Not to
            # wait after the last outcome would race with the interpreter's own end.
            pool.shutdown(wait=finished, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_interrupts)


def _leave_interrupts() -> None:
    """Let the parent process alone answer Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _lost(source: Input) -> Outcome:
    message = "the process reading it ended (out of memory?); try again with fewer jobs"
    return Outcome(source.name, None, UnreadableDocument(message))


def _attempt(source: Input, options: ReadOptions) -> Outcome:
    """The outcome of one input; a defect in the reader costs one document, not the batch."""
    try:
        return Outcome(source.name, _read_input(source, options), None)
    except UnreadableDocument as error:
        return Outcome(source.name, None, error)
    except CommuniqueError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        return Outcome(source.name, None, UnreadableDocument(f"cannot be opened: {reason}"))
    except Exception as error:
        message = f"reading failed ({type(error).__name__}: {error}); please report this defect"
        return Outcome(source.name, None, UnreadableDocument(message))


def _read_input(source: Input, options: ReadOptions) -> Reading:
    from communique import documents, reader

    known = {"published": options.published, "publisher": options.publisher}
    if source.data is None:
        path = Path(source.name)
        if path.is_dir():
            raise UnsupportedFormat("no file of a readable kind in this folder")
        loaded = documents.load_path(path, **known, max_bytes=options.max_bytes)
    else:
        loaded = documents.load_bytes(
            source.data, name=source.name, **known, max_bytes=options.max_bytes
        )
    return reader.read_loaded(loaded, engine=options.engine)


def _read_text(text: str, options: ReadOptions) -> Reading:
    from communique import documents, reader

    loaded = documents.load_text(text, published=options.published, publisher=options.publisher)
    return reader.read_loaded(loaded, engine=options.engine)


def _names_file(text: str) -> bool:
    """Whether a string of one line is the path of an existing file."""
    if not text or len(text) > _LONGEST_PATH or "\n" in text or "\x00" in text:
        return False
    return os.path.isfile(text)


def _iso_day(value: str | date | None) -> str | None:
    """The ISO date of a day; UsageError if it is none."""
    if value is None:
        return None
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value.strip())
    except ValueError as error:
        raise UsageError(f"{value!r} is not a date: write it as YYYY-MM-DD") from error
    return date(day.year, day.month, day.day).isoformat()
