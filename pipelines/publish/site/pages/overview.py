"""The overview: pictures for those who would rather look than read, each with its table and its file.

Belongs here: which counts are shown. Does not belong here: drawing them (`pictures`).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pipelines.publish.search.units import NOBODY, place_of_row
from pipelines.publish.site.files import as_csv
from pipelines.publish.site.frame import actor_link, country_link, fold, joined, page, table
from pipelines.publish.site.markup import Markup, link, tag
from pipelines.publish.site.material import Material, Row, labels_of
from pipelines.publish.site.pictures import graph, matrix, opposed, scale, tile_map

BIGGEST = 12
"""Rows and columns of the matrix, rows of each practices-and-gaps picture."""
GRAPH_SIZE = 20
LISTED = 40
"""Rows of a table under a picture; its file has them all."""


def overview_pages(material: Material) -> dict[str, str]:
    """Path to text: the page and the file behind each picture."""
    made: dict[str, str] = {}
    sections = [
        _map(material, made),
        _asking(material, made),
        _practices(material, made),
        _citations(material, made),
    ]
    contents = [
        ("map", "Acts by country"),
        ("asking", "Who asks whom"),
        ("gaps", "Practices against gaps"),
        ("graph", "Citations"),
    ]
    content = (
        tag("h1", "Overview"),
        tag(
            "p", "What the reports say, to look at. Every picture has its table and its file.", class_="lead"
        ),
        tag(
            "nav",
            tag("ul", [tag("li", link(f"#{at}", label)) for at, label in contents]),
            class_="jump",
            aria_label="On this page",
        ),
        sections,
    )
    made["overview/index.html"] = page("Overview", content, here="overview/index.html")
    return made


def _section(
    made: dict[str, str],
    at: str,
    title: str,
    words: str,
    picture: object,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    plain: Sequence[Sequence[object]],
) -> Markup:
    """A picture with what it shows, its table behind a fold, and its file."""
    made[f"overview/{at}.csv"] = as_csv(plain, columns)
    shown = table(title, columns, rows[:LISTED], numbers=(len(columns) - 1,))
    file = link(f"{at}.csv", f"Download as CSV ({len(plain):,} rows)", download=True)
    return tag(
        "section",
        tag("h2", title),
        tag("p", words),
        tag("figure", picture),
        fold(_behind(len(rows)), shown),
        tag("p", file, class_="actions"),
        id=at,
        class_="picture",
    )


def _behind(count: int) -> str:
    return (
        "The table behind it"
        if count <= LISTED
        else f"The table behind it: the first {LISTED} of {count:,} rows"
    )


def _map(material: Material, made: dict[str, str]) -> Markup:
    counts = Counter(row["country_iso3"] for row in material.tables["country_actions"])
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    names = {code: material.country_name(code) for code in material.countries}
    rows = [[country_link(material, code), code, n] for code, n in ordered]
    plain = [[names[code], code, n] for code, n in ordered]
    picture = (tile_map(counts, names, material.countries_with_page), scale(max(counts.values(), default=0)))
    words = (
        "A square a Member or Observer State, near its place on the map and of one size, so that small "
        "States are seen; shaded by the number of acts that reports tell of. Squares say nothing about "
        "borders."
    )
    return _section(made, "map", "Acts by country", words, picture, ["Country", "Code", "Acts"], rows, plain)


def asking_pairs(material: Material) -> Counter[tuple[str, str]]:
    """How often who asks whom; whoever is not named is left out."""
    pairs: Counter[tuple[str, str]] = Counter()
    for request in material.tables["recommendations"]:
        people = material.people.get(request["recommendation_id"], ())
        asks = [p["actor_id"] for p in people if p["role"] == "recommender" and p["actor_id"] != NOBODY]
        asked = [p["actor_id"] for p in people if p["role"] == "addressee" and p["actor_id"] != NOBODY]
        pairs.update((a, b) for a in asks for b in asked)
    return pairs


def _asking(material: Material, made: dict[str, str]) -> Markup:
    pairs = asking_pairs(material)
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    names = {actor: _short(material, actor) for pair in pairs for actor in pair}
    rows = [[actor_link(material, a), actor_link(material, b), n] for (a, b), n in ordered]
    plain = [[material.actor_name(a), material.actor_name(b), n] for (a, b), n in ordered]
    words = "Requests, recommendations and calls, by who makes them and to whom, where the text names both."
    picture = matrix(dict(ordered), names, BIGGEST)
    return _section(
        made, "asking", "Who asks whom", words, picture, ["Asks", "Is asked", "Requests"], rows, plain
    )


def _short(material: Material, actor: str) -> str:
    row = material.actors.get(actor)
    return str(row["acronym"] or row["name"]) if row else actor


def practices_by(material: Material, by: str) -> list[tuple[str, int, int]]:
    """Value, practices and gaps, the most first; `by` is `section`, `actor` or `topic`."""
    values = _values_of_units(material, by)
    titles = {row["section_id"]: str(row["title"]) for row in material.tables["sections"]}
    counts: dict[str, Counter[str]] = {}
    for row in material.tables["practices_gaps"]:
        section = titles.get(row["section_id"] or "")
        here = values.get(place_of_row(row), {}) if by != "section" else [section] if section else []
        for value in here:
            counts.setdefault(value, Counter())[row["label"]] += 1
    made = [(value, c["practice"], c["gap"]) for value, c in counts.items()]
    return sorted(made, key=lambda item: (-item[1] - item[2], item[0]))


def _values_of_units(material: Material, by: str) -> Mapping[str, Mapping[str, None]]:
    source = {"actor": ("actor_mentions", "actor_id"), "topic": ("topics", "topic_code")}
    if by not in source:
        return {}
    table_name, column = source[by]
    found: dict[str, dict[str, None]] = {}
    for row in material.tables[table_name]:
        if by == "topic" or not _is_class(material, row):
            found.setdefault(place_of_row(row), {})[row[column]] = None
    return found


def _is_class(material: Material, row: Row) -> bool:
    actor = material.actors.get(row["actor_id"])
    return bool(actor and actor["is_class"])


def _practices(material: Material, made: dict[str, str]) -> Markup:
    pictures: list[Markup] = []
    rows: list[list[object]] = []
    plain: list[list[object]] = []
    names: dict[str, Callable[[str], str]] = {
        "section": str,
        "actor": material.actor_name,
        "topic": lambda c: material.topics.get(c, c),
    }
    for by, name in names.items():
        found = practices_by(material, by)
        shown = [(_linked(material, by, value, name(value)), a, b) for value, a, b in found[:BIGGEST]]
        pictures.append(opposed(f"{by.capitalize()}: practices and gaps", shown, "Practices", "Gaps"))
        rows += [[by.capitalize(), _linked(material, by, v, name(v)), a, b] for v, a, b in found]
        plain += [[by.capitalize(), name(v), a, b] for v, a, b in found]
    types = labels_of("label")
    words = (
        f"{types['practice']}s and {types['gap'].lower()}s that reports tell of, by the section they stand "
        "in, and by the actors and topics named in the same paragraph: the mapping that paragraph 66 of "
        "A/73/230 asks for."
    )
    columns = ["By", "Section, actor or topic", "Practices", "Gaps"]
    return _section(made, "gaps", "Practices against gaps", words, pictures, columns, rows, plain)


def _linked(material: Material, by: str, value: str, name: str) -> object:
    if by == "actor":
        return actor_link(material, value)
    return name


def _citations(material: Material, made: dict[str, str]) -> Markup:
    edges = Counter((row["document_id"], row["symbol"]) for row in material.tables["citations"])
    ordered = sorted(edges.items(), key=lambda item: (-item[1], item[0]))
    addresses = {document: f"../read/{file}.html" for document, file in material.files.items()}
    plain = [[a, b, n] for (a, b), n in ordered]
    rows = [
        [*joined([link(addresses[a], a)]), link(addresses[b], b) if b in addresses else b, n]
        for (a, b), n in ordered
    ]
    words = (
        "Reports on the left, the documents that they cite on the right; "
        f"at most {GRAPH_SIZE} of each, the most frequent."
    )
    picture = graph(edges, addresses, GRAPH_SIZE)
    return _section(made, "graph", "Citations", words, picture, ["Report", "Cites", "Times"], rows, plain)
