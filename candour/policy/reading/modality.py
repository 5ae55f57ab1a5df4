"""What sort of clause this is: obligation, advice, permission or fact.

The kinds are those of the clause map. Present-tense statements of what the school does ("accounts
are checked each week") are obligations; definitions, scope, aims, reasons and examples are facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import modal_words as words
from . import statement_words as statements
from .lexicon import (
    begins_with_infinitive,
    begins_with_third_person,
    begins_with_verb,
    has_finite_verb,
    is_deed,
)
from .model import ADVICE, FACT, OBLIGATION, PERMISSION


def kind_of(text: str, lead_in: str, headings: Sequence[str]) -> str:
    """The kind of a clause from its own words, then its lead-in, then its headings."""
    text = statements.CONNECTIVE.sub("", text, count=1)
    answer = _answer_kind(text, headings)
    if answer:
        return answer
    if any(statements.TERMS_HEADING.search(h) for h in headings[-2:]) and not _orders(text):
        return FACT
    own = _own_kind(text)
    if lead_in:
        inherited = _inherited_kind(text, lead_in, own)
        if inherited:
            return inherited
    if own and _only_imperative(text):
        return _instruction_kind(text, own, headings)
    return own or _by_heading(text, lead_in, headings)


def _inherited_kind(text: str, lead_in: str, own: str) -> str:
    """What the lead-in makes of an item; empty where the item speaks for itself."""
    if words.TOLD_STEM.search(lead_in) and not words.PEOPLE_START.match(text):
        return FACT
    if words.AIM_STEM.search(_lowered(lead_in)) and _starts_as_aim(text):
        return FACT
    if text.endswith("?") and statements.ASK_STEM.search(_lowered(lead_in)):
        return ADVICE
    if statements.ENSURE_STEM.search(_lowered(lead_in)) and not words.SHOULD.search(text):
        return FACT
    if own != OBLIGATION and words.GERUND.match(text):
        return _stem_kind(lead_in) or FACT
    if own == FACT or (own and not _only_imperative(text)):
        return own
    return _stem_kind(lead_in) if leans(text) else ""


def _orders(text: str) -> bool:
    """Whether a sentence under "Definitions" nevertheless asks for something."""
    lower = _lowered(text)
    return bool(words.STRONG.search(lower) or words.SHOULD.search(lower)) or begins_with_verb(text)


def _starts_as_aim(text: str) -> bool:
    """Whether an item goes on with "… aims to": its first word is a verb that is no order."""
    return begins_with_verb(text) and not words.FIRM_START.match(text)


def _instruction_kind(text: str, own: str, headings: Sequence[str]) -> str:
    """An instruction is a fact under "Aims", advice under "Tips", else what its words say."""
    heading = headings[-1] if headings else ""
    plain = not words.FIRM_START.match(text)
    if plain and words.AIM_HEADING.search(heading):
        return FACT
    if own == OBLIGATION and plain and words.TIPS_HEADING.search(heading):
        return ADVICE
    return own


def _by_heading(text: str, lead_in: str, headings: Sequence[str]) -> str:
    """A phrase without a verb under a heading such as "Pupils must not"."""
    if headings and not has_finite_verb(text) and not lead_in:
        if words.AIM_HEADING.search(headings[-1]):
            return FACT
        if words.NOUN_RULE.search(headings[-1]) or re.search(
            r"\b(?:must|should|will)\b", headings[-1], re.I
        ):
            return OBLIGATION
        if re.search(r"\b(?:may|can|allowed|permitted)\b", headings[-1], re.I):
            return PERMISSION
    return FACT


def _own_kind(text: str) -> str:
    """The kind that the sentence's own words give, or empty where it has no modality."""
    lower = _lowered(text)
    if _is_fact(lower):
        return FACT
    if any(p.match(lower) for p in statements.ALLOWING):
        return PERMISSION
    main = _main(lower)
    verdict = _modal_kind(main)
    if verdict:
        return verdict
    if words.OUTCOME.search(main):
        return FACT
    if words.MAY.search(main) or words.ALLOWED.search(main):
        return PERMISSION
    if words.I_PRESENT.match(main):
        return OBLIGATION
    if begins_with_third_person(text):
        return OBLIGATION
    if begins_with_verb(text):
        return ADVICE if re.match(r"^(?:consider|remember|try)\b", lower) else OBLIGATION
    if (
        _people_act(main)
        or words.PRACTICE.match(main)
        or words.PASSIVE.search(main)
        or words.USED_BY_RULE.search(main)
        or words.THING_ACTS.match(main)
        or words.FORBIDS.match(main)
        or any(p.match(main) for p in (statements.THING_REFRAINS, statements.QUALITIES))
        or statements.I_IF.match(lower)
    ):
        return OBLIGATION
    return ""


def _people_act(main: str) -> bool:
    """Whether people are the subject of a present-tense verb of doing: "Volunteers leave…"."""
    match = words.PEOPLE_THEN.match(main)
    return match is not None and is_deed(match.group("verb"), match.group("next") or "")


def _is_fact(lower: str) -> bool:
    strong = re.search(r"\b(?:must|should|shall)\b", lower)
    if statements.MAY_WITHDRAW.match(lower):
        return False
    if words.TOLD_THAT.match(lower) and not strong:
        return True
    if statements.TOLD_OF_PAST.match(lower) and not strong:
        return True
    if statements.NO_POWER.match(lower):
        return True
    if words.RULES_HELP.match(lower):
        return True
    if strong or re.search(r"\bwill be (?:reviewed|updated|shared|read|given)\b", lower):
        return False
    if words.QUANTITY.match(lower) and not re.search(r"\b(?:will|may)\b", lower):
        return True
    if lower.endswith("?"):
        return not begins_with_verb(lower)
    return bool(
        words.ABOUT_POLICY.match(lower) or words.DEFINES.search(lower[:120]) or _aims(lower)
    )


def _aims(lower: str) -> bool:
    return bool(
        words.HOPES.match(lower)
        or re.match(
            r"^(?:the|our|its) (?:(?:main|key|primary|overall|chief|first|principal) )?"
            r"(?:purposes?|aims?|objectives?)\b",
            lower,
        )
    )


def _modal_kind(main: str) -> str:
    strong, should = words.STRONG.search(main), words.SHOULD.search(main)
    advised = words.ADVISED.search(main)
    will = words.WILL.search(main) if not words.EMPTY_WILL.search(main) else None
    first = min((m.start() for m in (strong, should) if m is not None), default=None)
    if advised is not None and (first is None or advised.start() < first):
        if words.SCHOOL_WILL_ADVISE.search(main) or words.ADVISED_THING.search(main):
            return OBLIGATION
        if will is not None and not re.search(
            r"\bbe (?:strongly )?(?:advised|encouraged|recommended)\b", main
        ):
            return OBLIGATION
        return ADVICE
    if first is not None or will is not None:
        return OBLIGATION
    return ""


def _main(lower: str) -> str:
    """The sentence with relative, causal and conditional clauses taken out, if words remain."""
    for pattern in words.NEUTRAL:
        lower = pattern.sub(" ", lower)
    bare = re.sub(r"\s+", " ", words.CONDITION.sub(" ", lower)).strip(" ,")
    return bare if len(bare.split()) >= 3 else re.sub(r"\s+", " ", lower).strip()


def _lowered(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().strip(" \"'“‘"))


def leans(text: str) -> bool:
    """Whether an item needs its lead-in to be a sentence."""
    if (
        begins_with_infinitive(text)
        or begins_with_verb(text)
        or begins_with_third_person(text)
        or words.NOT_START.match(text.lower())
    ):
        return True
    if text[:1].islower():
        return True
    main = re.sub(r"\b(?:that|which|who|whose|where|when|if|unless|as)\b.*", "", text)
    return not has_finite_verb(main) and not re.search(
        r"\b(?:state|say|show|mean|know) that\b", text
    )


def _only_imperative(text: str) -> bool:
    """Whether only a verb at the start gives the modality, so that a stem may set it."""
    lower = _main(_lowered(text))
    return (begins_with_verb(text) or bool(words.NOT_START.match(lower))) and not re.search(
        r"\b(?:must|should|shall|will|may|are advised|is advised|please)\b", lower
    )


def _stem_kind(lead_in: str) -> str:
    """The modality that a lead-in hands down to its items."""
    lower = statements.SO_THAT.sub("", _lowered(lead_in))
    if statements.RIGHTS_STEM.search(lower):
        return PERMISSION
    if words.RULES_STEM.search(lower):
        return OBLIGATION
    if words.AIM_STEM.search(lower) or words.LIST_STEM.search(lower):
        return FACT
    if re.search(r"\b(?:must|shall|should)\b", lower):
        return OBLIGATION
    if re.search(
        r"\badvised?\b|\brecommend|\bencourage|\bsuggest|\btips?\b|\badvice\b|may (?:wish|like|"
        r"want)",
        lower,
    ):
        return ADVICE
    if re.search(r"\b(?:may|can)\b(?! not|not)", lower) and not re.search(
        r"\bno\b|\bonly\b|\bwill\b", lower
    ):
        return PERMISSION
    if re.search(r"\b(?:are|is) (?:allowed|permitted|welcome|free|acceptable)\b", lower):
        return PERMISSION
    if re.search(
        r"\b(?:understand|know|aware|acknowledge|recognise|accept)(?: and \w+)? that\b", lower
    ):
        return ""
    return OBLIGATION


def _answer_kind(text: str, headings: Sequence[str]) -> str:
    """Short answers to a question in the heading: "No.", "Yes, if…", "Only with…"."""
    if not headings or not headings[-1].endswith("?"):
        return ""
    match = re.match(r"^(no|yes|never|always|only)\b[\s,.–—-]*", text, re.IGNORECASE)
    if match is None:
        return ""
    word = match.group(1).lower()
    if word == "only" and re.search(
        r"\b(?:can|may|must|is|are|should|will)\b", text, re.IGNORECASE
    ):
        return ""
    if word == "only":
        return PERMISSION if words.QUESTION_ALLOWS.search(headings[-1]) else OBLIGATION
    if word == "yes" and not re.search(
        r"\b(?:must|should|need)\b", headings[-1] + text, re.IGNORECASE
    ):
        return PERMISSION if words.QUESTION_ALLOWS.search(headings[-1]) else FACT
    return OBLIGATION
