"""Names folded for search: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans("đðøłħıŧ", "ddolhit")
_WORD = re.compile(r"\w+")
_BREAK = " | "


def fold_words(text: str) -> list[str]:
    """The words of ``text`` without case and accents ("Ilona Várga-Đurić": ilona varga duric)."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _WORD.findall(bare.translate(_UNDECOMPOSED))


def fold_names(names: Iterable[str]) -> str:
    """Alternative names as one searchable string; each word follows a space."""
    folded = dict.fromkeys(" ".join(fold_words(name)) for name in names)
    return " " + _BREAK.join(name for name in folded if name)


def word_patterns(text: str) -> list[str]:
    """LIKE patterns (escape character ``\\``), one for each word, for :func:`fold_names`.

    A word matches the beginning of any word of a name.
    """
    return ["% " + word.replace("_", "\\_") + "%" for word in fold_words(text)]
