"""Fetch the county outline once, by hand: `python -m geo.outline`.

Needs the packages of geo/requirements.txt. The result, geo/outline.geojson, is
committed, so nothing else ever does.
"""

import json
from pathlib import Path

import shapely
from cnmaps import get_adm_maps


def main() -> None:
    """Write the outline of the county, WGS-84, to geo/outline.geojson."""
    # cnmaps has already undone GCJ-02 (wgs84=True is its default): converting again
    # would shift the county by 580 m. Nothing is rounded here: the tiling answers to a
    # centimetre by placing the clinics elsewhere.
    record = get_adm_maps(province="广东省", city="惠州市", district="博罗县", record="first")
    (polygon,) = shapely.geometry.shape(record["geometry"].__geo_interface__).geoms
    feature = {
        "type": "Feature",
        "id": "441322",
        "properties": {"area_code": "441322", "name": "博罗县"},
        "geometry": shapely.geometry.mapping(polygon),
    }
    path = Path(__file__).with_name("outline.geojson")
    collection = {"type": "FeatureCollection", "features": [feature]}
    path.write_text(json.dumps(collection, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
