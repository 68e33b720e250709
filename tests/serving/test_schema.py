"""The API against its own description: requests made from it, right ones and wrong ones.

The description cannot say all that the filter language asks for (a word has a letter, a box has its corners in order),
so that a request which follows it may still be refused; and an empty value says nothing, as forms send it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from serving_client import coder_of, fill

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance  # noqa: E402

HOST = {"Host": "127.0.0.1"}
LENIENT = [positive_data_acceptance, negative_data_rejection]
EXAMPLES = 6
TOO_LONG = 414
"""What the guard says before it reads the address; the description tells what the routes say."""


@pytest.mark.parametrize("wrong", [False, True], ids=["right", "wrong"])
def test_answers_are_as_described(tmp_path: Path, wrong: bool) -> None:
    fill(tmp_path / "record.db")
    client, headers = coder_of(tmp_path / "record.db")
    headers |= {**HOST, "Cookie": f"dateline_session={client.cookies['dateline_session']}"}
    app = client.app
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HOST)
    mode = schemathesis.GenerationMode.NEGATIVE if wrong else schemathesis.GenerationMode.POSITIVE
    asked = set()
    for found in described.get_all_operations():
        operation = found.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Any) -> None:
            response = case.call(headers=headers)
            if response.status_code != TOO_LONG:
                case.validate_response(response, excluded_checks=LENIENT)

        if not wrong or operation.path_parameters or operation.query or operation.body:
            ask()
        asked.add(operation.path)
    assert asked == set(app.openapi()["paths"])  # type: ignore[attr-defined]
