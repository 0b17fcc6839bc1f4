"""What a person types in a search box, as an FTS5 expression that cannot be a syntax error.

Syntax: words (all must occur), ``"a phrase"``, ``begin*``, ``this OR that``, ``-without``.
FTS5 (https://www.sqlite.org/fts5.html, section 3) reads a string in double quotes as a
phrase whatever stands in it, so that every term is passed on quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.core.errors import UsageError

_TERM = re.compile(
    r'(?P<minus>(?<!\S)-)?(?:["“”„«](?P<phrase>[^"“”„«»]*)["“”»]?|(?P<word>[^\s"“”„«»]+))(?P<star>\*)?'
)
_SEARCHABLE = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class TextQuery:
    """FTS5 expressions of what must occur and what must not (None: no such condition)."""

    wanted: str | None
    unwanted: str | None


def parse_text_query(text: str) -> TextQuery:
    """The expressions for ``text``; no conditions for a blank one.

    Raises:
        UsageError: if something is given but nothing in it can be searched for.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    joins_next = False
    for match in _TERM.finditer(text):
        if match["word"] == "OR" and wanted and not match["minus"]:
            joins_next = True
            continue
        term = _quoted(match)
        if term is None:
            continue
        if match["minus"]:
            unwanted.append(term)
        elif joins_next:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joins_next = False
    if text.strip() and not wanted and not unwanted:
        raise UsageError(f'nothing to search for in {text!r}: give a word or a "phrase"')
    groups = ["(" + " OR ".join(terms) + ")" for terms in wanted]
    return TextQuery(" AND ".join(groups) or None, " OR ".join(unwanted) or None)


def _quoted(match: re.Match[str]) -> str | None:
    """The term as an FTS5 string, None if it holds no letter or digit."""
    words = match["phrase"] if match["phrase"] is not None else match["word"]
    starred = bool(match["star"]) or words.endswith("*")
    if not _SEARCHABLE.search(words):
        return None
    bare = words.rstrip("*").replace("\x00", " ")
    return '"' + bare.replace('"', '""') + '"' + ("*" if starred else "")
