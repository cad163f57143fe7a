"""The words before a country that make it the State which does or is asked something, not a place.

Belongs here: `supported by Norway`, `in consultation with Chad and Mali`, `the representative of Peru`.
Does not belong here: a State as the subject of a verb (`actor_states`).

Source: the phrases by which UN reports name participants, donors, sponsors, signatories and addressees
(United Nations Editorial Manual), chosen by meaning.
"""

import re

_BY = re.compile(
    r"\b(?!faced|experienced|suffered|encountered|inherited|posed|bordered|surrounded|followed|affected)"
    r"[A-Za-z][a-z]+(?:,| jointly| mainly| partly| in advance| in part)? by(?: the)? $"
)
_WITH = re.compile(
    r"\b(?:consultations?|cooperation|collaboration|coordination|partnership|agreements?|[Jj]ointly|"
    r"[Tt]ogether|[Aa]long|conjunction|talks|dialogue|negotiations|discussions|met|meetings?|"
    r"memorandum[a-z ]*|treaty|signed|concluded) with(?: the)? $"
)
_BETWEEN = re.compile(
    r"\b(?:agreements?|treaty|ceasefire|truce|talks|negotiations|dialogue|meetings?|consultations|"
    r"memorandum[a-z ]*|accord|summit|cooperation|exchange|discussions|mediat\w+) between(?: the)? $"
)
_AND_WITH = re.compile(
    r"\b(?:agreements?|treaty|accord|memorandum[a-z ]*) between [^.;,]{1,80} and(?: the)? $"
)
_FOR_WHOM = re.compile(
    r"\b(?:[Rr]epresentatives?|[Dd]elegations?|[Hh]eads of (?:State|Government|State and Government|State or "
    r"Government)|[Pp]ermanent [Rr]epresentatives?|[Pp]ermanent [Mm]issions?|[Aa]mbassadors?|[Pp]residents|"
    r"[Ll]eaders(?= of)|[Mm]inisters|[Cc]ounterparts|[Oo]bservers?|[Cc]harg\u00e9 d[’']affaires)"
    r"(?: for [A-Z][a-z]+ Affairs)? (?:of|from|for)(?: the)? $"
)
_FROM = re.compile(
    r"\b(?:[Cc]ontributions?|[Rr]eplies|[Rr]eply|[Rr]esponses?|[Ii]nformation|[Ll]etters?|[Cc]ommunications?|"
    r"[Ii]nvitations?|[Ss]upport|[Aa]ssistance|[Ff]unding|[Ff]inancing|[Gg]rants?|[Ss]tatements?|[Ii]nputs?|"
    r"[Ss]ubmissions?|[Cc]omments|million|billion|[Dd]onations?|[Pp]ledges|received|notes? verbales?)"
    r"(?: received)? from(?: the)? $"
)
_TO = re.compile(
    r"\b(?:addressed|[Aa]ppeals?|[Rr]equests?|[Ll]etters?|[Cc]ommunications?|transmitted|"
    r"[Rr]equests? for (?:an? )?(?:visits?|invitations?)) (?:to|with)(?: the)? $"
)
_OF = re.compile(
    r"\b(?:request|invitation|initiative|support|assistance|participation|consent|approval|help|behalf|part|"
    r"leadership|auspices|agreement) of(?: the)? $"
)
_AMONG = re.compile(
    r"\b(?:States|Governments|[Dd]elegations|States [Pp]arties|[Mm]embers|[Dd]onors|[Ss]peakers|sponsors)"
    r"[^.;:()]{0,40}, (?:including|such as|namely|notably|in particular)(?: the)? $"
    r"|\bfollowing (?:[Mm]ember )?(?:States|Governments|countries|delegations)[^.;:]{0,50}: (?:the )?$"
    r"|\b(?:States|Governments) [^.;:]{0,60}(?:are|were|included?)(?: the)? $"
)
_ANY = (_BY, _WITH, _FOR_WHOM, _FROM, _TO, _OF, _AMONG, _AND_WITH)


def has_role(before: str, *, listed: bool) -> bool:
    """Whether the words `before` a country, or a list of countries (`listed`), make them act or be asked.

    >>> has_role("the project was financed by ", listed=False), has_role("a river shared with ", listed=False)
    (True, False)
    """
    return any(p.search(before) for p in _ANY) or (listed and _BETWEEN.search(before) is not None)
