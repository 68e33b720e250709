"""Parquet: a page a row. Needs pyarrow, which comes with ``dateline[parquet]``."""

from __future__ import annotations

from dateline.reading.faults import empty, failure, too_large
from dateline.reading.fields import BadLine, row_page
from dateline.reading.inputs import Input, Items
from dateline.reading.streams import BOMB_RATIO, Bomb, Damaged, in_any_order
from dateline.reading.tables import no_such_column, no_text_column

BATCH_ROWS = 64


def read_parquet(source: Input) -> Items:
    """The rows batch by batch, only the columns that are known. Raises Damaged or Bomb."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        message = "is Parquet, which needs pyarrow: install it with  pip install 'dateline[parquet]'"
        yield failure(source.name, "needs-extra", f"{message}  or save the table as CSV.")
        return
    file = in_any_order(source.stream)
    number = 0
    try:
        table = ParquetFile(file, pre_buffer=False)
        names = list(table.schema_arrow.names)
        known = source.columns.of(names)
        missing = [column for _, column in source.columns.chosen if column not in names]
        if missing or not {"text", "html"} & set(known):
            yield failure(
                source.name,
                "no-such-column" if missing else "no-text-column",
                no_such_column(missing, names) if missing else no_text_column(names),
            )
            return
        _check_size(table.metadata, file.seek(0, 2), source.max_bytes)
        for batch in table.iter_batches(batch_size=BATCH_ROWS, columns=sorted(set(known.values())), use_threads=False):
            for row in batch.to_pylist():
                number += 1
                at = f"{source.name}#row-{number}"
                if any(len(value) > source.max_bytes for value in row.values() if isinstance(value, str | bytes)):
                    yield too_large(at, source.max_bytes)
                    continue
                try:
                    yield row_page(source.name, f"row-{number}", row, source.columns)
                except BadLine as error:
                    yield failure(at, "bad-line", f"is not a page: {error}. Mend or remove the row.")
    except (ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        words = " ".join(str(error).split())[:200]
        raise Damaged("bad-parquet", f"is cut short or broken ({words}); write it again.") from error
    if not number:
        yield empty(source.name)


def _check_size(metadata: object, size: int, max_bytes: int) -> None:
    groups = range(getattr(metadata, "num_row_groups", 0))
    total = sum(metadata.row_group(at).total_byte_size for at in groups)  # type: ignore[attr-defined]
    if total > max_bytes + BOMB_RATIO * size:
        raise Bomb
