"""The demonstration's post box: outgoing mail is kept to be looked at, never sent."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from candour.kit.clock import now
from candour.kit.ids import uuid7


@dataclass(frozen=True)
class Message:
    """One message that would have gone out: when (an aware time), to whom, subject and words."""

    at: datetime
    to: str
    subject: str
    body: str


def _folder() -> Path:
    return Path(settings.DATA) / "post"


class DemoPost(BaseEmailBackend):
    """Django's mail, written into the data folder, one file a message."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep these messages; returns how many."""
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            text = json.dumps(
                {
                    "at": now().isoformat(),
                    "to": ", ".join(message.to),
                    "subject": str(message.subject),
                    "body": str(message.body),
                }
            )
            path = folder / f"{uuid7()}.json"
            path.write_text(text, encoding="utf-8")
            os.chmod(path, 0o600)
        return len(email_messages)


def messages() -> list[Message]:
    """Every message kept, newest first."""
    found: list[Message] = []
    for path in sorted(_folder().glob("*.json"), reverse=True):
        fields: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        found.append(Message(**fields | {"at": datetime.fromisoformat(fields["at"])}))
    return found
