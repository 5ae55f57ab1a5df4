"""The one place that asks what time it is, so that tests can hold the clock still."""

from datetime import UTC, date, datetime

from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(tz=UTC)


def today() -> date:
    """Today's date where the school is (Europe/London unless set otherwise)."""
    return timezone.localdate(now())
