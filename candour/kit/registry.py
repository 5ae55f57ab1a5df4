"""Registries that find their entries by themselves: adding one is adding a file."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries by id, in the order of their ids; a second entry under an id is refused."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, Entry] = {}

    def add(self, key: str, entry: Entry) -> None:
        """Take an entry in. Raises ValueError when the id is taken by another."""
        if self._entries.get(key, entry) is not entry:
            raise ValueError(f"{self.name}: two entries are called {key}")
        self._entries[key] = entry

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __contains__(self, key: object) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._entries))

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> Entry | None:
        """The entry under this id, or None."""
        return self._entries.get(key)

    def all(self) -> list[Entry]:
        """Every entry, by id."""
        return [self._entries[key] for key in self]


def import_folder(package: str) -> list[str]:
    """Import every module of a package, so that each can register itself; returns their names."""
    folder = importlib.import_module(package)
    names = sorted(
        f"{package}.{found.name}"
        for found in pkgutil.iter_modules(folder.__path__)
        if not found.name.startswith("_")
    )
    for name in names:
        importlib.import_module(name)
    return names
