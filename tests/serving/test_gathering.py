"""How the map gathers points that lie on one another. Skipped where the front end was not built."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

WEB = Path(__file__).parents[2] / "web"
NODE = shutil.which("node")
TYPESCRIPT = WEB / "node_modules" / "typescript" / "lib" / "typescript.js"
TOWNS = [
    ("gori", 44.11, 41.98, 3),
    ("near gori", 44.11, 41.98, 1),
    ("minsk", 27.56, 53.9, 2),
    ("viedma", -63, -40.8, 1),
]
PROGRAM = """
const ts = require(process.argv[1]), fs = require("fs"), exports_ = {};
const source = ts.transpileModule(fs.readFileSync(process.argv[2], "utf8"), {compilerOptions: {module: "commonjs"}});
new Function("exports", source.outputText)(exports_);
const towns = JSON.parse(process.argv[3]).map(([key, x, y, events]) => ({
  type: "Feature", geometry: {type: "Point", coordinates: [x, y]},
  properties: {key, events, q1: 0, q2: 0, q3: 0, q4: events}}));
console.log(JSON.stringify(new Function("g", "towns", "return " + process.argv[4])(exports_, towns)));
"""

pytestmark = pytest.mark.skipif(NODE is None or not TYPESCRIPT.is_file(), reason="the front end was not built here")


def asked(expression: str) -> Any:
    """What an expression over the module `g` and the features `towns` gives."""
    given = [str(TYPESCRIPT), str(WEB / "src" / "gathering.ts"), json.dumps(TOWNS), expression]
    done = subprocess.run([NODE or "node", "-e", PROGRAM, *given], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_is_gathered_stands_at_its_fullest_place_with_all_events() -> None:
    found = asked("g.gathered(towns, 0)")
    gori, viedma = (each["point"] for each in found)
    told = gori["properties"]
    assert (told["key"], told["events"], told["q4"], told["cluster"]) == ("gori", 6, 6, 3)
    assert gori["geometry"]["coordinates"] == [44.11, 41.98]
    assert viedma["properties"] == {"key": "viedma", "events": 1, "q1": 0, "q2": 0, "q3": 0, "q4": 1}


def test_nearer_by_what_is_apart_is_shown_apart() -> None:
    assert [len(each["members"]) for each in asked("g.gathered(towns, 6)")] == [2, 1, 1]


def test_what_lies_on_one_spot_is_never_apart() -> None:
    assert asked("[g.apartFrom(towns.slice(0, 3), 0, 11), g.apartFrom(towns.slice(0, 2), 0, 11)]") == [1, None]


def test_fanned_points_do_not_touch() -> None:
    spots = asked("g.fan(9)")
    gaps = [((x - v) ** 2 + (y - w) ** 2) ** 0.5 for n, (x, y) in enumerate(spots) for v, w in spots[:n]]
    assert min(gaps) > 20
