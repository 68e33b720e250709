"""Reads a web archive that is made on the way, and prints how much was read, how fast, and the most memory it took.

    python scripts/reading_memory.py 1000        a WARC of 1,000 MB
    python scripts/reading_memory.py 1000 --gz   the same, packed record by record (the size is that before packing)

The pages are filler of varying length; every tenth answer is a picture, every fiftieth a page too large to be read.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import BinaryIO

from dateline.reading import read_paths
from dateline.records import Failure

MEGABYTE = 1_000_000
WORDS = "harbour ferry storm cable master island council market bridge road school water office vote strike".split()
LARGEST = 2 * MEGABYTE


def record(number: int, rng: random.Random) -> bytes:
    """A record of a crawl."""
    if number % 50 == 49:
        kind, body = "text/html", b"<html>" + b"x" * (LARGEST + 1)
    elif number % 10 == 9:
        kind, body = "image/png", rng.randbytes(30_000)
    else:
        words = " ".join(rng.choices(WORDS, k=rng.randrange(500, 12_000)))
        kind, body = "text/html; charset=utf-8", f"<!DOCTYPE html><html><body><p>{words}.</p></body></html>".encode()
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-09T10:11:12Z\r\n"
        f"WARC-Target-URI: https://x.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def write(file: BinaryIO, size: int, packed: bool) -> None:
    """Records until so many bytes are there, before packing."""
    rng, written, number = random.Random(0), 0, 0
    while written < size:
        data = record(number, rng)
        written += len(data)
        number += 1
        packer = zlib.compressobj(6, zlib.DEFLATED, 31)
        file.write(packer.compress(data) + packer.flush() if packed else data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("megabytes", type=int)
    parser.add_argument("--gz", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("crawl.warc.gz" if given.gz else "crawl.warc")
        with path.open("wb") as file:
            write(file, given.megabytes * MEGABYTE, given.gz)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        states: Counter[str] = Counter()
        for item in read_paths([path], max_bytes=LARGEST):
            states[item.reason if isinstance(item, Failure) else "page"] += 1
        seconds = time.process_time() - start
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        on_disk = path.stat().st_size / MEGABYTE
    print(f"{given.megabytes} MB ({on_disk:.0f} on disk): {dict(states)}")
    print(f"{seconds:.1f} s of CPU, {given.megabytes / seconds:.0f} MB/s, {states['page'] / seconds:.0f} pages/s")
    print(f"most memory {after / 1024:.0f} MiB, {before / 1024:.0f} of them before reading")


if __name__ == "__main__":
    main()
