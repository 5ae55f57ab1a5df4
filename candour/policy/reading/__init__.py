"""Reading a school's own policy: any file to cleaned text, clauses, furniture and warnings.

Nothing here knows Django or the rest of Candour, and nothing heavy is loaded on import.
"""

from .document import read_policy, read_policy_bytes
from .errors import UnreadablePolicy
from .identity import fingerprint
from .model import Furniture, ReadClause, Reading, Source, Warning_
from .versions import Pairing, align

__all__ = [
    "Furniture",
    "Pairing",
    "ReadClause",
    "Reading",
    "Source",
    "UnreadablePolicy",
    "Warning_",
    "align",
    "fingerprint",
    "read_policy",
    "read_policy_bytes",
]
