"""The pictures of the site: no State left out, no shade that misleads."""

from pipelines.publish.site.material import Material
from pipelines.publish.site.pictures import STEPS, _tiles, step_of


def test_every_state_has_a_tile(material: Material) -> None:
    """No Member State is left off the map, and no two share a square."""
    tiles = _tiles()
    members = {row["country_iso3"] for row in material.tables["countries"] if row["is_un_member"]}
    assert members <= {code for code, _, _ in tiles}
    assert len({(column, row) for _, column, row in tiles}) == len(tiles)


def test_shades_rise_with_the_count() -> None:
    """Nothing is its own shade, the most has the darkest."""
    assert [step_of(n, 10) for n in (0, 1, 10)] == [0, 1, STEPS]
    assert step_of(1, 1) == 1
