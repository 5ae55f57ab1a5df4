"""Patterns of sentences that tell, consent or open rather than ask: history, consent, openings."""

from __future__ import annotations

import re

PAST = (
    r"(?:written|drawn up|prepared|produced|developed|created|devised|adopted|agreed|updated|"
    r"revised|compiled|designed|informed|circulated|based)"
)
TOLD_OF_PAST = re.compile(
    rf"^(?:this|these|the|our|it|they|both|such)"
    r"(?: (?!that\b|which\b|who\b|will\b|must\b)[\w’'-]+){0,6}? "
    rf"(?:has|have) (?:\w+ly )?been "
    rf"(?:\w+ly )?{PAST}\b|"
    r"^(?!i\b)(?:(?!that\b|which\b|who\b|if\b|when\b|will\b|must\b)[\w’'-]+ ){1,5}"
    r"(?:has|have) (?:recently |also |already |now |just |therefore )*"
    r"(?!to\b|agreed\b|been\b|a\b|an\b|the\b|no\b)(?:[a-z]{3,}ed|seen|found|written|drawn|taken|made|chosen|"
    r"decided|had|become|begun|met|read) |"
    r"^(?:it|this|they) (?:explains?|sets? out|describes?|outlines?|tells?|covers?|replaces?)\b|"
    r"^(?:these|the|our|its) [^.;]{3,90}? (?:is|are) (?:designed|intended|meant|there|here) to\b"
)
CONNECTIVE = re.compile(
    r"^(?:but|and|so|however|therefore|nevertheless|in addition|furthermore|also|equally|"
    r"similarly|instead|finally|in short)\b,? (?=\w+ )(?!that\b|as\b|far\b|long\b)",
    re.IGNORECASE,
)
CONSENTS = re.compile(
    r"^(?:i|we) (?:also |do )?agree to (?:[\w’']+ ){0,2}?(?:photographs?|photos|pictures|images|"
    r"videos?|my child)\b|"
    r"^(?:i|we) (?:also |do )?(?:give|grant|am happy|are happy|am willing|are willing)\b"
    r"(?: (?:my|our|full|permission|consent))*(?: for| to|\b)"
)
MAY_WITHDRAW = re.compile(
    r"^(?:i|we) (?:understand|know|am aware|are aware)(?: that)? (?:i|we) (?:may|can) "
    r"(?:change|withdraw|ask|opt|refuse|remove)\b"
)
NEED_NOT = re.compile(
    r"^(?!if\b)[^.;]{2,60}? (?:do not|don[’']t|does not|doesn[’']t) (?:have|"
    r"need) to\b(?! do anything)"
)
THING_REFRAINS = re.compile(
    r"^(?:the|a|an|each|every|all|any|our) (?!policy|school|guidance|document|law)"
    r"(?:[\w’'-]+ ){1,5}(?:does not|do not|doesn[’']t|don[’']t) "
    r"(?!mean|apply|matter|need|have)[a-z]+"
)
QUALITIES = re.compile(
    r"^(?!this|that|it|they|these|some|most|many)(?:[\w’'-]+ ){1,5}(?:is|are) (?:always |also )?"
    r"(?:polite|kind|sensible|accurate|respectful|truthful|honest|professional|factual|suitable|"
    r"appropriate|up to date|civil|courteous|private|confidential)\b(?!.*\b(?:because|if)\b)"
)
I_IF = re.compile(
    r"^(?:if|when|whenever|before|after) [^,]{4,80} i (?:always |never |also )?(?:ask|tell|stop|"
    r"close|turn|show|report|say|go|get|leave|check|block|log|put|keep|wait|talk|save)\b"
)
ALLOWING = (CONSENTS, MAY_WITHDRAW, NEED_NOT)
NO_POWER = re.compile(
    r"^(?:we|the school)\b[^.;,]{0,50}\b(?:can.?t|cannot|can not) (?:police|control|stop|know|see|"
    r"promise|guarantee|prevent|answer for|be (?:held|responsible))"
)
SO_THAT = re.compile(r"^(?:so that|in order that|to help)\b[^,:]*,\s*")
ENSURE_STEM = re.compile(
    r"\b(?:is|are) (?:intended|designed|meant|here|there|written) to "
    r"(?:ensure|make sure)(?: that)?\s*:?$"
)
ASK_STEM = re.compile(r"\b(?:ask|asks|think|consider|check)\b[^.]*:?$")
RIGHTS_STEM = re.compile(r"\b(?:have|has) (?:the|a) right to\s*:?$")
TERMS_HEADING = re.compile(
    r"\b(?:definitions?|glossary|key terms|terms used|what we mean)\b", re.IGNORECASE
)
