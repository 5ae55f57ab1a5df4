"""The catalogue of controls: what a control is, and the registry in which each file puts its own.

The files stand in ``controls/`` of this and other apps and are found when the app is ready;
adding a control touches one file (and its words in ``library/controls``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar
from uuid import UUID

from candour.kit.registry import Registry
from candour.policy.library import ControlText, control_text
from candour.policy.models import Duty
from candour.schools.models import School

ATTESTED = "attested"
CANNOT_SEE = "Candour cannot see this yet: a named person says so, with a date."


@dataclass(frozen=True)
class Fact:
    """What one source says of a control today.

    ``done`` of ``of`` things are as they should be; ``expires_on`` is the first day on which the
    proof no longer counts, ``due_on`` the last day on which what is to be done is in time;
    ``sentence`` says it without anybody's name; ``pointer`` is where the records are, below the
    school's address; ``version`` the policy version that it is about, if it is about one.
    """

    done: int
    of: int
    collected_on: date | None = None
    expires_on: date | None = None
    due_on: date | None = None
    sentence: str = ""
    pointer: str = ""
    version: UUID | None = None


class Control(ABC):
    """One built-in control. Its words come from ``library/controls/<id>.yaml``."""

    id: ClassVar[str]
    source: ClassVar[str]
    """Names the records that speak for it; ``attested`` where a person does."""

    place: ClassVar[str] = ""
    """Name of the address (taking the school's slug) where one does it."""

    about_version: ClassVar[bool] = False
    """Whether proof is about one version of the policy, and counts only while that is in force."""

    starts_again: ClassVar[bool] = False
    """Whether everybody is asked anew each school year, from 1 September."""

    @property
    def text(self) -> ControlText:
        """What people read about it."""
        return control_text(self.id)

    @property
    def title(self) -> str:
        """A few words to know it by."""
        return self.text.title

    @property
    def rhythm(self) -> str:
        """How often it is done unless the school says otherwise: a value of ``Duty.Rhythm``."""
        return str(Duty.Rhythm(self.text.rhythm.replace("-", "_")))

    @property
    def attested(self) -> bool:
        """Whether a person has to say that it was done, since Candour holds no record of it."""
        return self.source == ATTESTED

    @abstractmethod
    def fact(self, school: School, today: date) -> Fact | None:
        """What the live records of this school say today, in a fixed number of queries; None where
        there is nothing to say."""


class AttestedControl(Control):
    """A control whose app is not built yet, or whose act happens outside Candour: it is met by a
    person who says so, with a date, and says so on the page."""

    source = ATTESTED

    def fact(self, school: School, today: date) -> Fact | None:
        """Nothing: evidence that people gave is added up for all controls at once."""
        return None


CONTROLS: Registry[Control] = Registry("controls")

ControlT = TypeVar("ControlT", bound=type[Control])


def register(control: ControlT) -> ControlT:
    """Class decorator: put a control into the catalogue."""
    CONTROLS.add(control.id, control())
    return control


def live_controls() -> Sequence[Control]:
    """The controls that Candour works out from its own records."""
    return [control for control in CONTROLS.all() if not control.attested]


def attested_controls() -> list[str]:
    """The ids of the controls of which a person says that they were done."""
    return [control.id for control in CONTROLS.all() if control.attested]


def control_title(control: str) -> str:
    """The control's title, or its id where the catalogue has none of that id."""
    found = CONTROLS.get(control)
    return found.title if found is not None else control
