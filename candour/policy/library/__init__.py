"""Built-in reference: the model policy and the texts of the controls. Imports nothing of Django."""

from candour.policy.library.model import ModelClause, ModelPolicy, load_model_policy
from candour.policy.library.texts import (
    ControlText,
    control_text,
    controls_by_clause,
    load_control_texts,
)

__all__ = [
    "ControlText",
    "ModelClause",
    "ModelPolicy",
    "control_text",
    "controls_by_clause",
    "load_control_texts",
    "load_model_policy",
]
