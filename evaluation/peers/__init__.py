"""Peers on our scorers: what users have today, and a plain baseline."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.attribution import Item
from evaluation.peers.baseline import find_nearest_name
from evaluation.peers.textacy_quotes import find_with_textacy

PEERS: dict[str, Callable[[str], list[Item]]] = {
    "textacy 0.13": find_with_textacy,
    "baseline: quotation and nearest “said”": find_nearest_name,
}
