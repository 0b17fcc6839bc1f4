"""The network: a small BERT encoder with anchor, tag and link heads.

An attribution is anchored at the first piece of its cue. For each anchor the link head scores
every piece of the window for the roles source, cue and content, so that spans and links are
one decision: sources may be shared, contents may be discontinuous or nested.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

ROLES = ("source", "cue", "content")
LINK = 128
MAX_DISTANCE = 10


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm)."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, w = x.shape
        shape = (b, t, self.heads, w // self.heads)
        q, k, v = (m(x).view(shape).transpose(1, 2) for m in (self.query, self.key, self.value))
        scores = q @ k.transpose(-1, -2) / (w // self.heads) ** 0.5 + mask
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, t, w)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6 with three feature embeddings added to the input."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, 384)
        self.position = nn.Embedding(512, 384)
        self.kind = nn.Embedding(2, 384)
        self.quote, self.case, self.opens = (
            nn.Embedding(3, 384),
            nn.Embedding(4, 384),
            nn.Embedding(2, 384),
        )
        self.norm = nn.LayerNorm(384, eps=1e-12)
        self.layers = nn.ModuleList(Layer(384, 12, 1536, dropout) for _ in range(6))
        self.dropout = nn.Dropout(dropout)
        for extra in (self.quote, self.case, self.opens):
            nn.init.normal_(extra.weight, std=0.02)

    def forward(
        self, ids: Tensor, quote: Tensor, case: Tensor, opens: Tensor, keep: Tensor
    ) -> Tensor:
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(positions) + self.kind.weight[0]
        x = x + self.quote(quote) + self.case(case) + self.opens(opens)
        x = self.dropout(self.norm(x))
        mask = (1.0 - keep.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    """Encoder and heads. Shapes: b windows, t pieces, c anchors, r roles."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.anchor = nn.Linear(384, 1)
        self.tags = nn.Linear(384, len(ROLES))
        self.query = nn.Linear(384, len(ROLES) * LINK)
        self.key = nn.Linear(384, len(ROLES) * LINK)
        self.bias = nn.Linear(384, len(ROLES))
        self.distance = nn.Embedding(2 * MAX_DISTANCE + 1, len(ROLES))
        nn.init.zeros_(self.distance.weight)

    def pieces(
        self, ids: Tensor, quote: Tensor, case: Tensor, opens: Tensor, keep: Tensor
    ) -> tuple[Tensor, ...]:
        """Anchor logits (b, t), tag logits (b, t, r), queries and keys (b, t, r*LINK), bias (b, t, r)."""
        h = self.encoder(ids, quote, case, opens, keep)
        return self.anchor(h).squeeze(-1), self.tags(h), self.query(h), self.key(h), self.bias(h)

    def links(self, query: Tensor, key: Tensor, bias: Tensor, anchors: Tensor) -> Tensor:
        """Link logits (c, r, t) of one window for the anchor positions (c,)."""
        t = key.shape[0]
        q = query[anchors].view(-1, len(ROLES), LINK)
        k = key.view(t, len(ROLES), LINK)
        scores = torch.einsum("crd,trd->crt", q, k) / LINK**0.5
        offset = torch.arange(t, device=key.device)[None, :] - anchors[:, None]
        return scores + bias.T[None] + self.distance(bucket(offset)).permute(0, 2, 1)


def bucket(offset: Tensor) -> Tensor:
    """Signed logarithmic distance classes, 0 … 2*MAX_DISTANCE."""
    size = torch.log2(offset.abs().float() + 1).round().long().clamp(max=MAX_DISTANCE)
    return torch.sign(offset).long() * size + MAX_DISTANCE


def load_minilm(encoder: Encoder, folder: Path) -> None:
    """Fill the encoder with the published weights of all-MiniLM-L6-v2."""
    weights = load_file(str(folder / "model.safetensors"))
    prefix = "bert." if any(key.startswith("bert.") for key in weights) else ""
    own = {
        "word.weight": "embeddings.word_embeddings.weight",
        "position.weight": "embeddings.position_embeddings.weight",
        "kind.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    inner = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for n in range(6):
        for mine, theirs in inner.items():
            for part in ("weight", "bias"):
                own[f"layers.{n}.{mine}.{part}"] = f"encoder.layer.{n}.{theirs}.{part}"
    state = {mine: weights[prefix + theirs] for mine, theirs in own.items()}
    missing, unexpected = encoder.load_state_dict(state, strict=False)
    assert not unexpected and all(m.split(".")[0] in ("quote", "case", "opens") for m in missing), (
        missing
    )


def save_config(path: Path, config: dict[str, object]) -> None:
    """Write a configuration as JSON."""
    path.write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
