"""Turns environment variables and the data folder into values for ``settings``."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def split(text: str) -> list[str]:
    """Comma-separated words as a list, blanks dropped."""
    return [part.strip() for part in text.split(",") if part.strip()]


def demo_marked(data: Path) -> bool:
    """Whether this data folder says of itself that it is a demonstration (``demo.json``)."""
    return (data / "demo.json").is_file()


def secret_key(key_file: Path) -> str:
    """Django's signing secret, derived from the master key so that one file is to be kept.

    Without a master key (a command that needs no school, a build) it is random: nothing signed
    with it is of use to anybody later.
    """
    try:
        master = key_file.read_bytes()
    except OSError:
        master = os.urandom(32)
    return hmac.new(master, b"candour signed cookies and links", hashlib.sha256).hexdigest()


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's database entry: PostgreSQL from ``postgres://user:word@host:port/name``, otherwise
    SQLite in the data folder. Every request is one transaction; SQLite waits for its turn, takes
    the write lock at the start and forces every commit to disk.

    Raises ValueError for an address that is neither.
    """
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": data / "candour.sqlite3",
            "ATOMIC_REQUESTS": True,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("CANDOUR_DATABASE_URL must begin with postgres:// or be left empty")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def csp_policy() -> dict[str, Any]:
    """The content security policy: this site alone, no inline script or style, no exceptions."""
    self_only = ["'self'"]
    return {
        "DIRECTIVES": {
            "default-src": ["'none'"],
            "script-src": self_only,
            "style-src": self_only,
            "img-src": self_only,
            "font-src": self_only,
            "connect-src": self_only,
            "manifest-src": self_only,
            "form-action": self_only,
            "frame-ancestors": ["'none'"],
            "base-uri": ["'none'"],
        }
    }
