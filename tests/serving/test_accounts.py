"""The password file: hashes, lines, modes; and the command that writes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.serving.accounts import (
    Account,
    Accounts,
    PasswordError,
    checked_name,
    checked_password,
    fits,
    hashed,
    read_accounts,
    write_accounts,
)

CHEAP = hashed("one password", b"the same salt, so the tests have the same names", 16)


def test_a_password_fits_its_own_hash_only() -> None:
    assert fits("one password", CHEAP)
    assert not fits("another password", CHEAP)
    assert hashed("one password", cost=16) != CHEAP


def test_the_hash_is_that_of_the_standard() -> None:
    """The second vector of RFC 7914, section 12, cut to 32 bytes."""
    made = hashed("password", b"NaCl", 1024, 8, 16)
    assert made.endswith("$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI=")


def test_a_file_is_read_as_it_was_written_and_is_for_its_owner_only(tmp_path: Path) -> None:
    accounts = {"Ana Sol": Account("Ana Sol", "coder", CHEAP), "ب": Account("ب", "admin", CHEAP)}
    write_accounts(tmp_path / "people", accounts)
    assert read_accounts(tmp_path / "people") == accounts
    assert (tmp_path / "people").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["people"]


@pytest.mark.parametrize("line", ["Ana", "Ana:chief:" + CHEAP, "Ana:coder:md5$1$1$1$aa$bb", ":coder:" + CHEAP,
                                  f"Ana:coder:{CHEAP}\nAna:reader:{CHEAP}",
                                  "Ana:coder:scrypt$x$8$1$YQ==$YQ=="])  # fmt: skip
def test_a_wrong_line_is_told_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "people"
    path.write_text(f"# people\n{line}\n", encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(PasswordError, match=r"line [23]"):
        read_accounts(path)


@given(st.text(max_size=100))
def test_a_name_that_is_taken_can_be_written(name: str) -> None:
    try:
        taken = checked_name(name)
    except PasswordError:
        return
    assert ":" not in taken
    assert taken == taken.strip() != ""
    assert len(taken.splitlines()) == 1


@pytest.mark.parametrize("password", ["short", "x" * 1_001])
def test_passwords_have_a_length(password: str) -> None:
    with pytest.raises(PasswordError, match="10 to 1,000"):
        checked_password(password)


def test_a_file_is_read_again_when_it_changes(tmp_path: Path) -> None:
    write_accounts(tmp_path / "people", {"Ana": Account("Ana", "coder", CHEAP)})
    accounts = Accounts(tmp_path / "people")
    assert accounts.enter(" Ana ", "one password") is not None
    assert accounts.enter("Ana", "wrong") is None
    assert accounts.enter("Ben", "one password") is None
    write_accounts(tmp_path / "people", {"Ben": Account("Ben", "coder", CHEAP)})
    assert accounts.enter("Ana", "one password") is None
    (tmp_path / "people").unlink()
    with pytest.raises(PasswordError, match="Put the password file back"):
        accounts.now()
