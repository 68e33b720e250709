"""Records that wait on disk until they are written to a database, since all of them take more memory than there is."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import Generic, TypeVar

T = TypeVar("T")


class Spool(Generic[T]):
    """Records in a file of its own without a name, which is gone with the process; read as often as wanted."""

    def __init__(self, records: Iterable[T]) -> None:
        self.file = TemporaryFile()  # noqa: SIM115 - closed with the object, whose last reader nobody knows here
        self.number = 0
        for record in records:
            pickle.dump(record, self.file, pickle.HIGHEST_PROTOCOL)
            self.number += 1

    def __len__(self) -> int:
        return self.number

    def __iter__(self) -> Iterator[T]:
        self.file.seek(0)
        for _ in range(self.number):
            yield pickle.load(self.file)  # noqa: S301 - written above, by this process
