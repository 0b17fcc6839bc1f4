"""The attribution model at run time: ONNX on the processor, no torch."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from communique.core.errors import ModelError
from communique.core.spans import Span, span_of
from communique.language.quotations import Quote
from communique.language.types import ParsedText
from communique.statements.decode import Found, Thresholds, WindowScores, decode
from communique.statements.encoding import (
    Pieces,
    encode_text,
    paragraph_windows,
    window_inputs,
)
from communique.statements.quotation_type import quotation_type
from communique.statements.types import Attribution

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_INPUTS = ("ids", "quote", "case", "opens", "keep")
_OUTPUTS = ["anchor", "query", "key", "bias"]
_TRIMMED = " \t\n\r,;:—–-"
_ABBREVIATION = re.compile(r"\b(?:[A-Z]\.){2,}$")


@dataclass(frozen=True, slots=True)
class AttributionModel:
    """A loaded model: session, tokenizer, distance biases and thresholds."""

    session: InferenceSession
    tokenizer: Tokenizer
    distance: Any
    thresholds: Thresholds


def model_folder() -> Path:
    """Where the shipped weights lie."""
    return Path(str(files("communique.resources").joinpath("model")))


@lru_cache(maxsize=2)
def load_model(folder: Path | None = None) -> AttributionModel:
    """The model in ``folder`` (the shipped one by default), its files checked by their hashes.

    Raises:
        ModelError: if a file is missing or is not the one the model card describes.
    """
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    place = folder or model_folder()
    config = _checked(place)
    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    tokenizer = Tokenizer.from_file(str(place / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return AttributionModel(
        session=InferenceSession(
            str(place / "model.onnx"), options, providers=["CPUExecutionProvider"]
        ),
        tokenizer=tokenizer,
        distance=np.load(place / "distance.npy"),
        thresholds=Thresholds(**config.get("thresholds", {})),
    )


def _checked(place: Path) -> dict[str, Any]:
    try:
        config: dict[str, Any] = json.loads((place / "config.json").read_text(encoding="utf-8"))
        for name, wanted in config["sha256"].items():
            if hashlib.sha256((place / name).read_bytes()).hexdigest() != wanted:
                raise ModelError(
                    f"{place / name}: not the file that was released; install the package again"
                )
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"{place}: the attribution model is missing or damaged ({error}); "
            "install the package again or use --engine rules"
        ) from error
    return config


def find_with_model(
    parsed: ParsedText, quotes: tuple[Quote, ...], model: AttributionModel
) -> tuple[Attribution, ...]:
    """All attributions that the model finds, in text order of their content."""
    paragraphs = [
        (parsed.tokens[p.start_token].start_char, parsed.tokens[p.end_token - 1].end_char)
        for p in parsed.paragraphs
    ]
    if not paragraphs:
        return ()
    pieces = encode_text(parsed.text, paragraphs, model.tokenizer)
    found = decode(pieces, score_windows(pieces, model), model.distance, model.thresholds)
    attributions = [_attribution(parsed.text, pieces, item, quotes) for item in found]
    return tuple(sorted((a for a in attributions if a is not None), key=lambda a: a.content[0]))


def score_windows(pieces: Pieces, model: AttributionModel) -> Iterator[WindowScores]:
    """The network's scores of all windows of a text, in order, made as they are asked for.

    The scores of a piece take 3 kB, so those of a long text are never held at once.
    """
    for window in paragraph_windows(pieces):
        # one at a time: without padding that is a fifth faster than eight together
        inputs = window_inputs(pieces, window.start, window.end)[:, None]
        outputs = model.session.run(_OUTPUTS, dict(zip(_INPUTS, inputs, strict=True)))
        yield WindowScores(window, *(np.asarray(out[0, 1:-1]) for out in outputs))


def _attribution(
    text: str, pieces: Pieces, item: Found, quotes: tuple[Quote, ...]
) -> Attribution | None:
    content = tuple(
        span
        for part in item.content
        if (span := content_span(text, pieces, part, quotes)) is not None
    )
    cue = piece_span(text, pieces, item.cue)
    if not content or cue is None:
        return None
    source = piece_span(text, pieces, item.source) if item.source is not None else None
    rival = piece_span(text, pieces, item.rival) if item.rival is not None else None
    reason = f"model: cue “{cue.text}”, source {item.source_score:.2f}"
    if rival is not None:
        reason += f", runner-up source “{rival.text}”"
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        quotation=quotation_type(text, content, quotes),
        confidence=item.score,
        reason=reason,
    )


def piece_span(text: str, pieces: Pieces, part: tuple[int, int]) -> Span | None:
    """The words that a piece range covers, whole words, without punctuation at the ends."""
    start, end = int(pieces.start[part[0]]), int(pieces.end[part[1] - 1])
    while start > 0 and start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and end > 0 and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while end > start and text[end - 1] in _TRIMMED + ".!?":
        if _ABBREVIATION.search(text[max(start, end - 6) : end]):
            break
        end -= 1
    while start < end and text[start] in _TRIMMED + ".":
        start += 1
    return span_of(text, start, end) if start < end else None


def content_span(
    text: str, pieces: Pieces, part: tuple[int, int], quotes: tuple[Quote, ...]
) -> Span | None:
    """As :func:`piece_span`, with the quotation marks of a quote that it fills."""
    span = piece_span(text, pieces, part)
    if span is None:
        return None
    start, end = span.start, span.end
    for quote in quotes:
        if quote.end <= start or quote.start >= end:
            continue
        if quote.start < start and start - quote.start <= 2 and quote.end <= end + 3:
            start = quote.start
        if end < quote.end <= end + 3 and quote.start >= start - 2:
            end = quote.end
    return span_of(text, start, end)
