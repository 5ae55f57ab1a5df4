"""Typesets a document as accessible PDF (PDF/UA-1): tagged, titled, in British English. Imports no
Django, so that the command line can use it before there is a school."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def typeset(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The PDF of a typst template; ``values`` reach it as JSON in ``sys.inputs.data``, so that no
    text is ever code. Equal input gives equal bytes."""
    import typst

    made: bytes = typst.compile(
        template,
        format="pdf",
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return made
