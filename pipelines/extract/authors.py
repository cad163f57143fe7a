"""Whose document it is, and who speaks for its author.

Belongs here: the masthead's author as an actor, and names that are one voice. Does not belong here: who
asks in a sentence (`recommendations`).
"""

import re

from pipelines.extract.actor_authority import fold, load_authority
from pipelines.extract.actor_listed import listed_names
from pipelines.extract.addressees import UNSPECIFIED
from pipelines.extract.units import Unit
from pipelines.structure.document import Document

_DRAFT = "/L."  # limited distribution: drafts of resolutions, in which the organ speaks
_NAME = 10  # letters: a shorter id inside a title is seldom the author's


def slug(name: str) -> str:
    """A name as an identifier: lower case, words joined by hyphens.

    >>> slug("Special Rapporteur on torture, Nils Melzer")
    'special-rapporteur-on-torture-nils-melzer'
    """
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))


def author_id(document: Document, units: list[Unit]) -> str:
    """The actor whose report it is: the masthead's author, as the document's own mentions name it.

    Where the front prints no author the title may name one; `unspecified` where nothing does.
    """
    head = document.masthead
    known = sorted({m.target for u in units for m in u.actors}, key=lambda k: (-len(k), k))
    for printed in (head.author, head.document_type, head.title, head.subtitle):
        name = slug((printed or "").removeprefix("the ").removeprefix("The "))
        if name in known:
            return name
        found = next((k for k in known if len(k) >= _NAME and f"-{k}-" in f"-{name}-"), None)
        if found is not None:
            return found
    listed = listed_names(fold(head.author or ""))
    if listed and listed[0].start == 0 and listed[0].actor_id is not None:
        return listed[0].actor_id  # printed under another of its names
    name = slug(head.author or (head.organ if _DRAFT in document.document_id else "") or "")
    return name if name in load_authority().actors else UNSPECIFIED


def speaks_for(author: str, named: tuple[str, ...]) -> bool:
    """Whether one of the actors named is the author, or the office and its head are (`OHCHR urges …`).

    >>> office = "office-of-the-united-nations-high-commissioner-for-human-rights"
    >>> speaks_for("united-nations-high-commissioner-for-human-rights", (office,))
    True
    """
    return author in named or any(_heads(author, one) or _heads(one, author) for one in named)


def _heads(holder: str, office: str) -> bool:
    """Whether an actor is the office holder whose office the other is, as their names say."""
    actors = load_authority().actors
    person, body = actors.get(holder), actors.get(office)
    if person is None or body is None or person.actor_type != "un_office_holder":
        return False
    return person.parent_actor_id == office and office == f"office-of-the-{holder}"
