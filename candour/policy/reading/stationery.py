"""Lines that dress a document: forms, control details, e-mail headers, greetings, web chrome."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .lines import Line
from .markers import find_marker
from .words import word_set

_BLANKS = re.compile(r"_{3,}|\.{5,}|…{2,}")
_FORM = re.compile(
    r"^(pupil(’s|'s)?|parents?(/carers?)?(’s|'s)?|carer(’s|'s)?|child(’s|'s)?|staff|student(’s|"
    r"'s)?|"
    r"teacher(’s|'s)?|full|print|your|headteacher(’s|'s)?)?\s*(signed|signature|name|print "
    r"name|date|class|year group|"
    r"form|relationship to (child|pupil)|role|position|tutor group|child’s class|job title)"
    r"(\s*\([^)]{1,40}\))?\s*(:|$|_|\.{3}|…)",
    re.IGNORECASE,
)
_FORM_WORDS = word_set(
    "signed signature date name print class parent parents carer carers "
    "guardian pupil pupils child student staff member "
    "school of the headteacher head teacher governor chair or and by for on behalf s full "
    "first last surname forename "
    "year group form tutor job title role position please block capitals relationship to"
)
_COURTESY = re.compile(
    r"^(thank you,? (for|to|as|once|again|very)\b|many thanks for|thanks for|i hope (you|this|"
    r"that)|we hope you|i "
    r"am writing|we are writing|"
    r"(we|i) look forward)",
    re.IGNORECASE,
)
_SIGNED_BY = re.compile(r"^signed\s+(by|on behalf of|for)\b.{0,60}$", re.IGNORECASE)
_DETAIL = re.compile(
    r"^(date (of )?)?(approved|adopted|ratified|agreed|reviewed|review|next review|last "
    r"review(ed)?|"
    r"issued|last updated|updated|version|document|policy|author|owner|status|effective|published|"
    r"reference|ref|lead|responsible|prepared|written|implementation|created|circulation|approval|"
    r"monitor(ed|ing)|signed off|date|frequency)"
    r"( (policy|document|version|review|date|number|no|ref(erence)?|by|on|for|due|from|owner|lead|"
    r"author|status|title|name|cycle|of|body|committee|person|period|approval|next|last|issue))*"
    r"\s*[:|–-]\s*\S.{0,80}$",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^(?=[^:]{3,45}:)(?!.*\b(?:must|should|will|may|can|never)\b)(?:[\w’'/()-]+ ){0,4}?"
    r"(?:date|author|owner|review|version|reviewed|updated|approved|accepted|ratified|adopted|implemented|written"
    r"|person responsible|policy type|status)(?:[ /][\w’'/-]+){0,4}\s*:\s*\S.{0,70}$",
    re.IGNORECASE,
)
_EMPTY_LABEL = re.compile(
    r"^(?:review|approval|issue|version|last|next) (?:period|date|cycle|number|frequency)\s*:?$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"^(?:(?:date (?:of|for) )?(?:the )?(?:last|next|annual) review (?:date )?"
    r"|date (?:of|for) review )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:january|february|march|april|may|june|july|august|september|"
    r"october|november|december|spring|summer|autumn)(?: term)? \d{4}$",
    re.IGNORECASE,
)
_APPROVED = re.compile(
    r"^((last|next) )?(approved|adopted|ratified|reviewed|review|updated|last updated|version|v|"
    r"(?:agreed|written|produced|prepared|issued) (?:by|in|on)|to be (?:reviewed|looked at))\b"
    r"(?!.*\b(must|will|should|shall)\b).{0,90}\b\d{4}\.?$|^v(ersion)?\s*\d+(\.\d+)*$",
    re.IGNORECASE,
)
_CONTROL = re.compile(
    r"\b(?:owner|author|version|status|approved|ratified|adopted|agreed|reviewed|review|issued?|"
    r"date|prepared|policy lead|responsible|ref(?:erence)?)(?: [a-z]+){0,3}\s*:",
    re.IGNORECASE,
)
_EMAIL_HEADER = re.compile(
    r"^(from|to|cc|bcc|sent|date|subject|reply-to|importance|attachments?):\s*\S", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"^(dear|hello|hi|good (morning|afternoon))\b[^.!?]{0,70}[,:]?$|^to (all )?(parents|"
    r"staff)[^.]{0,40},$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(yours (sincerely|faithfully|truly)|kind(est)? regards|(best|warm|many) (wishes|regards|"
    r"thanks)|"
    r"regards|with (best|kind|warm) (wishes|regards)|many thanks|thank you)[,.!]?$",
    re.IGNORECASE,
)
_CHROME = re.compile(
    r"^(skip to (main )?content|back to top|print this page|share this( page)?|cookie.{0,40}|"
    r"home|menu|"
    r"search|accept( all)?( cookies)?|log ?in|sign in|contact us|read more|download.{0,30}|"
    r"©.{0,80}|copyright ©?.{0,80}|all rights reserved.{0,20}|website by .{0,40}|close|next|"
    r"previous|"
    r"end of (policy|document)|\[?end\]?|this page (was )?last (updated|changed).{0,40}|share|"
    r"tweet|"
    r"back|top|subscribe.{0,30}|follow us.{0,30}|powered by.{0,40}|page last.{0,40})$",
    re.IGNORECASE,
)
_CRUMBS = re.compile(
    r"^[^.!?]{1,40}(\s[>»›/|]\s[^.!?>»›|]{1,40}){2,}$|^home\s*[>»›|/].{1,80}$", re.IGNORECASE
)
_ADDRESS = re.compile(
    r"^((?:tel(ephone)?|phone|e-?mail|fax|web(site)?)\b|www\.|https?://)\s*:?\s*\S+(\s\S+){0,4}$"
    r"|^[\w.+-]+@[\w-]+\.[\w.-]+$",
    re.IGNORECASE,
)


def mark_stationery(lines: Sequence[Line]) -> list[Line]:
    """The same lines with roles for forms, details, letters, e-mail headers and web chrome."""
    marked = [line if line.role else line.but(role=_role(line)) for line in lines]
    _mark_email_headers(marked)
    _mark_sign_offs(marked)
    return marked


def _role(line: Line) -> str:
    text = line.text
    bullet = find_marker(text)
    if bullet is not None and bullet.is_bullet and _DETAIL.match(text[bullet.rest :]):
        return "details" if re.search(r"\d|owner|author", text, re.IGNORECASE) else ""
    if line.marker or len(text) > 200:
        return ""
    if _is_form(text):
        return "form"
    if _SALUTATION.match(text):
        return "salutation"
    if _runs_details_together(text):
        return "details"
    if len(text.split()) <= 16 and any(
        pattern.match(text) for pattern in (_DETAIL, _APPROVED, _LABELLED, _EMPTY_LABEL, _MONTH)
    ):
        return "details"
    if _CHROME.match(text.rstrip(" ↓↑›»>→")) or _CRUMBS.match(text):
        return "web"
    return "address" if _ADDRESS.match(text) and line.gap >= 0 and len(text) < 70 else ""


def _runs_details_together(text: str) -> bool:
    """Several control details on one line: "Owner: Head; Version: 2; Next review: May 2027"."""
    return len(_CONTROL.findall(text)) >= 2 and not re.search(
        r"\b(?:must|should|will|shall|may|never)\b", text
    )


def _is_form(text: str) -> bool:
    words = re.sub(r"[_.…]{3,}", " ", text).split()
    plain = re.findall(r"[a-z]+", text.lower())
    if (
        0 < len(plain) <= 12
        and _FORM_WORDS.issuperset(plain)
        and {"signed", "signature", "date", "name"} & set(plain)
    ):
        return True
    if _FORM.match(text) and len(words) <= 12:
        return True
    if _SIGNED_BY.match(text):
        return True
    return bool(_BLANKS.search(text)) and len(words) <= 10


def _is_closing(line: Line, after: Line | None) -> bool:
    """In a letter: a few words and a comma, with a name under them."""
    if not line.text.endswith(",") or len(line.text.split()) > 4 or after is None:
        return False
    words = after.text.split()
    return len(words) <= 5 and all(w[0].isupper() for w in words) and not after.text.endswith(".")


def is_courtesy(text: str) -> bool:
    """Whether a sentence is only a letter's politeness: thanks, hopes, why one writes."""
    return bool(_COURTESY.match(text)) and not re.search(
        r"\b(must|should|will|please|may)\b", text, re.IGNORECASE
    )


def _mark_email_headers(lines: list[Line]) -> None:
    """Two or more header lines in a row, or the sort that nothing else looks like."""
    run: list[int] = []
    for index in range(len(lines) + 1):
        here = index < len(lines) and lines[index].role in ("", "details")
        if here and _EMAIL_HEADER.match(lines[index].text):
            run.append(index)
            continue
        if len(run) >= 2:
            for at in run:
                lines[at] = lines[at].but(role="email-header")
        run = []


def _mark_sign_offs(lines: list[Line]) -> None:
    """A letter's close, with the name and post under it."""
    index, greeted = 0, False
    while index < len(lines):
        greeted = greeted or lines[index].role == "salutation"
        after = lines[index + 1] if index + 1 < len(lines) else None
        if not lines[index].role and (
            _CLOSING.match(lines[index].text) or (greeted and _is_closing(lines[index], after))
        ):
            lines[index] = lines[index].but(role="sign-off")
            for at in range(index + 1, min(index + 5, len(lines))):
                line = lines[at]
                if line.role or len(line.text.split()) > 6 or re.search(r"[.:;?]$", line.text):
                    break
                if (
                    re.search(r"\d|\b(appendix|section|annex)\b", line.text, re.I)
                    or line.text.isupper()
                ):
                    break
                lines[at] = line.but(role="sign-off")
        index += 1
