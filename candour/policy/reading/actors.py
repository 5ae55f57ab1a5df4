"""The people that policies name, and the patterns that show who must do what."""

from __future__ import annotations

import re

ORDER = ("Staff", "Vol", "Gov", "Pup", "Par", "Head", "SLT", "DSL", "Admin", "School", "All")

ACTORS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for code, words in (
        ("Admin", r"(?:account |channel |designated |page |site |media )?administrators?|"
                  r"communications? (?:leads?|officers?|managers?|teams?)|admins?|moderators?|"
                  r"(?:marketing|communications|media) (?:department|office|manager|officer)|"
                  r"account (?:holders?|owners?|managers?)|channel (?:owners?|managers?|"
                  r"leads?)|editors?|"
                  r"social media (?:team|lead|leads|officers?|champions?|managers?|editors?)|"
                  r"who (?:run|runs|look after) (?:\w+ ){0,3}accounts?"),
        ("DSL", r"dsls?|ddsl|designated (?:safeguarding|child protection) (?:lead|leads|"
                r"officers?|person)|safeguarding (?:lead|team)"),
        ("SLT", r"slt|smt|senior (?:leadership|management)(?: team)?|senior leaders?|"
                r"leadership team|(?:deputy|assistant) head(?:teacher)?s?|"
                r"the deputy|management|senior staff|managers|line managers?"),
        ("Head", r"head ?teachers?|headmaster|headmistress|heads? of school|executive head|the "
                 r"head|principals?|(?:nursery|setting|centre|pre-?school) manager|"
                 r"(?<!line )(?<!network )(?<!business )the manager|chief executive|"
                 r"heads?(?= (?:approves|decides|must|will|may|and))"),
        ("Gov", r"governors?|governing (?:body|board)|trustees?|board of trustees|governor|"
                r"(?:the|trust) board|governing committees?|(?:the )?clerk"),
        ("Vol", r"volunteers?|helpers?"),
        ("Par", r"parents?|carers?|guardians?|famil(?:y|ies)|parental|mums?|dads?"),
        ("Pup", r"pupils?|students?|children|learners?|young people|child(?!ren|[’']s|’s)"),
        ("Staff", r"staff|employees?|practitioners?|(?:room|team|subject|year|phase|"
                  r"middle) leaders?|leavers|"
                  r"key ?persons?|class teams?|"
                  r"teaching teams?|placement staff|teachers?|"
                  r"teaching assistants?|colleagues|supply|coaches|workers?|(?:adults|anyone|"
                  r"everyone|everybody|people) (?:who )?(?:(?:is|are) )?(?:works?|working|paid|"
                  r"employed)\b|"
                  r"office team|form tutors?|tutors?|lunchtime supervisors?|you work|head of "
                  r"year|technicians?|network manager|staffroom"),
        ("School", r"(?:the|our|this) (?:school|academy|trust|college|organisation|"
                   r"federation|nursery|pre-?school|setting|playgroup)(?![’']s\b|"
                   r"s? (?:community|account|website|office|device|"
                   r"policy|social))|we|"
                   r"(?:school|academy|college|trust|infants|juniors|primary)(?= (?:has|will|"
                   r"must|should|may|uses|carries|runs|expects|recognises|believes|aims|shall|"
                   r"keeps|monitors|provides|reviews)\b)"),
        ("All", r"everyone|everybody|anyone|anybody|nobody|no one|no-one|all (?:users|members|"
                r"of us)|users|(?:every|all|any|each) members?(?: of (?:the|our) (?:school|"
                r"organisation|setting|community|academy|federation|trust|college))?(?! of "
                r"(?:staff|the board|slt))(?: community)?|visitors?|contractors?|members(?! of)|"
                r"the (?:whole )?school community"),
    )
)  # fmt: skip
TRAINEES = re.compile(
    r"\b(?:(?:students?|trainees?|teachers?) on placement|(?:student|trainee) teachers?)\b",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:must|shall|should|will|won’t|won't|may|can|cannot|can’t|can't|ought|needs?|has|have|"
    r"is|are|be|do not|don’t|don't|never|agrees?|"
    r"uses?|monitors?|checks?|reviews?|keeps?|provides?|teach(?:es)?|runs?|holds?|records?|"
    r"reports?|publish(?:es)?|approves?|"
    r"manages?|moderates?|reads?|asks?|expects?|tells?|leads?|signs?|makes?|takes?|decides?|"
    r"gives?|sends?|follows?|reserves?|accepts?|receives?|considers?|deletes?|removes?|does|took)"
    r"\b|(?<=\w)[’']ll\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r"^(?:if|when|whenever|where|before|after|once|so that|as|in|on|at|for|to|outside|during|while|"
    r"under|with)\b[^,]{3,140},\s*",
    re.I,
)
RELATIVE = re.compile(
    r"\b(?:who|that|which|whom|regarding|about|concerning|towards|of (?=pupils|children|"
    r"students)|involving|between|from|with|against|to)\b.*$",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"\b(?:is|are|be|been) (?:\w+ly |also |always |first )?(?:informed|told|taught|advised|"
    r"given|shown|trained|reminded|notified|consulted|invited|"
    r"supported|offered|sent|asked|made aware|kept informed|contacted|helped|written to)\b",
    re.IGNORECASE,
)
EXPECTED = re.compile(
    r"\b(?:is|are) (?:\w+ly |also )?(?:advised|asked|reminded|encouraged|invited|told)\b|be "
    r"(?:\w+ )?(?:advised|encouraged|reminded) to\b",
    re.I,
)
PASSIVE = re.compile(
    r"\b(?:be|is|are|been|being) (?:\w+ly |not |never |also |first |always )*(?:\w+ed|kept|"
    r"held|taught|given|told|shown|"
    r"sent|set|run|dealt|taken|made|found|hidden|sought|written|read|led|known)\b", re.I
)  # fmt: skip
UNDER_CONDITION = re.compile(r"\b(?:if|when|unless|where|until)\b.*$", re.IGNORECASE)
BY = re.compile(r"\bby (?:the |our |a |an |two |one )?((?:[\w’'-]+[ ,]*){1,7})", re.IGNORECASE)
REPORTED = re.compile(
    r"^(?:any |all |a )?[\w\s]*\b(?:concerns?|incidents?|worr(?:y|ies)|abuse|bullying|"
    r"breach(?:es)?)\b",
    re.I,
)
OFFICIAL = re.compile(
    r"\b(?:official|comments?|posts?|accounts?|channels?|passwords?|page|pages|log-?ins?|feed|"
    r"feeds|direct messages|followers|social media (?:tools?|sites?|communications?)|"
    r"communications)\b",
    re.I,
)
ABOUT = re.compile(r"\b(?:for|to|by|of|on)\b", re.IGNORECASE)
DUTY_OF = re.compile(r"\b(?:responsibility|duty|role|job) of\b(.*)$", re.IGNORECASE)
GERUND = re.compile(r"^(?!anyone|everyone)[a-z]+ing\b", re.IGNORECASE)
POLICY_READ = re.compile(r"\b(?:policy|document|guidance)\b.*\b(?:read|followed)\b", re.IGNORECASE)
AIM = re.compile(r"\b(?:purposes?|aims?|objectives?|intended|seeks?)\b", re.IGNORECASE)
AIM_FOR_ALL = re.compile(r"^(?:to )?use\b", re.IGNORECASE)
YOU = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)
FIRST_PERSON = re.compile(
    r"^(?:i|i’ll|i'll|my (?!teachers?\b|school\b|head ?teacher\b|parents?\b|carers?\b))\b",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"\b(?:asks?|expects?|requires?|requests?|encourages?|reminds?|urges?|advises?|wants?|"
    r"recommends?) (?:that )?((?:[\w’'/-]+[ ,]+){1,8}?)(?:not to|to|never to|do not)\b",
    re.IGNORECASE,
)
THEY = re.compile(r"\b(?:they|he|she|these people)\b|^their\b", re.IGNORECASE)
SCOPE = re.compile(
    r"^(?:this|the|our) (?:[\w-]+ ){0,5}?(?:applies to|covers|is for|is intended for|is "
    r"written for|provides guidance (?:for|to)|"
    r"protects|sets out (?:how|what)|gives guidance to)\b",
    re.IGNORECASE,
)
CONCERNED = re.compile(
    r"\b(?:with|about|between|towards|involving|concerning|against|(?:photographs?|images?|"
    r"pictures?|videos?|photos?|"
    r"protection|safety|education|teaching|safeguarding|protecting|teaching|keeping) (?:of "
    r")?)\b.*$",
    re.IGNORECASE,
)
DATED = re.compile(r"\b(?:approved|adopted|ratified|agreed|written|reviewed) by\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"\b[\w-]+(?:’s|'s|s’|s')(?=\s)", re.IGNORECASE)
CHILD_OWN = re.compile(r"\b(?:my|your|our|their) (?:child|children|son|daughter)\b", re.IGNORECASE)


def actors_in(text: str) -> frozenset[str]:
    """Every audience that the words name."""
    found: set[str] = set()
    rest = TRAINEES.sub("placement staff", text)
    for code, pattern in ACTORS:
        if pattern.search(rest):
            found.add(code)
            rest = pattern.sub(" ", rest) if code not in ("Staff", "School", "All") else rest
    return frozenset(found)
