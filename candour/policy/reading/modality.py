"""What sort of clause this is: obligation, advice, permission or fact.

The kinds are those of the clause map. Present-tense statements of what the school does ("accounts
are checked each week") are obligations; definitions, scope, aims, reasons and examples are facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lexicon import (
    begins_with_infinitive,
    begins_with_third_person,
    begins_with_verb,
    has_finite_verb,
)
from .model import ADVICE, FACT, OBLIGATION, PERMISSION

_PEOPLE = (
    r"(?:we|you|i|they|he|she|everyone|everybody|anyone|nobody|no one|no[- ]one|somebody|someone|"
    r"(?:[\w’'/&,.-]+ ){0,6}?(?:school|academy|college|trust|staff|teachers?|employees?|volunteers?|governors?|trustees?|"
    r"pupils?|students?|children|child|learners?|parents?|carers?|parents/carers|famil(?:y|ies)|"
    r"head ?teacher|head|principal|leaders?|slt|dsl|lead|officer|administrators?|admins?|manager|users?|"
    r"members?|adults?|visitors?|contractors?|colleagues|team|office|board|body|visitor|owner|owners|"
    r"moderators?|editors?|person|people|department|technician|assistants?|coaches|coach|organisation)"
    r"(?: \([^)]{1,30}\))?)"
)
_NEUTRAL = (
    re.compile(r"(?<!after )(?<!before )\b(?:that|which|who|whom)\s+(?:they |it |we |he or she |also |only )?(?:is|are|was|were|may|can|could|will|might|have|has|do|does|would|should|must|cannot)\b"),
    re.compile(r"\b(?:which|whom|whose)(?: [\w’'-]+){1,4}? (?:can|may|might|could|would|will|are|is)\b"),
    re.compile(r"\b(?:that|who)(?: [\w’'-]+){1,3}? (?:can|may|might|could|would)\b"),
    re.compile(r"\bso (?:that )?[^,;.]*\b(?:can|will|may|could)\b"),
    re.compile(r"\b(?:because\b|(?:as|since) (?:this|it|they|these|such|doing|we|some|the)\b)[^;.]*"),
    re.compile(r"^(?:if|when|whenever|where|wherever|unless|until|once|before|after|while|whilst)\b[^,;]*,"),
)  # fmt: skip
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|where|wherever|unless|until|once|before|(?<!look )(?<!looks )(?<!looked )after|while|whilst|should you)\b"
    r"(?:(?!\b(?:must|will|should|shall|may|can|please)\b)[^,;])*"
)
_ABOUT_POLICY = re.compile(
    r"^(?:this|the|our) (?:[\w-]+ ){0,4}?(?:policy|guidance|guide|document|agreement|appendix|section|code|"
    r"protocol|page|leaflet|letter|procedures?)(?: \w+){0,3}? (?:also )?(?:applies|covers|sets? out|explains?|describes?|provides?|"
    r"gives?|aims?|seeks?|is intended|is designed|is for|outlines?|has been|was|is based|tells?|helps?|"
    r"supports?|forms|should help|complements|is part|does not|is about|is written|relates)\b"
)
_DEFINES = re.compile(
    r"(?:(?<!this )(?<!that )\bmeans|\brefers? to|\bis defined as|\bare defined as|\bincludes?,? but|\binclude,? but|\bexamples? (?:include|of|are)|"
    r"\bfor the purposes? of this|\bare those (?:made|that|which|who)|\bis any\b|\bare any\b|\bis (?:a|an) (?:term|form|type|kind|website|way|place|tool))"
)
_TOLD_THAT = re.compile(
    r"^(?:please (?:be aware|note|remember)|(?:[\w ]+ )?(?:are|is) (?:advised|reminded|aware|warned) that|"
    r"(?:i|we|you) (?:understand|know|recognise|accept|acknowledge|believe|realise)(?: that)?\b(?! how))"
)
_OUTCOME = re.compile(
    r"\b(?:may|might|could|can|would) (?:also |then |well |even |still |later |always )?(?:result|lead|be considered|be regarded|be seen|have|"
    r"affect|constitute|amount|face|cause|become|be copied|damage|harm|put|include|be treated|be a|be an|mean|be hard|be hurt|"
    r"read the|find (?:the|a|out|more)|see (?:the|a)|get a copy|download|be found|be difficult|spread|look|seem|feel|appear|happen|help|vary|change|bring|offer|differ|contain|be liable|be subject|be asked)\b"
)
_STRONG = re.compile(
    r"\b(?:must|shall|ought to|needs? to|has to|have to|(?:is|are) (?:not |always |never |only )*to [a-z]+|falls? to|(?:is|are) for the [\w ]+ to|required to|is required|are required|"
    r"(?:is|are) (?:strictly |expressly |also |all |each |both |therefore |personally |jointly )*(?:expected|obliged|responsible|accountable|prohibited|forbidden|"
    r"banned|unacceptable|asked to|requested|not (?:allowed|permitted|acceptable|appropriate|to be|authorised))|may not|"
    r"cannot|can ?not|can't|can’t|do not|don’t|don't|(?:has|have|share) (?:a |an |the )?(?:\w+ )?(?:responsibility|duty|obligation)|"
    r"responsibility of|responsibility to|duty of|duty to|is (?:essential|vital|important|crucial|imperative|paramount)|"
    r"no (?:[\w-]+ ){1,6}(?:may|can|is|are|will)|only [^.;]{3,90}? (?:may|will|can|is|are)|may only|(?:may|can) [^.;,]{0,45}\bonly (?:with|if|when|by|after|where|on|once|in)\b|"
    r"under no circumstances|in no circumstances|at no time|zero tolerance|not tolerate[d]?|please|"
    r"agrees? (?:to|not to|that)|promises?|undertakes? to|pledge|commits? to|are committed to|is committed to|never|make sure|"
    r"(?:we|the school) (?:ask|expect|require|insist))\b"
)
_SHOULD = re.compile(r"\bshould\b")
_WILL = re.compile(r"\b(?:will|won't|won’t|’ll|'ll)\b")
_EMPTY_WILL = re.compile(
    r"\b(?:this|that|it|which|there|doing so|you|these|some|many|most|they) will (?:help|be (?:a|an|the|found|able|useful|easier|clear)|"
    r"find|see|usually|often|always be|mean|make|enable|allow|give|protect|stay|remain|need|inevitably|happen|depend)"
)
_ADVISED = re.compile(
    r"\b(?:advis(?:ed|able)|recommend(?:ed|s)?|encourage[ds]?|suggest(?:ed)?|good practice|best practice|urge[ds]?|"
    r"may (?:wish|want|like|prefer|choose) to|might (?:like|wish|want|consider)|could consider|it is (?:wise|sensible|helpful|best|a good idea|better)|"
    r"it may help to|a good idea|we (?:would )?(?:advise|suggest|like|hope)|where possible)\b"
)
_SCHOOL_WILL_ADVISE = re.compile(
    r"\b(?:will|must|shall) (?:also )?(?:advise|recommend|encourage|suggest|urge)\b"
)
_ADVISED_THING = re.compile(
    r"\bbe (?:advised|told|informed|reminded)(?: (?:of|that|about|how|when|which|whether)\b|\s*[:–-]*$)"
)
_MAY = re.compile(
    rf"\bmay\b(?! (?:not|be (?:considered|seen|regarded|hurt|difficult|hard)))|\b(?:is|are) up to (?:each|the|you|every)\b|\b{_PEOPLE},? (?:can|are (?:allowed|permitted|able|free|welcome) to|is (?:allowed|permitted|able|free) to|reserves?)\b"
)
_ALLOWED = re.compile(
    r"\b(?:is|are) (?:also |only )?(?:permitted|allowed|acceptable|authorised|welcome)\b|\bmay (?:also |only )?be (?:used|posted|taken|shared|made|given|granted|kept|"
    r"brought|accepted|published|opened|agreed|approved)\b|\bthere (?:is|are) no (?:objection|restriction|problem)\b|\breserves? the right\b|\bmay\b(?= (?:only )?(?:use|post|share|follow|ask|keep|take|bring|refuse|remove|check|join|like|contact|look|search))"
)
_PRACTICE_VERBS = (
    r"uses?|monitors?|checks?|reviews?|keeps?|provides?|teach(?:es)?|runs?|holds?|records?|reports?|"
    r"publish(?:es)?|approves?|manages?|moderates?|owns?|(?:has|have) access|trains?|logs?|stores?|deletes?|removes?|"
    r"responds?|acts?|follows?|informs?|shares?|tells?|asks?|answers?|replies|reply|posts?|decides?|leads?|signs?|"
    r"gives?|sends?|receives?|completes?|investigates?|ensures?|supports?|talks?|speaks?|writes?|reads?|works? with|looks? after|"
    r"blocks?|hides?|switch(?:es)?|changes?|closes?|opens?|deals? with|contacts?|helps?|maintains?|oversees?|carry|"
    r"carries|takes?|makes?|sets?|agrees?|discuss(?:es)?|explains?|seeks?|obtains?|gets?|limits?|protects?|updates?|avoids?|adds?|lists?|tests?|meets?|attends?|stays?|refers?|notif(?:y|ies)|consults?|arranges?|files?|prints?|displays?|blurs?|crops?|credits?|names?|welcomes?|treats?"
)
_PRACTICE = re.compile(
    rf"^(?:[^,]{{3,80}}, )?{_PEOPLE}(?: (?:of|in|for|from|at|who|with|and|or|on) (?:[\w’'-]+ ?){{1,5}})?,? "
    rf"(?:also |always |only |regularly |each |both |all |then |therefore |usually |normally |jointly |alone |together |immediately |carefully |fully )*(?:{_PRACTICE_VERBS})\b"
)
_PARTICIPLES = (
    r"approved|assessed|risk[- ]assessed|protected|linked|monitored|checked|reviewed|recorded|kept|held|"
    r"logged|removed|stored|deleted|taught|trained|moderated|closed|switched|set|limited|restricted|"
    r"published|posted|reported|investigated|managed|dealt with|handled|displayed|blocked|filtered|given|told|"
    r"informed|shared|obtained|sought|signed|tested|updated|audited|archived|agreed|authorised|run|hidden|"
    r"answered|named|listed|sent|asked|appointed|owned|locked|disabled|turned off|turned on|changed|read|registered|overseen|led|written down|passed|destroyed|blurred|cropped|credited|taken down|made by|covered in|included in|discussed|carried out|opened|sent home|reset|counted"
)
_STATIVE = (
    r"used|concerned|called|known|based|designed|intended|interested|involved|aimed|needed|related|associated|aged|"
    r"surprised|worried|pleased|supposed|located|situated|loved|liked|tempted|affected|faced|exposed|targeted|allowed|permitted|"
    r"entitled|defined|described|mentioned|explained|attached|enclosed|set out|listed below|summarised|divided|connected|unwanted|"
    r"indeed|embarrassed|upset|hurt|harmed|bullied|abused|written for"
)
_PASSIVE = re.compile(
    rf"\b(?:is|are|has been|have been) (?:then |now |[a-z]+ly |not |never |also |always |first |all |both |only |all then )*"
    rf"(?!(?:{_STATIVE})\b)(?:{_PARTICIPLES}|[a-z]{{2,}}ed|looked after|put|wiped|brought|built|drawn|lent|spoken|thrown|worn)\b"
)
_USED_BY_RULE = re.compile(
    r"\b(?:only|never|always|alone)\b[^.;]*\b(?:is|are) used\b|\b(?:is|are) (?:only|never|always) used\b"
)
_THING_ACTS = re.compile(
    r"^(?:(?:in|at|on|during|before|after) [^,]{3,40}, )?(?:all |any |each |every )?(?!this|that|it|social media|many|most|some)(?:[\w’'-]+ ){1,7}"
    r"(?:stays?|stay|goes|go|remains?|belongs?|moves?|ends?|closes?|opens?) (?!up\b|down\b|wrong\b|quickly\b|very\b)"
)
_FORBIDS = re.compile(
    r"^(?:no (?!one\b|doubt\b)(?!.*\b(?:is|are|has|have|was|were|can)\b)|nothing (?!is\b|in this\b)|nobody [a-z]+s\b|(?:this|that) means (?:no|not|never)\b|not until\b)"
)
_I_PRESENT = re.compile(
    r"^i (?:always |never |only |also |do not |don’t |don't |would )*"
    r"(?!understand|know that|am aware|believe|realise|recognise)(?:[a-z]+)\b"
)
_NOT_START = re.compile(r"^(?:not|never|no)\b")
_AIM_STEM = re.compile(
    r"\b(?:purposes?|aims?|objectives?|goals?|intended|intends?|designed|exists?|seeks?|in order|helps? (?:us|to)|hopes?|benefits?)\b(?!.*\b(?:must|should|will|expected)\b)"
)
_LIST_STEM = re.compile(
    r"\b(?:appl(?:y|ies) to|includes?|such as|examples?|for example|means|refers? to|because|covers?|"
    r"risks?(?: \w+)? (?:include|are)|reasons?|is for|read (?:alongside|with)|regard to|based on|linked to|set out in|takes? account of|definitions?|defined|these are|there are)\b[^.]{0,40}$"
)
_TOLD_STEM = re.compile(
    r"\b(?:understand|know|aware|acknowledge|recognise|accept|remember)(?: and \w+)?(?: that)?\s*:?$",
    re.IGNORECASE,
)
_AIM_HEADING = re.compile(
    r"\b(?:purposes?|aims?|objectives?|definitions?|glossary|rationale|background|terms used|what (?:is|do we mean)|why we|context|legislation|legal framework|related|linked (?:policies|documents)|key terms|scope)\b",
    re.IGNORECASE,
)
_QUESTION_ALLOWS = re.compile(
    r"\b(?:can|may|could|am i allowed|are (?:we|staff|pupils|parents) allowed|is it (?:ok|okay|all right|allowed)|will)\b",
    re.I,
)
_NOUN_RULE = re.compile(
    r"\b(?:not|no|never|avoid|prohibited|banned|forbidden|don.t|unacceptable)\b", re.IGNORECASE
)


def kind_of(text: str, lead_in: str, headings: Sequence[str]) -> str:
    """The kind of a clause from its own words, then its lead-in, then its headings."""
    answer = _answer_kind(text, headings)
    if answer:
        return answer
    own = _own_kind(text)
    if (
        lead_in
        and _TOLD_STEM.search(lead_in)
        and not re.match(r"^(?:i|we|you|they|staff)\b", text, re.I)
    ):
        return FACT
    if own in (OBLIGATION, ADVICE, PERMISSION) and not _only_imperative(text):
        return own
    if own == FACT:
        return FACT
    if lead_in and _leans(text):
        stem = _stem_kind(lead_in)
        if stem == OBLIGATION and re.match(r"^consider\b", text, re.IGNORECASE):
            return OBLIGATION
        if stem:
            return stem
    if own:
        aims = (
            bool(headings)
            and bool(_AIM_HEADING.search(headings[-1]))
            and not re.match("please", text, re.I)
        )
        return FACT if aims else own
    return _by_heading(text, lead_in, headings)


def _by_heading(text: str, lead_in: str, headings: Sequence[str]) -> str:
    """A phrase without a verb under a heading such as "Pupils must not"."""
    if headings and not has_finite_verb(text) and not lead_in:
        if _AIM_HEADING.search(headings[-1]):
            return FACT
        if _NOUN_RULE.search(headings[-1]) or re.search(
            r"\b(?:must|should|will)\b", headings[-1], re.I
        ):
            return OBLIGATION
    return FACT


def _own_kind(text: str) -> str:
    """The kind that the sentence's own words give, or empty where it has no modality."""
    lower = _lowered(text)
    if _is_fact(lower):
        return FACT
    main = _main(lower)
    verdict = _modal_kind(main)
    if verdict:
        return verdict
    if _OUTCOME.search(main):
        return FACT
    if _MAY.search(main) or _ALLOWED.search(main):
        return PERMISSION
    if _I_PRESENT.match(main):
        return OBLIGATION
    if begins_with_third_person(text):
        return OBLIGATION
    if begins_with_verb(text):
        return ADVICE if re.match(r"^(?:consider|remember|try)\b", lower) else OBLIGATION
    if (
        _PRACTICE.match(main)
        or _PASSIVE.search(main)
        or _THING_ACTS.match(main)
        or _FORBIDS.match(main)
    ):
        return OBLIGATION
    return ""


def _is_fact(lower: str) -> bool:
    strong = re.search(r"\b(?:must|should|shall)\b", lower)
    if _TOLD_THAT.match(lower) and not strong:
        return True
    if strong or re.search(r"\bwill be (?:reviewed|updated|shared|read|given)\b", lower):
        return False
    if lower.endswith("?"):
        return not begins_with_verb(lower)
    return bool(_ABOUT_POLICY.match(lower) or _DEFINES.search(lower[:120]) or _aims(lower))


def _aims(lower: str) -> bool:
    return bool(re.match(r"^(?:we|the school|our school) (?:aims?|believes?|recognises?|understands?|values?|hopes?|want|know|acknowledges?|appreciates?)\b", lower)) or bool(
        re.match(r"^(?:the|our) (?:purposes?|aims?|objectives?)\b", lower)
    )  # fmt: skip


def _modal_kind(main: str) -> str:
    strong, should = _STRONG.search(main), _SHOULD.search(main)
    advised = _ADVISED.search(main)
    will = _WILL.search(main) if not _EMPTY_WILL.search(main) else None
    first = min((m.start() for m in (strong, should) if m is not None), default=None)
    if advised is not None and (first is None or advised.start() < first):
        if _SCHOOL_WILL_ADVISE.search(main) or _ADVISED_THING.search(main):
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
    for pattern in _NEUTRAL:
        lower = pattern.sub(" ", lower)
    bare = re.sub(r"\s+", " ", _CONDITION.sub(" ", lower)).strip(" ,")
    return bare if len(bare.split()) >= 3 else re.sub(r"\s+", " ", lower).strip()


def _lowered(text: str) -> str:
    return re.sub(r"\s+", " ", text.lower().strip(" \"'“‘"))


def _leans(text: str) -> bool:
    """Whether an item needs its lead-in to be a sentence."""
    if (
        begins_with_infinitive(text)
        or begins_with_verb(text)
        or begins_with_third_person(text)
        or _NOT_START.match(text.lower())
    ):
        return True
    if text[:1].islower():
        return True
    main = re.sub(r"\b(?:that|which|who|whose|where|when|if|unless|as)\b.*", "", text)
    return not has_finite_verb(main) and not re.search(
        r"\b(?:state|say|show|mean|know) that\b", text
    )


def _only_imperative(text: str) -> bool:
    """Whether the modality comes from nothing but a verb at the start, so that a stem may set it."""
    lower = _main(_lowered(text))
    return (begins_with_verb(text) or bool(_NOT_START.match(lower))) and not re.search(
        r"\b(?:must|should|shall|will|may|are advised|is advised|please)\b", lower
    )


def _stem_kind(lead_in: str) -> str:
    """The modality that a lead-in hands down to its items."""
    lower = _lowered(lead_in)
    if _AIM_STEM.search(lower) or _LIST_STEM.search(lower):
        return FACT
    if re.search(r"\b(?:must|shall|should)\b", lower):
        return OBLIGATION
    if re.search(
        r"\badvised?\b|\brecommend|\bencourage|\bsuggest|\btips?\b|\badvice\b|may (?:wish|like|want)",
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
        return PERMISSION if _QUESTION_ALLOWS.search(headings[-1]) else OBLIGATION
    if word == "yes" and not re.search(
        r"\b(?:must|should|need)\b", headings[-1] + text, re.IGNORECASE
    ):
        return PERMISSION if _QUESTION_ALLOWS.search(headings[-1]) else FACT
    return OBLIGATION
