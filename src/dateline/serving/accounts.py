"""The password file: who may sign in, in which role, and a hash of each password.

A line is ``name:role:hash``. The hash is scrypt's (RFC 7914), with its cost written beside it, so that the cost can be
raised later. A file that others than its owner can read is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from dateline.errors import DatelineError

Role = Literal["reader", "coder", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may: read; decide; see who signed in."""
COST, BLOCK, TURNS = 2**15, 8, 3
"""Of scrypt: 32 MB and some 0.2 s a password, as the OWASP password storage cheat sheet (2023) has it."""
MEMORY = 2**27
SHORTEST, LONGEST = 10, 1_000
"""Characters of a password."""
LONGEST_NAME = 80
PRIVATE = 0o600


class PasswordError(DatelineError):
    """A password file that cannot be used, or a name or password that cannot be put into it."""


@dataclass(frozen=True, slots=True)
class Account:
    """One who may sign in."""

    name: str
    role: Role
    hash: str


def hashed(password: str, salt: bytes | None = None, cost: int = 0, block: int = BLOCK, turns: int = TURNS) -> str:
    """``scrypt$cost$block$turns$salt$key``; with the cost of today where none is given."""
    cost = cost or COST
    salt = secrets.token_bytes(16) if salt is None else salt
    key = hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=turns, maxmem=MEMORY, dklen=32)
    return "$".join(["scrypt", str(cost), str(block), str(turns), *(base64.b64encode(e).decode() for e in (salt, key))])


def fits(password: str, known: str) -> bool:
    """Whether a password has this hash. Takes as long whether it does or not."""
    _, cost, block, turns, salt, _ = known.split("$")
    return hmac.compare_digest(
        hashed(password[:LONGEST], base64.b64decode(salt), int(cost), int(block), int(turns)), known
    )


def checked_name(name: str) -> str:
    """The name without space around it. Raises PasswordError where it is none."""
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or ":" in name or name.startswith("#"):
        raise PasswordError(
            f"{name[:LONGEST_NAME]!r} is no name. Take 1 to {LONGEST_NAME} characters without a colon, no # in front."
        )
    return name


def checked_password(password: str) -> str:
    """The password. Raises PasswordError where it is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordError(f"A password has {SHORTEST} to {LONGEST:,} characters; this has {len(password)}.")
    return password


def read_accounts(path: Path) -> dict[str, Account]:
    """The accounts of a file by name. Raises PasswordError."""
    try:
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise PasswordError(f"{path} can be read by others than you. Say: chmod 600 {path}")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise PasswordError(
            f"{path} cannot be read: {fault}. Make one with: dateline passwords add {path} NAME"
        ) from None
    found: dict[str, Account] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        account = _account(line)
        if account is None or account.name in found:
            raise PasswordError(
                f"{path}, line {number}, is no account or the second of its name. A line is name:role:hash, with a "
                f"role of {', '.join(ROLES)}. Make it anew with: dateline passwords add {path} NAME"
            )
        found[account.name] = account
    return found


def _account(line: str) -> Account | None:
    name, _, rest = line.strip().partition(":")
    role, _, known = rest.partition(":")
    parts = known.split("$")
    try:
        kind, *numbers = parts[:4]
        salt, key = (base64.b64decode(part, validate=True) for part in parts[4:])
        whole = kind == "scrypt" and all(number.isdecimal() for number in numbers) and salt and len(key) == 32
    except (ValueError, binascii.Error):
        return None
    return next((Account(name, each, known) for each in ROLES if each == role and whole and name), None)


def write_accounts(path: Path, accounts: Mapping[str, Account]) -> None:
    """Writes the file anew, for its owner only; all of it or nothing."""
    text = "".join(f"{each.name}:{each.role}:{each.hash}\n" for each in accounts.values())
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8") as file:
            file.write(text)
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise PasswordError(f"{path} cannot be written: {fault.strerror}.") from None


def with_account(accounts: Iterable[Account], account: Account) -> dict[str, Account]:
    """The accounts with one more, or with a new password or role of one."""
    return {each.name: each for each in (*accounts, account)}


class Accounts:
    """A password file that is read again when it changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._state: tuple[int, int, int] | None = None
        self._known: dict[str, Account] = {}
        self.now()

    def now(self) -> dict[str, Account]:
        """The accounts as the file has them."""
        try:
            found = self.path.stat()
        except OSError as fault:
            raise PasswordError(
                f"{self.path} cannot be read: {fault.strerror}. Put the password file back, or make one "
                f"with: dateline passwords add {self.path} NAME"
            ) from None
        state = (found.st_mtime_ns, found.st_size, found.st_ino)
        if state != self._state:
            self._known, self._state = read_accounts(self.path), state
        return self._known

    def enter(self, name: str, password: str) -> Account | None:
        """The account of a name and its password, None where one of them is wrong: nothing tells which.

        One at a time, since each takes some memory.
        """
        known = self.now()
        account = known.get(name.strip())
        another = next(iter(known.values()), None)  # an unknown name takes as long as a known one
        with self._lock:
            right = fits(password, account.hash if account else another.hash if another else hashed(""))
        return account if account and right else None
