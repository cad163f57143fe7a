"""Every form of metadata passes its own tool, and says the same as the release."""

import json
import subprocess
import sys
from itertools import islice
from pathlib import Path

import mlcroissant as mlc
import pyarrow as pa
import pytest
import yaml
from frictionless import Package
from llms_txt import parse_llms_file
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF
from zenodo_client import Metadata

from pipelines.model.declaration import load_package, load_tables
from pipelines.publish import release
from pipelines.publish.switch import place_of

ROOT = Path(__file__).parents[3]
BASE = "https://data.example.org/unreports/"
SDO = Namespace("https://schema.org/")


def _graph(path: Path) -> Graph:
    return Graph().parse(path, format="json-ld", publicID=BASE)


def test_croissant_is_valid_and_loads(released: Path, contents: dict[str, pa.Table]) -> None:
    """mlcroissant checks every hash, and every table it loads has its rows and columns."""
    data = mlc.Dataset(jsonld=str(released / "croissant.json"))
    assert data.metadata.issues.errors == set()
    assert {w for w in data.metadata.issues.warnings if "datePublished" not in w} == set()
    for name, table in contents.items():
        rows = list(data.records(name))
        assert len(rows) == table.num_rows, name
        for loaded, row in islice(zip(rows, table.to_pylist(), strict=True), 50):
            told = {k.split("/")[1]: _plain(v) for k, v in loaded.items()}
            assert told == {k: _plain(v) for k, v in row.items()}, name


def _plain(value: object) -> object:
    """What mlcroissant makes of a value: text as bytes, days as points in time, null as any of three."""
    if isinstance(value, bytes):
        return value.decode()
    if value is None or value != value:
        return None
    return str(value)[:10] if hasattr(value, "isoformat") else value


def test_croissant_notices_a_changed_file(released: Path, tmp_path: Path) -> None:
    """The hash in it is the file's."""
    import shutil

    shutil.copytree(released, tmp_path / "r")
    file = tmp_path / "r" / "topics.parquet"
    file.write_bytes(file.read_bytes() + b"x")
    with pytest.raises(Exception, match=r"topics\.parquet"):
        list(mlc.Dataset(jsonld=str(tmp_path / "r" / "croissant.json")).records("topics"))


def test_the_data_package_is_valid(released: Path, tmp_path: Path) -> None:
    """Frictionless, by the rules of version 2, on the descriptor; the rows are checked by a build's tests."""
    made = json.loads(_descriptor(released))
    report = Package.validate_descriptor(made)
    assert report.valid, report.flatten()
    names = [resource["name"] for resource in made["resources"]]
    assert len(names) == len(set(names))
    files = {p.relative_to(released).as_posix() for p in released.rglob("*") if p.is_file()}
    of_site = {path for path in files if path.startswith("site/") and path != "site/files.json"}
    assert {r["path"] for r in made["resources"]} == files - of_site


def _descriptor(folder: Path) -> str:
    from pipelines.model.facts import facts
    from pipelines.model.frictionless import descriptor

    return json.dumps(descriptor(facts("2018.9.1", {}, [], release.described(folder))))


def test_schema_org_uses_only_its_words(released: Path) -> None:
    """A misspelt property is silently lost to a search engine."""
    from rdflib.namespace import SDO as KNOWN

    text = (released / "dataset.jsonld").read_text(encoding="utf-8")
    made = json.loads(text) | {"@context": {"@vocab": "https://schema.org/"}}  # no request to other hosts
    graph = Graph().parse(data=json.dumps(made), format="json-ld", publicID=BASE)
    words = {p for _, p, _ in graph if p != RDF.type} | set(graph.objects(None, RDF.type))
    unknown = [word for word in words if word not in dir(KNOWN)]
    assert not unknown
    dataset = URIRef(BASE + "#dataset")
    for required in ("name", "description"):  # what Google's dataset search requires
        assert len(str(graph.value(dataset, SDO[required]))) >= 50 or required == "name"
    assert len(list(graph.objects(dataset, SDO.hasPart))) == len(load_tables())


def test_dcat_uses_only_its_words_and_has_what_it_must(released: Path) -> None:
    """The mandatory properties of DCAT-AP 3, and no word that DCAT, Dublin Core or FOAF have not."""
    graph = _graph(released / "dcat.jsonld")
    new_in_3 = {DCAT._NS.version}  # rdflib has the words of DCAT 2
    for word in set(graph.predicates()) - new_in_3:
        for known in (DCAT, DCTERMS, FOAF):
            assert not str(word).startswith(str(known)) or word in dir(known), word
    must = {
        DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
        DCAT.Dataset: (DCTERMS.title, DCTERMS.description),
        DCAT.Distribution: (DCAT.accessURL,),
        FOAF.Agent: (FOAF.name,),
    }
    for kind, properties in must.items():
        subjects = list(graph.subjects(RDF.type, kind))
        assert subjects, kind
        assert all(graph.value(subject, prop) is not None for subject in subjects for prop in properties)
    addresses = {str(o).removeprefix(BASE) for o in graph.objects(None, DCAT.downloadURL)}
    assert all((released / address).is_file() for address in addresses) and len(addresses) > 40


@pytest.mark.heavy
def test_dcat_is_accepted_by_the_european_profile(released: Path) -> None:
    """SeMPyRO's models of DCAT-AP 3 take the graph's own values."""
    graph = _graph(released / "dcat.jsonld")
    dataset = next(graph.subjects(RDF.type, DCAT.Dataset))
    distributions = [
        {"access_url": [str(graph.value(d, DCAT.accessURL))], "title": [str(graph.value(d, DCTERMS.title))],
         "description": [str(graph.value(d, DCTERMS.description))],
         "license": str(graph.value(d, DCTERMS.license)),
         "byte_size": int(str(graph.value(d, DCAT.byteSize)))}
        for d in graph.objects(dataset, DCAT.distribution)
    ]  # fmt: skip
    told = {
        "title": [str(graph.value(dataset, DCTERMS.title))],
        "description": [str(graph.value(dataset, DCTERMS.description))],
        "access_rights": str(graph.value(dataset, DCTERMS.accessRights)),
        "keyword": [str(k) for k in graph.objects(dataset, DCAT.keyword)],
        "distributions": distributions,
    }
    program = """
import json, sys
from sempyro.dcat import DCATDataset, DCATDistribution
told = json.load(sys.stdin)
made = [DCATDistribution(**d) for d in told.pop("distributions")]
DCATDataset(**told)
print(len(made))
"""
    python = str(ROOT / ".tools/metadata/bin/python")
    done = subprocess.run([python, "-c", program], input=json.dumps(told), capture_output=True, text=True,
                          timeout=120, check=False)  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (0, str(len(distributions))), done.stderr


@pytest.mark.heavy
@pytest.mark.parametrize("of", ["release", "project"])
def test_the_citation_file_is_valid(released: Path, of: str) -> None:
    """cffconvert knows the schema of the Citation File Format."""
    path = (released if of == "release" else ROOT) / "CITATION.cff"
    command = [str(ROOT / ".tools/metadata/bin/cffconvert"), "--validate", "-i", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_citation_says_version_and_licence(released: Path) -> None:
    """As the package declares."""
    told = yaml.safe_load((released / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["version"] == "2018.9.1" and told["license"] == load_package().licences[0].name


def test_zenodo_takes_the_deposit(released: Path) -> None:
    """The client's model of the deposit API refuses unknown licences, relations and types."""
    told = json.loads((released / "zenodo.json").read_text(encoding="utf-8"))["metadata"]
    assert [creator["name"] for creator in told["creators"]] == [load_package().contributors[0].title]
    told["creators"] = [{"name": "Family, Given"}]  # the client knows people only, the API organisations too
    assert Metadata.model_validate(told).version == "2018.9.1"


def test_llms_txt_can_be_parsed_and_its_links_lead_somewhere(released: Path) -> None:
    """The reference parser of the format; every link is a file of the release."""
    parsed = parse_llms_file((released / "llms.txt").read_text(encoding="utf-8"))
    assert parsed.title == load_package().title and parsed.summary
    links = [link.url for section in parsed.sections.values() for link in section]
    assert len(links) >= len(load_tables())
    assert all((released / link).is_file() for link in links)


def test_every_file_says_the_same_version(released: Path) -> None:
    """Derived from one place."""
    version = json.loads((released / "versions.json").read_text())["releases"][0]["version"]
    for name in (
        "croissant.json",
        "dataset.jsonld",
        "dcat.jsonld",
        "CITATION.cff",
        "zenodo.json",
        "llms.txt",
    ):
        assert version in (released / name).read_text(encoding="utf-8"), name
    assert place_of(released).descriptor.name == "datapackage.json" and sys.version_info
