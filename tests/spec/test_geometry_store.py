"""The geometry store: nothing is lost on the way to a tile, and nothing is written twice."""

import gzip
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import pytest
import shapely
from pmtiles.reader import MmapSource, all_tiles
from shapely import affinity

from data import geometry_store, tile_drawing, tiles
from data.geometry_store import write_geometry
from data.stored_geometry import Geometry, prune, read_geometry
from data.tile_layers import layers_of, without_layers
from data.tiles import tile
from data.vocabulary import Level
from layouts._ground import draws_panden, hidden_layers

AREAS = (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY)
PANDEN_TOGETHER = (Level.BUILDING, Level.COMPLEX, Level.STREET)


def frame(ids: list[str], shapes: Sequence[shapely.Geometry | None]) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"area_id": ids, "name": [f"naam {i}" for i in ids]}, geometry=np.array(shapes, dtype=object), crs=28992
    )


def town(homes: int = 3000, side: float = 1500.0) -> dict[str, gpd.GeoDataFrame]:
    """A town with small rotated houses (3 × 2 m: smaller than a step of the tile at zoom 11)."""
    rng = np.random.default_rng(7)
    corners = np.column_stack(
        [rng.uniform(155_000, 155_000 + side, homes), rng.uniform(463_000, 463_000 + side, homes)]
    )
    houses = [
        affinity.rotate(shapely.box(x, y, x + 3, y + 2), a) for (x, y), a in zip(corners, range(homes), strict=True)
    ]
    ground = shapely.box(155_000, 463_000, 155_000 + side, 463_000 + side)
    layers = {Level(level): frame([f"{level}:{i:04}" for i in range(homes)], houses) for level in PANDEN_TOGETHER}
    layers |= {Level(level): frame([f"{level}:A"], [ground]) for level in AREAS}
    pand = gpd.GeoDataFrame(
        {"bag_pand_id": [f"0221100000{i:06}" for i in range(homes)], "owned": [i % 4 > 0 for i in range(homes)]},
        geometry=houses,
        crs=28992,
    )
    return layers | {"pand": pand}


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Geometry]:
    store = tmp_path_factory.mktemp("geometry")
    return store, write_geometry(store, town())


def drawn(store: Path, geometry: Geometry, layer: str, zoom: int) -> gpd.GeoDataFrame:
    """What GDAL reads back from the tiles of one zoom, in metres."""
    path = store / geometry.hash / tiles.FILE_NAME
    read: gpd.GeoDataFrame = pyogrio.read_dataframe(path, layer=layer, ZOOM_LEVEL=zoom)
    return read.to_crs(28992)


def written(store: Path, geometry: Geometry, zoom: int) -> bytes:
    """The tiles of one zoom behind each other; the name of each layer in them stands there as text."""
    with (store / geometry.hash / tiles.FILE_NAME).open("rb") as file:
        return b"".join(gzip.decompress(data) for (z, _, _), data in all_tiles(MmapSource(file)) if z == zoom)


@pytest.mark.parametrize("zoom", range(tiles.MIN_ZOOM, tiles.MAX_ZOOM + 1))
def test_every_area_is_in_the_tiles_of_every_zoom_where_it_is_drawn(stored: tuple[Path, Geometry], zoom: int) -> None:
    store, geometry = stored
    content = written(store, geometry, zoom)
    for level, ids in geometry.features.items():
        expected = set(range(len(ids)))
        marks_from = geometry_store.FIRST_ZOOM_OF_MARKS.get(level, tiles.MIN_ZOOM)
        has_points = zoom <= geometry_store.DOTS_UNTIL or zoom >= marks_from
        assert (f"{level}_point".encode() in content) == has_points, "between dots and names a surface is enough"
        if has_points:
            assert set(drawn(store, geometry, f"{level}_point", zoom)["id"]) == expected
        if zoom >= geometry_store.FIRST_ZOOM[level]:
            assert set(drawn(store, geometry, level, zoom)["id"]) == expected
    if zoom >= geometry_store.FIRST_ZOOM["pand"]:
        context = drawn(store, geometry, "pand", zoom)
        assert not context["owned"].any()
        not_owned = town()["pand"].query("not owned").geometry.centroid
        assert len(not_owned) == 750
        assert not_owned.distance(context.union_all()).max() < 1.0


@pytest.mark.parametrize("zoom", geometry_store.FAR_ZOOMS)
def test_far_away_an_area_is_at_least_a_pixel_of_the_screen_and_stands_where_it_stood(
    stored: tuple[Path, Geometry], zoom: int
) -> None:
    store, geometry = stored
    pixel_m = 40_075_017 / 512 / 2**zoom * 0.6
    near = drawn(store, geometry, "building", tiles.MAX_ZOOM).dissolve("id").geometry
    far = drawn(store, geometry, "building", zoom).dissolve("id").geometry
    assert list(far.index) == list(near.index)
    assert (far.buffer(-0.35 * pixel_m).area > 0).all()
    assert far.buffer(0.2 * pixel_m).contains(near).all()
    assert near.buffer(1.2 * pixel_m).contains(far).all()


def test_feature_ids_are_the_places_in_area_id_order_whatever_the_order_of_delivery(tmp_path: Path) -> None:
    squares = [shapely.box(155_000 + 50 * i, 463_000, 155_040 + 50 * i, 463_040) for i in range(3)]
    layers = {"complex": frame(["complex:9", "complex:10", "complex:1"], squares)}
    geometry = write_geometry(tmp_path, layers)
    assert geometry.features == {"complex": ("complex:1", "complex:10", "complex:9")}
    assert geometry.feature_ids == {"complex:1": 0, "complex:10": 1, "complex:9": 2}
    at_14 = drawn(tmp_path, geometry, "complex", 14).set_index("id").geometry
    assert at_14[0].intersection(squares[2]).area == pytest.approx(1600, rel=0.02)
    names = drawn(tmp_path, geometry, "complex_point", 12).set_index("id")["name"]
    assert names.to_dict() == {0: "naam complex:1", 1: "naam complex:10", 2: "naam complex:9"}


def test_the_same_geometry_in_another_order_is_not_written_again(tmp_path: Path) -> None:
    layers = town(homes=12)
    first = write_geometry(tmp_path, layers)
    file = tmp_path / first.hash / tiles.FILE_NAME
    written = file.stat().st_mtime_ns
    turned = {name: rows.iloc[::-1] for name, rows in reversed(layers.items())}
    turned["complex"] = turned["complex"].set_geometry(turned["complex"].geometry.reverse())
    assert write_geometry(tmp_path, turned) == first
    assert file.stat().st_mtime_ns == written
    assert [path.name for path in tmp_path.iterdir()] == [first.hash]


def test_a_moved_wall_a_new_name_and_a_new_version_each_give_another_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    square = shapely.box(155_000, 463_000, 155_040, 463_040)
    layers = {"complex": frame(["complex:1"], [square])}
    moved = {"complex": frame(["complex:1"], [shapely.box(155_000, 463_000, 155_040.01, 463_040)])}
    renamed = {"complex": layers["complex"].assign(name="De Hof")}
    hashes = [write_geometry(tmp_path, given).hash for given in (layers, moved, renamed)]
    monkeypatch.setattr(geometry_store, "GEOMETRY_VERSION", geometry_store.GEOMETRY_VERSION + 1)
    hashes.append(write_geometry(tmp_path, layers).hash)
    assert len(set(hashes)) == 4


def test_panden_of_one_area_become_one_valid_surface_and_its_point_lies_within(tmp_path: Path) -> None:
    left, right = shapely.box(155_000, 463_000, 155_010, 463_010), shapely.box(155_010, 463_000, 155_020, 463_010)
    bow_tie = shapely.Polygon([(155_100, 463_000), (155_120, 463_010), (155_120, 463_000), (155_100, 463_010)])
    court = shapely.box(155_200, 463_000, 155_260, 463_060) - shapely.box(155_205, 463_005, 155_255, 463_055)
    nested = shapely.GeometryCollection([shapely.MultiPolygon([left]), shapely.Point(155_000, 463_000), right])
    geometry = write_geometry(tmp_path, {"building": frame(["a", "b", "c"], [nested, bow_tie, court])})
    points = gpd.GeoSeries(gpd.points_from_xy(*zip(*geometry.points.values(), strict=True)), crs=4326).to_crs(28992)
    lobes = shapely.from_wkt(
        "MULTIPOLYGON (((155100 463000, 155110 463005, 155100 463010, 155100 463000)),"
        "((155120 463010, 155120 463000, 155110 463005, 155120 463010)))"
    )
    shapes = [shapely.union(left, right), lobes, court]
    assert [shape.buffer(0.1).contains(point) for shape, point in zip(shapes, points, strict=True)] == [True] * 3
    pieces = drawn(tmp_path, geometry, "building", 14).dissolve("id").geometry
    assert pieces.is_valid.all()
    assert pieces.area.tolist() == pytest.approx([200, 100, 1100], rel=0.03)
    assert shapely.get_num_interior_rings(pieces[0]) == 0
    assert geometry.bounds["a"].west < geometry.points["a"][0] < geometry.bounds["a"].east


def test_slivers_of_the_bag_are_drawn_at_every_zoom(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    lengths, widths = rng.uniform(0.3, 30, 300), rng.uniform(0.001, 1.5, 300)
    slivers = [
        affinity.rotate(shapely.box(155_000 + 40 * i, 463_000, 155_000 + 40 * i + length, 463_000 + width), i)
        for i, (length, width) in enumerate(zip(lengths, widths, strict=True))
    ]
    geometry = write_geometry(tmp_path, {"building": frame([f"{i:03}" for i in range(300)], slivers)})
    for zoom in range(geometry_store.FIRST_ZOOM["building"], tiles.MAX_ZOOM + 1):
        assert set(drawn(tmp_path, geometry, "building", zoom)["id"]) == set(range(300)), f"zoom {zoom}"


@pytest.mark.ground
def test_every_real_pand_and_neighbourhood_of_doesburg_is_drawn(tmp_path: Path) -> None:
    shared = Path(__file__).parents[2] / "../shared/data"
    files = ("bag_pand_doesburg_gm0221_20200915.geojson", "leefbaarometer30_buurt_2024_doesburg_apeldoorn.geojson")
    if not (shared / files[0]).is_file():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared/data is absent: CI must have the real samples")
        pytest.skip("../shared/data is absent")
    panden, areas = (gpd.read_file(shared / file).to_crs(28992) for file in files)
    assert len(panden) == 7797
    panden = panden.drop_duplicates("identificatie").rename(columns={"identificatie": "area_id"})
    areas = areas.rename(columns={"bu_code": "area_id", "bu_naam": "name"})[["area_id", "name", "geometry"]]
    geometry = write_geometry(tmp_path, {"building": panden[["area_id", "geometry"]], "neighbourhood": areas})
    assert {level: len(ids) for level, ids in geometry.features.items()} == {"building": 7797, "neighbourhood": 90}
    for zoom in range(geometry_store.FIRST_ZOOM["building"], tiles.MAX_ZOOM + 1):
        for level, ids in geometry.features.items():
            assert drawn(tmp_path, geometry, level, zoom)["id"].nunique() == len(ids), f"{level}, zoom {zoom}"


def test_an_area_without_a_surface_is_not_drawn_and_leaves_no_hole_in_the_ids(tmp_path: Path) -> None:
    shapes = [None, shapely.box(155_000, 463_000, 155_010, 463_010), shapely.Point(155_000, 463_000), shapely.Polygon()]
    geometry = write_geometry(tmp_path, {"street": frame(["a", "b", "c", "d"], shapes)})
    assert geometry.features == {"street": ("b",)}
    assert list(geometry.points) == ["b"]


def test_a_store_without_any_surface_answers_no_tile(tmp_path: Path) -> None:
    geometry = write_geometry(tmp_path, {"street": frame(["a"], [None])})
    assert geometry.features == {}
    assert tile(tmp_path, geometry.hash, 8, 131, 84) is None


def test_a_tile_is_gzip_and_what_is_not_a_tile_is_none(stored: tuple[Path, Geometry]) -> None:
    store, geometry = stored
    assert b"neighbourhood" in gzip.decompress(tile(store, geometry.hash, 8, 131, 84) or b"")
    elsewhere = [(8, 0, 0), (7, 65, 42), (15, 0, 0), (8, -1, 84), (8, 131, 256)]
    assert [tile(store, geometry.hash, *address) for address in elsewhere] == [None] * len(elsewhere)
    assert tile(store, "0" * 32, 8, 131, 84) is None
    assert tile(store, f"../{store.name}/{geometry.hash}", 8, 131, 84) is None


def test_a_tier_without_complexes_gets_no_outline_or_name_of_one(stored: tuple[Path, Geometry]) -> None:
    store, geometry = stored
    with (store / geometry.hash / tiles.FILE_NAME).open("rb") as file:
        packed = max((data for (z, _, _), data in all_tiles(MmapSource(file)) if z == tiles.MAX_ZOOM), key=len)
    whole = dict(layers_of(packed))
    assert b"".join(part for _, part in layers_of(packed)) == gzip.decompress(packed)
    assert {"complex", "complex_point", "neighbourhood", "pand"} <= set(whole)
    less = dict(layers_of(without_layers(packed, frozenset({"complex", "complex_point"}))))
    assert less == {name: part for name, part in whole.items() if not name.startswith("complex")}


def test_a_gap_between_panden_tells_nobody_who_rents_from_the_corporation(stored: tuple[Path, Geometry]) -> None:
    """The panden of others are drawn only where a tier shows places of the corporation itself."""
    store, geometry = stored
    with (store / geometry.hash / tiles.FILE_NAME).open("rb") as file:
        packed = max((data for (z, _, _), data in all_tiles(MmapSource(file)) if z == tiles.MAX_ZOOM), key=len)
    opened, closed = {Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY}, {Level.COMPLEX, Level.NEIGHBOURHOOD}
    assert not draws_panden(opened)
    assert {
        name.removesuffix("_point") for name, _ in layers_of(without_layers(packed, hidden_layers(opened)))
    } <= opened
    assert {"complex", "pand"} <= {name for name, _ in layers_of(without_layers(packed, hidden_layers(closed)))}


def test_threads_get_the_tiles_they_asked_for(stored: tuple[Path, Geometry]) -> None:
    store, geometry = stored
    with (store / geometry.hash / tiles.FILE_NAME).open("rb") as file:
        expected = dict(all_tiles(MmapSource(file)))
    assert len(expected) > 10
    asked = sorted(expected) * 20
    with ThreadPoolExecutor(8) as pool:
        got = list(pool.map(lambda address: tile(store, geometry.hash, *address), asked))
    assert got == [expected[address] for address in asked]


def test_prune_keeps_what_a_build_uses(tmp_path: Path) -> None:
    old, new = (write_geometry(tmp_path, town(homes=homes)) for homes in (2, 3))
    (tmp_path / ".unfinished-1").mkdir()
    prune(tmp_path, {new.hash})
    assert [path.name for path in tmp_path.iterdir()] == [new.hash]
    assert read_geometry(tmp_path, new.hash) == new
    with pytest.raises(FileNotFoundError):
        read_geometry(tmp_path, old.hash)


def test_an_interrupted_write_leaves_nothing_that_looks_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(geometry_store, "join_layers", fail)
    with pytest.raises(KeyboardInterrupt):
        write_geometry(tmp_path, town(homes=2))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ({"complex": frame(["a"], [shapely.box(0, 0, 1, 1)]).set_crs(4326, allow_override=True)}, "metres"),
        ({"complex": frame(["a", "a"], [shapely.box(0, 0, 1, 1)] * 2)}, "twice"),
        ({"stock": frame(["a"], [shapely.box(0, 0, 1, 1)])}, "unknown layers"),
    ],
)
def test_a_wrong_frame_is_refused(tmp_path: Path, layers: dict[str, gpd.GeoDataFrame], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        write_geometry(tmp_path, layers)


def test_layers_drawn_by_processes_beside_each_other_are_the_same_tiles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = write_geometry(tmp_path / "here", town(60, 300))
    monkeypatch.setattr(tile_drawing, "_MANY", 1)
    beside = write_geometry(tmp_path / "beside", town(60, 300))
    one, other = (
        path / found.hash / tiles.FILE_NAME
        for path, found in ((tmp_path / "here", here), (tmp_path / "beside", beside))
    )
    assert one.read_bytes() == other.read_bytes()
