"""The recovery kit: three printed parts, any two of which recover the master key.

Each part is the secret half of an age key (X25519). For each pair of parts the text of the master
key file is encrypted to one part and the result to the other, and the three results lie beside the
data, where they are of no use without two parts. So a kit survives a new master key: it is
encrypted to the same parts again. The standard ``age`` program recovers the key too (docs/keys.md).
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pyrage
from django.conf import settings

from candour.keys.master import KeyTrouble, decode, encode, key_id
from candour.kit import clock
from candour.kit.disk import sync_folder
from candour.kit.ids import reference

PARTS = (1, 2, 3)
_PREFIX = "AGE-SECRET-KEY-1"
_GROUP = 4


@dataclass(frozen=True)
class Kit:
    """A kit as it lies beside the data: its reference (printed on each part), when it was made,
    the public half of each part, and the numbers of the parts that were typed back."""

    folder: Path
    reference: str
    made_at: str
    recipients: tuple[str, ...]
    proved: tuple[int, ...]

    @property
    def is_proved(self) -> bool:
        """Whether every part was typed back, so that each was printed and can be read."""
        return set(self.proved) == set(PARTS)


@dataclass(frozen=True)
class Printable:
    """What is printed of a new kit: its reference, when it was made, and the three secret parts."""

    reference: str
    made_at: str
    parts: tuple[str, ...]


def root() -> Path:
    """Where kits lie, beside the data."""
    return Path(settings.DATA) / "recovery"


def kits() -> list[Kit]:
    """Every kit that could be used today, newest first."""
    found = [_read(path) for path in root().glob("*/kit.json")]
    return sorted(found, key=lambda kit: kit.made_at, reverse=True)


def _read(path: Path) -> Kit:
    kept = json.loads(path.read_text(encoding="utf-8"))
    return Kit(
        path.parent,
        kept["reference"],
        kept["made_at"],
        tuple(kept["recipients"]),
        tuple(kept["proved"]),
    )


def make_kit(master: bytes) -> tuple[Kit, tuple[str, ...]]:
    """A new kit for this master key, and its three parts as they are to be printed. The parts are
    kept nowhere: whoever calls prints them at once."""
    identities = [pyrage.x25519.Identity.generate() for _ in PARTS]
    name = reference()
    kit = Kit(
        root() / name,
        name,
        clock.now().isoformat(timespec="microseconds"),
        tuple(str(each.to_public()) for each in identities),
        (),
    )
    kit.folder.mkdir(parents=True, mode=0o700)
    encrypt_pairs(kit, master)
    _write_kit(kit)
    return kit, tuple(str(each) for each in identities)


def encrypt_pairs(kit: Kit, master: bytes) -> None:
    """Encrypt a master key to each pair of a kit's parts, in a folder named by the key's id."""
    folder = kit.folder / key_id(master)
    folder.mkdir(exist_ok=True, mode=0o700)
    recipients = [pyrage.x25519.Recipient.from_str(each) for each in kit.recipients]
    for first, second in combinations(PARTS, 2):
        inner = pyrage.encrypt(encode(master).encode(), [recipients[second - 1]])
        _write(folder / f"{first}-{second}.age", pyrage.encrypt(inner, [recipients[first - 1]]))
    sync_folder(folder)
    sync_folder(kit.folder)


def _write_kit(kit: Kit) -> None:
    text = {
        "reference": kit.reference,
        "made_at": kit.made_at,
        "recipients": list(kit.recipients),
        "proved": sorted(kit.proved),
    }
    _write(kit.folder / "kit.json", json.dumps(text, indent=2).encode())


def _write(path: Path, content: bytes) -> None:
    draft = path.with_name(path.name + ".part")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)
    sync_folder(path.parent)


def groups(part: str) -> list[str]:
    """A part as it is printed for copying by hand: groups of four letters and digits, the last of
    two. What all parts begin with is left out."""
    letters = part.removeprefix(_PREFIX)
    return [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]


def _identity(typed: str) -> pyrage.x25519.Identity:
    """A part as typed or scanned: any case, any spaces. A mistyped one does not pass its own check
    value (the six last letters)."""
    letters = re.sub(r"[^A-Z0-9]", "", typed.upper()).removeprefix("AGESECRETKEY1")
    try:
        return pyrage.x25519.Identity.from_str(_PREFIX + letters)
    except pyrage.IdentityError:
        raise KeyTrouble(
            "That is not a part of a recovery kit as it was printed. Check each group of letters."
        ) from None


def prove(typed: str) -> tuple[Kit, int]:
    """Take one part typed back from paper: the kit it belongs to, now knowing of it, and the part's
    number. A kit that is wholly proved takes the place of all older ones, which are removed.

    Raises KeyTrouble for what is no part of any kit here.
    """
    public = str(_identity(typed).to_public())
    kit = next((each for each in kits() if public in each.recipients), None)
    if kit is None:
        raise KeyTrouble("That part belongs to another recovery kit, or to one that was replaced.")
    number = kit.recipients.index(public) + 1
    proved = tuple(sorted({*kit.proved, number}))
    kit = Kit(kit.folder, kit.reference, kit.made_at, kit.recipients, proved)
    _write_kit(kit)
    if kit.is_proved:
        for older in kits():
            if older.made_at < kit.made_at:
                shutil.rmtree(older.folder)
    return kit, number


def recovered(typed: Sequence[str], expected: str = "") -> bytes:
    """The master key from two different parts; ``expected`` is the id that the database wants.

    Raises KeyTrouble where the parts are not of one kit, or hold another key than the one wanted.
    """
    by_public = {str(each.to_public()): each for each in map(_identity, typed)}
    if len(by_public) < 2:
        raise KeyTrouble("Two different parts of the recovery kit are needed.")
    found = [key for kit in kits() for key in _opened(kit, by_public)]
    if not found:
        raise KeyTrouble("These parts do not belong to one recovery kit of this installation.")
    for key in found:
        if not expected or key_id(key) == expected:
            return key
    raise KeyTrouble("These parts hold another master key than the one that the database wants.")


def _opened(kit: Kit, by_public: dict[str, pyrage.x25519.Identity]) -> Iterator[bytes]:
    """Every master key of a kit that these parts open."""
    held = [n for n in PARTS if kit.recipients[n - 1] in by_public]
    for first, second in combinations(held, 2):
        one, two = (by_public[kit.recipients[n - 1]] for n in (first, second))
        for path in kit.folder.glob(f"*/{first}-{second}.age"):
            try:
                text = pyrage.decrypt(pyrage.decrypt(path.read_bytes(), [one]), [two])
            except pyrage.DecryptError:
                continue
            yield decode(text.decode("ascii"))


def drop_pairs(kept: str) -> None:
    """Remove what kits hold of other master keys than the one with this id."""
    for kit in kits():
        for folder in kit.folder.iterdir():
            if folder.is_dir() and folder.name != kept:
                shutil.rmtree(folder)
