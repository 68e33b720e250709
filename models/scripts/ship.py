"""Copy a trained pipeline into the package: without tables that only training needs, with its name and version.

usage: ship.py TRAINED TARGET --version X.Y.Z
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import spacy

LICENCE = (
    "Trained on Universal Dependencies English EWT (CC BY-SA 4.0) and the open genres of GUM (see the treebank's "
    "LICENSE); the weights are shared under CC BY-SA 4.0."
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--version", required=True)
    options = parser.parse_args()
    nlp = spacy.load(options.trained)
    nlp.meta["name"], nlp.meta["version"] = "dateline_ud_cnn", options.version
    nlp.meta["description"] = "UPOS, morphology, lemmas and UD trees for English news"
    nlp.meta["license"] = LICENCE
    if options.target.exists():
        shutil.rmtree(options.target)
    nlp.to_disk(options.target)
    for path in sorted(options.target.rglob("*.json")):
        if path.name == "meta.json":
            path.write_text(json.dumps(json.loads(path.read_text()), indent=1, sort_keys=True) + "\n")
    (options.target / "LICENSE").write_text(LICENCE + "\n")
    size = sum(path.stat().st_size for path in options.target.rglob("*") if path.is_file())
    print(f"{options.target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
