"""Whom a clause binds: from its subject, its lead-in, its headings, and who speaks to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .lexicon import begins_with_infinitive, begins_with_verb
from .model import FACT

ORDER = ("Staff", "Vol", "Gov", "Pup", "Par", "Head", "SLT", "DSL", "Admin", "School", "All")

_ACTORS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for code, words in (
        ("Admin", r"(?:account |channel |designated |page |site |media )?administrators?|communications? (?:leads?|officers?|managers?|teams?)|admins?|moderators?|"
                  r"account (?:holders?|owners?|managers?)|channel (?:owners?|managers?|leads?)|editors?|"
                  r"social media (?:team|lead|leads|officers?|champions?|managers?|editors?)|who (?:run|runs|look after) (?:\w+ ){0,3}accounts?"),
        ("DSL", r"dsls?|ddsl|designated (?:safeguarding|child protection) (?:lead|leads|officers?|person)|safeguarding (?:lead|team)"),
        ("SLT", r"slt|smt|senior (?:leadership|management)(?: team)?|senior leaders?|leadership team|(?:deputy|assistant) head(?:teacher)?s?|"
                r"management|senior staff|managers|line managers?"),
        ("Head", r"head ?teacher|headmaster|headmistress|head of school|executive head|the head|principal|heads?(?= (?:approves|decides|must|will|may|and))"),
        ("Gov", r"governors?|governing (?:body|board)|trustees?|board of trustees|governor"),
        ("Vol", r"volunteers?|helpers?"),
        ("Par", r"parents?|carers?|guardians?|famil(?:y|ies)|parental|mums?|dads?"),
        ("Pup", r"pupils?|students?|children|learners?|young people|child(?!ren|[’']s|’s)"),
        ("Staff", r"staff|employees?|class teams?|teaching teams?|placement staff|teachers?|teaching assistants?|colleagues|supply|coaches|workers?|(?:adults|anyone|everyone|everybody|people) (?:who )?(?:(?:is|are) )?(?:works?|working|paid|employed)\b|"
                  r"office team|form tutors?|tutors?|lunchtime supervisors?|you work|head of year|technicians?|network manager|staffroom"),
        ("School", r"(?:the|our|this) (?:school|academy|trust|college|organisation|federation)(?![’']s\b|s? (?:community|account|website|office|device|policy|social))|we|"
                   r"(?:school|academy|college|trust|infants|juniors|primary)(?= (?:has|will|must|should|may|uses|carries|runs|expects|recognises|believes|aims|shall|keeps|monitors|provides|reviews)\b)"),
        ("All", r"everyone|everybody|anyone|anybody|nobody|no one|no-one|all (?:users|members|of us)|users|(?:every|all|any|each) members?(?: of (?:the|our) (?:school|organisation|setting|community|academy|federation|trust|college))?(?! of (?:staff|the board|slt))(?: community)?|visitors?|contractors?|members(?! of)|"
                r"the (?:whole )?school community"),
    )
)  # fmt: skip
_TRAINEES = re.compile(
    r"\b(?:(?:students?|trainees?|teachers?) on placement|(?:student|trainee) teachers?)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:must|shall|should|will|won’t|won't|may|can|cannot|can’t|can't|ought|needs?|has|have|is|are|do not|don’t|don't|never|agrees?|"
    r"uses?|monitors?|checks?|reviews?|keeps?|provides?|teach(?:es)?|runs?|holds?|records?|reports?|publish(?:es)?|approves?|"
    r"manages?|moderates?|reads?|asks?|expects?|tells?|leads?|signs?|makes?|takes?|decides?|gives?|sends?|follows?)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:if|when|whenever|where|before|after|once|as|in|on|at|for|to|outside|during|while|under|with)\b[^,]{3,140},\s*",
    re.I,
)
_RELATIVE = re.compile(
    r"\b(?:who|that|which|whom|regarding|about|concerning|towards|of (?=pupils|children|students)|involving|between|from|with|against|to)\b.*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:is|are|be|been) (?:\w+ly |also |always |first )?(?:informed|told|taught|advised|given|shown|trained|reminded|notified|consulted|invited|"
    r"supported|offered|sent|asked|made aware|kept informed|contacted|helped|written to)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"\b(?:is|are) (?:\w+ly |also )?(?:advised|asked|reminded|encouraged|invited|told)\b|be (?:\w+ )?(?:advised|encouraged|reminded) to\b",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:be|is|are|been|being) (?:\w+ly |not |never |also |first |always )*(?:\w+ed|kept|held|taught|given|told|shown|"
    r"sent|set|run|dealt|taken|made|found|hidden|sought|written|read|led|known)\b", re.I)  # fmt: skip
_UNDER_CONDITION = re.compile(r"\b(?:if|when|unless|where|until)\b.*$", re.IGNORECASE)
_BY = re.compile(r"\bby (?:the |our |a |an |two |one )?((?:[\w’'-]+[ ,]*){1,7})", re.IGNORECASE)
_REPORTED = re.compile(
    r"^(?:any |all |a )?[\w\s]*\b(?:concerns?|incidents?|worr(?:y|ies)|abuse|bullying|breach(?:es)?)\b",
    re.I,
)
_OFFICIAL = re.compile(
    r"\b(?:official|comments?|posts?|accounts?|channels?|passwords?|page|pages|log-?ins?|feed|feeds|direct messages|followers|social media (?:tools?|sites?|communications?)|communications)\b",
    re.I,
)
_ABOUT = re.compile(r"\b(?:for|to|by|of|on)\b", re.IGNORECASE)
_DUTY_OF = re.compile(r"\b(?:responsibility|duty|role|job) of\b(.*)$", re.IGNORECASE)
_GERUND = re.compile(r"^(?!anyone|everyone)[a-z]+ing\b", re.IGNORECASE)
_POLICY_READ = re.compile(r"\b(?:policy|document|guidance)\b.*\b(?:read|followed)\b", re.IGNORECASE)
_AIM = re.compile(r"\b(?:purposes?|aims?|objectives?|intended|seeks?)\b", re.IGNORECASE)
_AIM_FOR_ALL = re.compile(r"^(?:to )?use\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
_I = re.compile(r"^(?:i|my|i’ll|i'll)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|he|she|these people)\b|^their\b", re.IGNORECASE)
_SCOPE = re.compile(
    r"^(?:this|the|our) (?:[\w-]+ ){0,5}?(?:applies to|covers|is for|is intended for|is written for|provides guidance (?:for|to)|"
    r"protects|sets out (?:how|what)|gives guidance to)\b",
    re.IGNORECASE,
)
_CONCERNED = re.compile(
    r"\b(?:with|about|between|towards|involving|concerning|against|(?:photographs?|images?|pictures?|videos?|photos?|"
    r"protection|safety|education|teaching|safeguarding|protecting|teaching|keeping) (?:of )?)\b.*$",
    re.IGNORECASE,
)
_DATED = re.compile(r"\b(?:approved|adopted|ratified|agreed|written|reviewed) by\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b[\w-]+(?:’s|'s|s’|s')(?=\s)", re.IGNORECASE)
_CHILD_OWN = re.compile(r"\b(?:my|your|our|their) (?:child|children|son|daughter)\b", re.IGNORECASE)


class Setting:
    """Who "you" and "I" are at this point: the headings in force and the letter's greeting."""

    def __init__(self) -> None:
        self._headings: list[tuple[int, frozenset[str]]] = []
        self._greeting: frozenset[str] = frozenset()
        self._last: frozenset[str] = frozenset()
        self._document: frozenset[str] = frozenset()
        self._begun = False

    def enter(self, level: int, heading: str) -> None:
        """Take in a heading; one that names people sets whom its section speaks to."""
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        people = frozenset() if heading.endswith("?") else actors_in(_CONCERNED.sub("", heading))
        self._headings.append((level, people))
        if not self._begun and not self._document and level <= 5 and not _DATED.search(heading):
            self._document = people - {"School", "All"}
        if re.search(r"\b(?:appendix|annex|agreement)\b", heading, re.IGNORECASE):
            self._greeting = frozenset()
        self._last = frozenset()

    def notice(self, role: str, text: str) -> None:
        """Take in furniture: a greeting ("Dear Parents") sets whom the letter speaks to."""
        if role == "salutation":
            self._greeting = actors_in(text) or self._greeting
        elif role == "email-header" and text.lower().startswith("to:"):
            self._greeting = actors_in(text)

    def addressed(self) -> frozenset[str]:
        """Whom the passage speaks to; empty where nothing says so."""
        return self.locally_addressed() or self._document

    def locally_addressed(self) -> frozenset[str]:
        """Whom the letter or the headings in force speak to, without the document's own title."""
        if self._greeting:
            return self._greeting
        for _, people in reversed(self._headings):
            named = people - {"School", "All", "Admin"} or people & {"Admin", "All"}
            if named:
                return frozenset(named)
        return frozenset()

    def scope(self, people: frozenset[str]) -> None:
        """Take in a statement of scope: whom the whole document is for, if its title did not say."""
        self._document = self._document or people - {"School", "All"}

    def remember(self, binds: Iterable[str]) -> None:
        """Keep the last clause's people, for "they" at the start of the next."""
        self._last = frozenset(binds)
        self._begun = True

    def last(self) -> frozenset[str]:
        """The people of the clause before, in the same section."""
        return self._last


def actors_in(text: str) -> frozenset[str]:
    """Every audience that the words name."""
    found: set[str] = set()
    rest = _TRAINEES.sub("placement staff", text)
    for code, pattern in _ACTORS:
        if pattern.search(rest):
            found.add(code)
            rest = pattern.sub(" ", rest) if code not in ("Staff", "School", "All") else rest
    return frozenset(found)


def whom_it_binds(
    text: str, lead_in: str, headings: Sequence[str], kind: str, setting: Setting
) -> tuple[str, ...]:
    """The audiences that a clause binds, in the fixed order of ``ORDER``; never empty."""
    found = _from_text(text, setting)
    if kind == FACT and _SCOPE.match(text):
        found = actors_in(_SCOPE.sub("", text))
        setting.scope(found)
    if not found and lead_in:
        found = _from_lead_in(text, lead_in, setting)
    if not found and _THEY.search(_parted(text)[0]):
        found = setting.last()
    if not found and (kind != FACT or lead_in) and not _is_thing_passive(text):
        official = kind != FACT and _OFFICIAL.search(_parted(text)[0])
        found = setting.locally_addressed() if official else setting.addressed()
    if not found:
        found = _default(text, kind, setting)
    found = _tidied(found, kind)
    setting.remember(found)
    return tuple(code for code in ORDER if code in found)


def _tidied(found: frozenset[str], kind: str) -> frozenset[str]:
    if len(found) > 1 and "All" in found:
        others = found - {"School", "All"}
        found = others if len(others) > 1 or others == {"Vol"} else frozenset({"All"})
    if "School" in found and kind == FACT and len(found) > 1:
        found -= {"School"}
    return found


def _from_lead_in(text: str, lead_in: str, setting: Setting) -> frozenset[str]:
    if _AIM.search(lead_in):
        return frozenset({"School"}) if not _AIM_FOR_ALL.match(text) else frozenset({"All"})
    people = _from_text(lead_in, setting)
    if not people:
        named = actors_in(lead_in)
        return named - {"School"} or named
    return people - {"School"} or people


def _from_text(text: str, setting: Setting) -> frozenset[str]:
    if _I.match(text) or _I.match(_CLAUSE.sub("", text, count=1)):
        return setting.addressed() or frozenset({"Par"} if _CHILD_OWN.search(text) else {"Pup"})
    duty = _DUTY_OF.search(text)
    if duty is not None and actors_in(duty.group(1)):
        return actors_in(duty.group(1))
    subject, predicate = _parted(text)
    if _REPORTED.match(subject) and re.search(r"\breported\b", predicate, re.IGNORECASE):
        return frozenset({"All"})
    people = (
        frozenset()
        if _GERUND.match(subject)
        else actors_in(_POSSESSIVE.sub("", _RELATIVE.sub("", subject)))
    )
    if _YOU.search(subject or text[:60]):
        people = setting.addressed() or people
    if _TOLD.search(predicate[:45]) and not _EXPECTED.search(predicate[:60]) and people:
        return people | {"School"}
    agent = _agent(text)
    if agent and _PASSIVE.search(text):
        people = agent if not people or people <= {"Admin", "School"} else people | agent
    return people


def _parted(text: str) -> tuple[str, str]:
    """Subject and predicate, without a conditional clause in front; no subject in an instruction."""
    rest = _CLAUSE.sub("", text, count=1)
    if begins_with_infinitive(rest) or begins_with_verb(rest) or rest.lower().startswith("not "):
        return "", rest
    verb = _VERB.search(rest)
    return (rest[: verb.start()], rest[verb.start() :]) if verb is not None else ("", rest)


def _agent(text: str) -> frozenset[str]:
    found: set[str] = set()
    for match in _BY.finditer(_UNDER_CONDITION.sub("", text)):
        words = match.group(1)
        found |= actors_in("the " + words if words[:4].lower() == "head" else words)
    return frozenset(found)


def _is_thing_passive(text: str) -> bool:
    return bool(_PASSIVE.search(text)) and not actors_in(_parted(text)[0])


def _default(text: str, kind: str, setting: Setting) -> frozenset[str]:
    subject, _ = _parted(text)
    if _POLICY_READ.search(text):
        return frozenset({"All"})
    if kind == FACT:
        about = actors_in(text[m.end() :]) if (m := _ABOUT.search(text)) else frozenset()
        return about - {"School", "Admin"} or frozenset({"All"})
    if subject and _OFFICIAL.search(subject):
        return frozenset({"Admin"})
    if _PASSIVE.search(text):
        return setting.addressed() or frozenset({"School"})
    if kind != FACT and setting.addressed():
        return setting.addressed()
    named = actors_in(text) - {"School"}
    return (
        frozenset({"Staff"}) if named and named <= {"Pup", "Par"} else named or frozenset({"All"})
    )
