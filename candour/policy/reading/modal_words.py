"""Patterns of the English in which policies ask, advise, allow and state."""

from __future__ import annotations

import re

PEOPLE = (
    r"(?:we|you|i|they|he|she|everyone|everybody|anyone|nobody|no one|no[- ]one|somebody|someone|"
    r"(?:[\w’'/&,.-]+ ){0,6}?(?:school|academy|college|trust|federation|nursery|pre-?school|"
    r"setting|playgroup|practitioners?|staff|teachers?|employees?|"
    r"volunteers?|governors?|trustees?|"
    r"pupils?|students?|children|child|learners?|parents?|carers?|parents/carers|famil(?:y|ies)|"
    r"head ?teacher|head|principal|leaders?|slt|dsl|lead|officer|administrators?|admins?|"
    r"manager|users?|"
    r"tutors?|workers?|helpers?|candidates?|applicants?|employers?|managers?|bursar|secretary|"
    r"clerk|chair|supervisors?|librarian|senco|executive|deputy|lead|leads|"
    r"coordinator|co-ordinator|"
    r"matron|caretaker|mentors?|guests?|playworkers?|tas?|(?:mrs?|ms|miss|dr|fr|sister)\.? [\w’-]+|"
    r"members?|adults?|visitors?|contractors?|colleagues|team|office|board|body|visitor|owner|"
    r"owners|"
    r"moderators?|editors?|person|people|department|technician|assistants?|coaches|coach|"
    r"organisation)"
    r"(?: \([^)]{1,30}\))?)"
)
NEUTRAL = (
    re.compile(r"[“\"][^”\"]{10,}[”\"]"),
    re.compile(r"(?<!after )(?<!before )\b(?:that|which|who|whom)\s+(?:they |it |we |he or she "
               r"|also |only )?(?:is|are|was|were|may|can|could|will|might|have|has|do|does|"
               r"would|should|must|cannot)\b"),
    re.compile(r"\b(?:which|whom|whose)(?: [\w’'-]+){1,4}? (?:can|may|might|could|would|will|"
               r"are|is)\b"),
    re.compile(r"\b(?:that|who)(?: [\w’'-]+){1,3}? (?:can|may|might|could|would)\b"),
    re.compile(r"\bso (?:that )?[^,;.]*\b(?:can|will|may|could)\b"),
    re.compile(r"\bwill (?:already |probably )?have (?:\w+ed|seen|heard|had|been)\b"),
    re.compile(r"\bnever (?:too|easy|quite|nice|far|just)\b"),
    re.compile(r"\b(?:because\b|(?:as|since) (?:this|it|they|these|such|doing|we|some|"
               r"the)\b)[^;.]*"),
    re.compile(r"^(?:if|when|whenever|where|wherever|unless|until|once|before|after|while|"
               r"whilst)\b[^,;]*,"),
)  # fmt: skip
CONDITION = re.compile(
    r"\b(?:(?:if|when|whenever|where|wherever|unless|while|whilst|should you)\b[^,;]*|"
    r"(?:until|once|before|(?<!look )(?<!looks )(?<!looked )after)\b"
    r"(?:(?!\b(?:must|will|should|shall|may|can|please|has to|have to)\b)[^,;])*)"
)
GERUND = re.compile(
    r"^(?:not |never )?(?!anything|nothing|something|everything|during|bring|ring)[a-z]{2,}ing\b",
    re.IGNORECASE,
)
PEOPLE_START = re.compile(r"^(?:i|we|you|they|staff)\b", re.IGNORECASE)
FIRM_START = re.compile(r"^(?:please|never|do not|don.t|always)\b", re.IGNORECASE)
QUANTITY = re.compile(
    r"^(?:most|many|some|few|several|a few|lots of) (?!of (?:these|the) (?:rules|duties))"
)
TIPS_HEADING = re.compile(
    r"\b(?:tips?|advice|ideas?|hints?|suggestions?|recommendations?|can do|could do|might|good "
    r"practice|helpful|at home)\b",
    re.IGNORECASE,
)
PEOPLE_THEN = re.compile(
    rf"^(?:[^,]{{3,60}}, |each \w+ |every \w+ |once a \w+ )?(?!i )(?:all |any |each |the |our |"
    rf"a |an |two )?{PEOPLE}"
    r"(?: and (?:the |mrs?\.? |ms\.? |dr\.? |their |her |his )?[\w’-]+)?"
    r"(?: (?:also|always|only|regularly|each|both|all|then|therefore|normally|never|jointly|"
    r"together|do not|don't|don’t|does not))*"
    r" (?P<verb>[a-z]+)(?: (?P<next>[a-z]+))?"
)
ABOUT_POLICY = re.compile(
    r"^(?:this|the|our) (?:[\w-]+ ){0,4}?(?:policy|guidance|guide|document|agreement|appendix|"
    r"section|code|"
    r"protocol|page|leaflet|letter|procedures?)(?: \w+){0,3}? (?:also )?(?:applies|covers|"
    r"sets? out|explains?|describes?|provides?|"
    r"gives?|aims?|seeks?|is informed|are designed|are intended|"
    r"is intended|is designed|is for|outlines?|has been|was|is based|"
    r"tells?|helps?|"
    r"supports?|forms|should help|complements|is part|does not|is about|is written|relates)\b"
)
DEFINES = re.compile(
    r"(?:(?<!this )(?<!that )\bmeans|(?<!please )(?<!always )(?<!should )(?<!must )"
    r"\brefers? to|\bis defined as|\bare defined as|"
    r"\bincludes?,? but|\binclude,? but|\bexamples? (?:include|of|are)|"
    r"\bfor the purposes? of this|\bare those (?:made|that|which|who)|\bis any\b|\bare any\b|"
    r"\bis (?:a|an) (?:term|form|type|kind|website|way|place|tool))"
)
HOPES = re.compile(
    r"^(?:we|the school|our school) (?:aims?|believes?|thinks?|recognises?|understands?|"
    r"values?|hopes?|"
    r"want|"
    r"know|acknowledges?|appreciates?)\b"
)
TOLD_THAT = re.compile(
    r"^(?:please (?:be aware|note|remember)|(?:[\w ]+ )?(?:are|is) (?:advised|reminded|aware|"
    r"warned) that|"
    r"(?:i|we|you) (?:understand|know|recognise|accept|acknowledge|believe|realise)(?: "
    r"that)?\b(?! how)(?!.*\b(?:and|so|but) (?:i|we) (?:will|must|agree)\b))"
)
OUTCOME = re.compile(
    r"\b(?:may|might|could|can|would) (?:also |then |well |even |still |later |always "
    r")?(?:result|lead|be considered|be regarded|be seen|have|"
    r"affect|constitute|amount|face|cause|become|be copied|damage|harm|put|include|be treated|"
    r"be a|be an|mean|be hard|be hurt|"
    r"read the|find (?:the|a|out|more)|see (?:the|a)|get a copy|download|be found|be difficult|"
    r"spread|look(?! at| after| for| up)|seem|feel|appear|happen|help|vary|change|bring|"
    r"offer|differ|contain|be liable|be subject|be asked|infringe|breach|"
    r"be (?:an? )?(?:invasion|breach|offence))\b"
)
STRONG = re.compile(
    r"\b(?:must|shall|ought to|needs? to|has to|have to|(?:is|are) (?:not |always |never |only "
    r")*to [a-z]+|falls? to|(?:is|are) for the [\w ]+ to|required to|is required|are required|"
    r"(?:is|are) (?:strictly |expressly |also |all |each |both |therefore |personally |jointly "
    r")*(?:expected|obliged|responsible|accountable|prohibited|forbidden|"
    r"banned|unacceptable|asked to|requested|not (?:allowed|permitted|acceptable|appropriate|"
    r"to be|authorised))|may not|"
    r"cannot|can ?not|can't|can’t|do not|don’t|don't|(?:has|have|share) (?:a |an |the )?(?:\w+ "
    r")?(?:responsibility|duty|obligation)|"
    r"responsibility of|responsibility to|duty of|duty to|is (?:essential|vital|important|"
    r"crucial|imperative|paramount)|"
    r"(?:rule|policy|requirement|condition)(?: is)? that|"
    r"no (?:[\w-]+ ){1,6}(?:may|can|is|are|will)|only [^.;]{3,90}? (?:may|will|can|is|are)|may "
    r"only|(?:may|can) [^.;,]{0,45}\bonly (?:with|if|when|by|after|where|on|once|in)\b|"
    r"under no circumstances|in no circumstances|at no time|zero tolerance|not tolerate[d]?|please|"
    r"agrees? (?:to|not to|that)|promises?|under(?:takes?|took) to|pledge|commits? to|"
    r"are committed to|"
    r"is committed to|never|make sure|"
    r"(?:we|the school) (?:ask|expect|require|insist))\b"
)
SHOULD = re.compile(r"\bshould\b")
WILL = re.compile(r"\b(?:will|won't|won’t|’ll|'ll)\b")
EMPTY_WILL = re.compile(
    r"\b(?:this|that|it|which|there|doing so|you|these|some|many|most|they) will (?:help|be "
    r"(?:a|an|the|found|able|useful|easier|clear)|"
    r"find|see|usually|often|always be|mean|make|enable|allow|give|protect|stay|remain|need|"
    r"inevitably|happen|depend)"
)
ADVISED = re.compile(
    r"\b(?:advis(?:ed|able)|recommend(?:ed|s)?|encourage[ds]?|(?:we|i|would|is|strongly) "
    r"suggest(?:ed)?|good practice|"
    r"best practice|urge[ds]?|"
    r"may find it (?:useful|helpful|easier)|may (?:wish|want|like|prefer|choose) to|might "
    r"(?:like|wish|want|consider)|could consider|"
    r"it is (?:wise|sensible|helpful|best|a good idea|better|kind|polite|courteous|safer)|"
    r"it may help to|a good idea|we (?:would )?(?:advise|suggest|like|hope)|where possible)\b"
)
SCHOOL_WILL_ADVISE = re.compile(
    r"\b(?:will|must|shall) (?:also )?(?:advise|recommend|encourage|suggest|urge)\b"
)
ADVISED_THING = re.compile(
    r"\bbe (?:advised|told|informed|reminded)(?: (?:of|that|about|how|when|which|whether)\b|"
    r"\s*[:–-]*$)"
)
MAY = re.compile(
    rf"(?<!in )(?<!by )(?<!each )(?<!every )(?<!since )(?<!until )\bmay\b(?! \d)(?! (?:not|be "
    rf"(?:considered|seen|regarded|hurt)|be (?!able|used|shared|made|"
    rf"taken|given|kept|sent|[a-z]+ed\b)))|\b(?:is|are) up "
    rf"to (?:each|the|you|every)\b|\b{PEOPLE}(?: [a-z]+ing [^,.;]{{2,40}}?)?,? (?:can|"
    rf"are (?:allowed|permitted|able|free|"
    rf"welcome) to|is (?:allowed|permitted|able|free) to|reserves?)\b"
)
ALLOWED = re.compile(
    r"\b(?:is|are) (?:also |only )?(?:permitted|allowed|acceptable|authorised|welcome)\b|\bmay "
    r"(?:also |only )?be (?:used|posted|taken|shared|made|given|granted|kept|"
    r"brought|accepted|published|opened|agreed|approved)\b|\bthere (?:is|are) no (?:objection|"
    r"restriction|problem)\b|\breserves? the right\b|\bmay\b(?= (?:only )?(?:use|post|share|"
    r"follow|ask|keep|take|bring|refuse|remove|check|join|like|contact|look|search))"
)
PRACTICE_VERBS = (
    r"uses?|monitors?|checks?|reviews?|keeps?|provides?|teach(?:es)?|runs?|holds?|records?|"
    r"reports?|"
    r"publish(?:es)?|approves?|manages?|moderates?|owns?|(?:has|have) (?:access|"
    r"the (?:only )?(?:passwords?|keys?|log-?ins?))|does (?:it|this|so)|trains?|logs?|"
    r"stores?|deletes?|removes?|"
    r"responds?|acts?|follows?|informs?|shares?|tells?|asks?|answers?|replies|reply|posts?|"
    r"decides?|leads?|signs?|"
    r"gives?|sends?|receives?|completes?|investigates?|ensures?|supports?|talks?|speaks?|"
    r"writes?|reads?|works? with|looks? after|"
    r"blocks?|hides?|switch(?:es)?|changes?|closes?|opens?|deals? with|contacts?|helps?|"
    r"maintains?|oversees?|carry|"
    r"carries|takes?|makes?|sets?|agrees?|discuss(?:es)?|explains?|seeks?|obtains?|gets?|"
    r"limits?|protects?|updates?|avoids?|adds?|lists?|tests?|meets?|attends?|stays?|refers?|"
    r"notif(?:y|ies)|consults?|arranges?|files?|prints?|displays?|blurs?|crops?|credits?|"
    r"names?|welcomes?|treats?"
)
PRACTICE = re.compile(
    rf"^(?:[^,]{{3,80}}, )?{PEOPLE}(?: (?:of|in|for|from|at|who|with|and|or|on) (?:[\w’'-]+ "
    rf"?){{1,5}})?,? "
    rf"(?:also |always |only |regularly |each |both |all |then |therefore |usually |normally |"
    rf"jointly |alone |together |immediately |carefully |fully )*(?:{PRACTICE_VERBS})\b"
)
PARTICIPLES = (
    r"approved|assessed|risk[- ]assessed|protected|linked|monitored|checked|reviewed|recorded|"
    r"kept|held|"
    r"logged|removed|stored|deleted|taught|trained|moderated|closed|switched|set|limited|"
    r"restricted|"
    r"published|posted|reported|investigated|managed|dealt with|handled|displayed|blocked|"
    r"filtered|given|told|"
    r"informed|shared|obtained|sought|signed|tested|updated|audited|archived|agreed|authorised|"
    r"run|hidden|"
    r"answered|named|listed|sent|asked|appointed|owned|locked|disabled|turned off|turned on|"
    r"changed|read|registered|overseen|led|written down|passed|destroyed|blurred|cropped|"
    r"credited|taken|shown|chosen|written|done|left|paid|met|withdrawn|bought|taken down|made "
    r"by|covered in|included in|discussed|carried out|opened|sent "
    r"home|reset|counted"
)
STATIVE = (
    r"used|concerned|called|known|based|designed|intended|interested|involved|aimed|needed|"
    r"related|associated|aged|"
    r"surprised|worried|pleased|supposed|deemed|located|situated|loved|liked|tempted|affected|"
    r"faced|"
    r"exposed|targeted|allowed|permitted|"
    r"entitled|defined|described|mentioned|explained|attached|enclosed|set out|listed below|"
    r"summarised|divided|connected|unwanted|"
    r"informed|encompassed|underpinned|supported by|characterised|reflected|derived|"
    r"indeed|embarrassed|upset|hurt|harmed|bullied|abused|written for"
)
PASSIVE = re.compile(
    rf"\b(?:is|are|has been|have been) (?:then |now |[a-z]+ly |not |never |also |always |first "
    rf"|all |both |only |all then )*"
    rf"(?!(?:{STATIVE})\b)(?:{PARTICIPLES}|[a-z]{{2,}}ed|looked after|put|wiped|brought|"
    rf"built|drawn|lent|spoken|thrown|worn)\b"
)
USED_BY_RULE = re.compile(
    r"\b(?:only|never|always|alone)\b[^.;]*\b(?:is|are) used\b|\b(?:is|are) (?:only|never|"
    r"always|not) used\b"
)
THING_ACTS = re.compile(
    r"^(?:(?:in|at|on|during|before|after) [^,]{3,40}, )?(?:all |any |each |every )?(?!this|"
    r"that|it|social media|many|most|some)(?:[\w’'-]+ ){1,7}"
    r"(?:stays?|stay|goes|go|remains?|belongs?|moves?|ends?|closes?|opens?) (?!up\b|down\b|"
    r"wrong\b|quickly\b|very\b)"
)
FORBIDS = re.compile(
    r"^(?:no (?!one\b|doubt\b)(?!.*\b(?:is|are|has|have|was|were|can)\b)|nothing (?!.*\b(?:is|"
    r"are|was|has|can)\b)|"
    r"nobody [a-z]+s\b|(?:this|that) means (?:no|not|never)\b|not until\b)|"
    r"^[^,;:]{3,90}\b(?:only|alone)[.!]?$|"
    r"^(?:any|all|every|each) [^.;]{3,110}? (?:goes|go|comes?) (?:straight |first |directly )?to\b"
)
I_PRESENT = re.compile(
    r"^i (?:always |never |only |also |do not |don’t |don't |would )*"
    r"(?!understand|know that|am aware|believe|realise|recognise)(?:[a-z]+)\b"
)
NOT_START = re.compile(r"^(?:not|never|no)\b")
AIM_STEM = re.compile(
    r"\b(?:purposes?|aims?|objectives?|goals?|intended|intends?|designed|exists?|seeks?|in "
    r"order|helps? (?:us|to)|hopes?|benefits?)\b(?!.*\b(?:must|should|will|expected)\b)"
)
RULES_HELP = re.compile(
    r"^(?:these|the|our|such) (?:[\w-]+ ){0,2}(?:rules?|agreements?|guidelines|measures|steps|"
    r"principles|expectations) (?:will )?(?:helps?|keeps?|protects?|supports?|demonstrates?|"
    r"exists?|reflects?|shows?|explains?|sets? out|appl(?:y|ies) to|"
    r"are (?:designed|intended|there|here))\b"
)
RULES_STEM = re.compile(
    r"\b(?:rules?|requirements?|expectations?|obligations?|duties|responsibilities|commitments?|"
    r"conditions?|prohibited|forbidden|unacceptable|inappropriate|not (?:acceptable|allowed|"
    r"permitted))\b[^.]{0,60}\b(?:includes?|are|is|covers?|as follows)\b|"
    r"\b(?:prohibited|forbidden|unacceptable|inappropriate|improper|banned) (?:\w+ ){0,3}"
    r"includes?\b"
)
LIST_STEM = re.compile(
    r"\b(?:appl(?:y|ies) to|includes?|such as|examples?|for example|means|refers? to|because|"
    r"covers?|"
    r"risks?(?: \w+)? (?:include|are)|reasons?|is for|read (?:alongside|with)|regard to|based "
    r"on|linked to|set out in|takes? account of|definitions?|defined|these are|there "
    r"are)\b[^.]{0,120}$"
)
TOLD_STEM = re.compile(
    r"\b(?:understand|know|aware|acknowledge|recognise|accept|remember)(?: and \w+)?(?: "
    r"that)?\s*:?$",
    re.IGNORECASE,
)
AIM_HEADING = re.compile(
    r"\b(?:purposes?|aims?|objectives?|definitions?|glossary|rationale|background|terms used|"
    r"what (?:is|do we mean)|why we|context|legislation|legal framework|related|linked "
    r"(?:policies|documents)|key terms|scope)\b",
    re.IGNORECASE,
)
QUESTION_ALLOWS = re.compile(
    r"\b(?:can|may|could|am i allowed|are (?:we|staff|pupils|parents) allowed|is it (?:ok|okay|"
    r"all right|allowed)|will)\b",
    re.I,
)
NOUN_RULE = re.compile(
    r"\b(?:not|no|never|avoid|prohibited|banned|forbidden|don.t|unacceptable)\b", re.IGNORECASE
)
