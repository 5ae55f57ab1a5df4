"""Word lists of the English of school policies: verbs that instruct, finite verbs."""

from __future__ import annotations

import re

from .words import word_set

_IMPERATIVES = word_set(
    """
    accept access act add address adhere adopt advise agree alert allow answer apologise
    apply approve arrange ask assess assume attempt attend avoid await be become behave
    block book breach bring browse bully capture carry cc celebrate change charge check
    choose clear click close comment communicate comply conduct confirm connect consider
    consult contact contribute control copy count create deal declare decline delay delete
    demonstrate deny direct disclose discuss display dispose download draw drop edit educate
    email empty encourage engage enquire ensure establish exercise explain expose express
    fail familiarise file fill find follow forward friend gain get give go gossip grumble
    guard hand handle harass have help hide hold identify ignore impersonate include inform
    insult investigate invite involve join keep know lead learn leave lend let like limit
    link list listen live lock log look maintain make manage mark maximise meet mention
    message minimise moderate monitor move name network note notify obtain offer open
    organise own participate pass pay phone photograph pick place plan play post practise
    preserve press prevent proceed promote protect prove provide publish put quote raise
    react read realise recognise record recruit refer refrain refuse regard rehearse reject
    release remain remember remind remove reply report repost represent request require
    reset resist respect respond restrict retain retaliate return retweet reuse reveal
    review ring save say search secure see seek select send set share show sign speak spread
    start state stay stick stop store submit supervise support swap switch tag take talk
    teach tell text think threaten train transfer treat try turn tweet understand undertake
    unfollow update upload upset use value verify view visit wait warn watch wear wipe
    withdraw work write
    """
)
_NOUN_LIKE = word_set(
    """
    access address answer approach block breach care change check comment conduct contact
    control display email file friend help lead like link list mark message monitor move
    name network note offer open own phone photograph plan play post practice press record
    report request return review search sign start state support tag text train use value
    view warn work
    """
)
_BEFORE_VERB = re.compile(
    r"^(?:(?:please|always|never|only|also|not|do not|don’t|don't|to|and|or|regularly|where "
    r"possible,|"
    r"where appropriate,|where necessary,|if possible,|if necessary,|immediately|promptly|"
    r"carefully|"
    r"kindly|at all times,?|still|instead,?|then|therefore|actively|ever|must|should|will)\s+)+",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"^(?:if|when|whenever|where|before|after|once|while|until|unless|as|in|on|at|for|with|outside|"
    r"during)\b[^.;:]{3,110}?,\s+",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(is|are|was|were|has|have|had|must|should|shall|will|may|might|can|could|would|cannot|"
    r"can't|"
    r"do|does|did|don’t|don't|won't|needs?|applies|includes|contains|means|ought|am|isn't|aren't|"
    r"expects?|takes|uses|makes|wants|asks|agree)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"^[“\"'‘(]*([A-Za-z’']+)(?:\s+([A-Za-z’']+))?")
_NOUN_TO = word_set(
    "access contact support approach return answer change visit help use work conduct"
)
_TO_WORDS = word_set("to with for from in between on")
_NOUN_FOLLOWERS = word_set("of and by policy policies is are or")
_OBJECT_STARTS = word_set("the a an any every each all that with how it them new our their its")
_STATES = word_set(
    "have be do know understand recognise believe think feel like value become remain involve "
    "include attempt expose express let"
)
NEGATED = re.compile(r"^(not|never|no|do not|don't|don’t)\b", re.IGNORECASE)


def has_finite_verb(text: str) -> bool:
    """Whether a short line holds a verb that makes it a sentence rather than a title."""
    return bool(_FINITE.search(text))


def begins_with_verb(text: str) -> bool:
    """Whether the text begins as an instruction does: "Keep…", "Do not…", "If so, tell…"."""
    return _begins(text) or _begins(_CONDITION.sub("", text, count=1))


def begins_with_infinitive(text: str) -> bool:
    """Whether the text begins with "to" or "not to" and a verb, and so leans on its lead-in."""
    match = re.match(
        r"^(?:not |never |only )*to (?:only |always |never |not )*([a-z]+)", text, re.I
    )
    return match is not None and match.group(1).lower() in _IMPERATIVES


def begins_with_third_person(text: str) -> bool:
    """Whether the text begins as a line of a role's duties does: "Approves every new account"."""
    match = _FIRST_WORD.match(text)
    if match is None or not match.group(1).endswith("s"):
        return False
    word, following = match.group(1).lower(), (match.group(2) or "").lower()
    stems = {word[:-1], word[:-2], word[:-3] + "y"}
    if not stems & _IMPERATIVES:
        return False
    return not stems & _NOUN_LIKE or following in _OBJECT_STARTS


def is_deed(verb: str, following: str) -> bool:
    """Whether a present-tense verb, base form or third person, is one of doing something."""
    verb, following = verb.lower(), following.lower()
    stems = {verb}
    if verb.endswith("s"):
        stems |= {verb[:-1], verb[:-2], verb[:-3] + "y"}
    if not stems & _IMPERATIVES or stems & _STATES:
        return False
    return not stems & _NOUN_LIKE or following in _OBJECT_STARTS


def _begins(text: str) -> bool:
    rest = _BEFORE_VERB.sub("", text, count=1)
    marked = rest != text
    match = _FIRST_WORD.match(rest)
    if match is None:
        return False
    word, following = match.group(1).lower(), (match.group(2) or "").lower()
    if word in ("do", "don't", "don’t") and following in ("not", ""):
        return True
    if word not in _IMPERATIVES:
        return False
    if marked or word not in _NOUN_LIKE:
        return True
    taken = following in _NOUN_FOLLOWERS or (word in _NOUN_TO and following in _TO_WORDS)
    return following != "" and not taken
