"""The files beside the pages: style sheets, pictures and the front end, packed once for all who ask."""

from __future__ import annotations

import gzip
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dateline.serving.caching import SMALLEST_PACKED, Recent

KEPT_BYTES = 8_000_000
LEVEL = 9
PACKED_WELL = frozenset({".js", ".css", ".json", ".html", ".svg", ".mjs"})
ASKED_EACH_TIME = "private, no-cache"
FOR_GOOD = "private, max-age=31536000, immutable"
"""For files whose name has the digest of what they hold: another content has another name."""
BUILT = "app/assets/"


class Files(StaticFiles):
    """Sends the files. A browser asks each time whether one has changed, unless its name says what it holds."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory=directory)
        self._packed: Recent[tuple[str, int, int], bytes] = Recent(KEPT_BYTES, len)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        kept = FOR_GOOD if path.replace("\\", "/").startswith(BUILT) and response.status_code < 300 else ASKED_EACH_TIME
        headers = Headers(scope=scope)
        if (
            isinstance(response, FileResponse)
            and response.status_code == 200
            and "gzip" in headers.get("accept-encoding", "")
            and "range" not in headers
            and Path(response.path).suffix in PACKED_WELL
            and response.stat_result is not None
            and response.stat_result.st_size >= SMALLEST_PACKED
        ):
            response = self._in_small(response, scope["method"])
        response.headers["Cache-Control"] = kept
        return response

    def _in_small(self, whole: FileResponse, method: str) -> Response:
        file, state = Path(whole.path), whole.stat_result
        key = (str(file), state.st_mtime_ns if state else 0, state.st_size if state else 0)
        packed = self._packed.get(key, lambda: gzip.compress(file.read_bytes(), LEVEL, mtime=0))
        headers = {name: whole.headers[name] for name in ("content-type", "etag", "last-modified")}
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Content-Length": str(len(packed))}
        return Response(b"" if method == "HEAD" else packed, 200, headers)
