"""Word lists of the English of school policies: verbs that instruct, finite verbs."""

from __future__ import annotations

import re
from itertools import pairwise

from .words import word_set

_IMPERATIVES = word_set(
    """
    accept access act adapt add address adhere adjust adopt advise agree alert allocate
    allow analyse answer apologise apply appoint approve archive arrange ask assess assign
    assist assume attempt attend authorise avoid await ban be become begin behave block blur
    book breach bring browse build bully call cancel capture care carry cc cease celebrate
    challenge change charge check choose cite claim clarify clean clear click close collate
    collect combine comment commit communicate come compare complain complete comply compose
    conceal condone conduct confirm confiscate conform connect consider consult contact
    contribute control convey cooperate copy correct count cover create credit criticise
    crop cyberbully damage deal debate decide declare decline dedicate define delay delegate
    delete deliver demonstrate deny describe design destroy determine develop direct disable
    disclose disconnect discuss display dispose distribute download draft draw drop
    duplicate e-mail edit educate eliminate email embed empty enable encourage enforce
    engage enquire ensure enter erase escalate establish evaluate examine exchange exclude
    execute exercise exit experiment explain explore expose express facilitate fail
    familiarise favour file fill find finish fix focus follow forward foster friend fulfil
    gain gather generate get give go gossip grant greet grumble guard guide hand handle
    harass have help hide hold identify ignore impersonate implement imply impose improve
    incite include inform infringe initiate insist install instruct insult intervene
    intimidate introduce investigate invite involve issue join judge justify keep know label
    lead learn leave lend let lie like limit link list listen live livestream locate lock
    log look lower maintain make manage mark match maximise meet mention message minimise
    mock model moderate modify monitor move mute name negotiate network nominate note notify
    obey object observe obtain offend offer open operate oppose order organise outline
    oversee overshare own participate pass pay permit persuade phone photograph pick place
    plagiarise plan play post practise praise prepare present preserve press prevent
    prioritise proceed process produce profile promote propose protect prove provide publish
    pursue put question quit quote raise rate react read realise receive recognise record recruit
    refer refrain refuse regard rehearse reject release rely remain remember remind remove
    rename repeat replace reply report repost represent reproduce request require rescue
    reset resist resolve respect respond restore restrict resume retain retaliate retrieve
    return retweet reuse reveal review ridicule ring rotate safeguard satisfy save say scan
    schedule screen search secure see seek select sell send separate set settle share shield
    shout show shut sign signpost sit skip slander solicit solve speak specify spend spread
    start state stay stick stop store stream strive submit subscribe substitute supervise
    support suspend swap swear switch tackle tag take talk target teach telephone tell test
    text think threaten tick tolerate trace track train transfer translate transmit travel
    treat trust try turn tweet unblock understand undertake unfollow uninstall unplug untag
    update upload upset use utilise validate value verify view violate visit vote wait warn
    watch wear welcome wipe withdraw withhold work write
    """
)
_NOUN_LIKE = word_set(
    """
    access address answer approach archive ban block breach build call care challenge change
    check claim comment conduct contact control cover credit damage debate design display
    draft e-mail email exit experiment favour file fix focus friend grant guide help issue
    label lead lie like link list mark match message mock model monitor move name network
    note object offer open order own phone photograph plan play post practice praise present
    press process profile question rate record report request return review schedule screen
    search shield sign skip start state stream support tag target telephone test text trace
    track train travel trust use value view vote warn welcome work
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
_FIRST_WORD = re.compile(r"^[“\"'‘(]*((?:[Ee]-)?[A-Za-z’']+)(?:\s+([A-Za-z’']+))?")
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
    duty = following in _OBJECT_STARTS or (word == "reports" and following == "to")
    return not stems & _NOUN_LIKE or duty


def is_deed(verb: str, following: str) -> bool:
    """Whether a present-tense verb, base form or third person, is one of doing something."""
    verb, following = verb.lower(), following.lower()
    stems = {verb}
    if verb.endswith("s"):
        stems |= {verb[:-1], verb[:-2], verb[:-3] + "y"}
    if not stems & _IMPERATIVES or stems & _STATES:
        return False
    return not stems & _NOUN_LIKE or following in _OBJECT_STARTS


def holds_deed(text: str) -> bool:
    """Whether any word of a short text is a verb of doing, in base form or third person."""
    words = re.findall(r"[A-Za-z’'-]+", text)
    return any(is_deed(word, after) for word, after in pairwise([*words, ""]))


def deed_at(text: str) -> int:
    """Where the first verb of doing stands, after at least one word; 0 where there is none."""
    words = list(re.finditer(r"[A-Za-z’'-]+", text))
    for here, after in pairwise(words[1:]):
        if is_deed(here.group(), after.group()):
            return here.start()
    return 0


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
