"""The spine's tables: documents and versions, clauses, links, duties, evidence, approvals,
risks."""

from candour.policy.models.approvals import Approval, Departure
from candour.policy.models.clauses import Clause, ClauseText, Link
from candour.policy.models.documents import Document, Version
from candour.policy.models.duties import (
    Assignment,
    ControlFacts,
    CoverageSnapshot,
    Duty,
    Evidence,
)
from candour.policy.models.imports import PolicyImport, ReviewStep
from candour.policy.models.packs import EvidencePack
from candour.policy.models.risks import Risk

__all__ = [
    "Approval",
    "Assignment",
    "Clause",
    "ClauseText",
    "ControlFacts",
    "CoverageSnapshot",
    "Departure",
    "Document",
    "Duty",
    "Evidence",
    "EvidencePack",
    "Link",
    "PolicyImport",
    "ReviewStep",
    "Risk",
    "Version",
]
