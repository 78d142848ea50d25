#!/usr/bin/env python3
"""Writes a few sound inputs for each fuzz target into tests/fuzz/corpus, so that fuzzing begins behind the first bytes of a format.

Usage: seeds.py PATH_OF_SIZHI. The program converts one small draft into every format; texts come from tests/fixtures.
Must not copy data from outside the project.
"""

import json
import pathlib
import struct
import subprocess
import sys
import tempfile
import tomllib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
FIXTURES = HERE.parent / "fixtures"
SYSTEMS = ["EPSG:4490", "EPSG:4326", "EPSG:4528", "EPSG:4549", "EPSG:4499", "EPSG:3857"]


def seed(target, name, content):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def rectangle(west, south, east, north):
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def draft():
    outer, hole = rectangle(120.50, 31.30, 120.51, 31.31), rectangle(120.502, 31.302, 120.504, 31.305)[::-1]
    parts = [[outer, hole], [rectangle(120.52, 31.30, 120.525, 31.303)]]
    first = {"park": "甲园", "functions": ["agency", "legal"], "closing": True, "declared_area": "约1.05平方公里", "host": "某高新区",
             "abuttals": {"east": ["望江大道"], "south": ["青石河"], "west": ["云台路"], "north": ["沪陕高速"]}}
    second = {"park": "乙园", "functions": [], "closing": False, "abuttals": "东至a，南至b，西至c，北至d"}
    zone = {"code": "jia-zone", "name": "某集聚区", "kind": "pilot", "division": "320505", "declared_area": "1.05平方公里",
            "document": "〔2026〕1号", "valid_from": "2026-01-31", "remark": "含水域"}
    features = [
        {"type": "Feature", "properties": first, "geometry": {"type": "MultiPolygon", "coordinates": parts}},
        {"type": "Feature", "properties": second, "geometry": {"type": "Polygon", "coordinates": [rectangle(120.51, 31.30, 120.52, 31.31)]}},
    ]
    return {"type": "FeatureCollection", "zone": zone, "features": features}


def converted(program, folder, source, word, system, encoding="utf8"):
    to = folder / f"{word}-{(system or 'own').replace(':', '')}-{encoding}.{word}"
    command = [program, "convert", source, to, "--encoding", encoding] + (["--to-crs", system] if system else [])
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"no seed {to.name}: {done.stderr.strip().splitlines()[-1]}")
        return None
    return to


def run(content):
    return struct.pack("<H", len(content)) + content


def files_of(path):
    """The files of a Shapefile, one after another, as the target takes them."""
    order = [".shp", ".shx", ".dbf", ".prj", ".cpg", ".fields.csv"]
    with zipfile.ZipFile(path) as zipped:
        found = {}
        for name in zipped.namelist():
            ending = next((e for e in reversed(order) if name.endswith(e)), None)
            if ending and len(zipped.read(name)) < 1 << 16:
                found[ending] = zipped.read(name)
    there = sum(1 << nth for nth, ending in enumerate(order) if ending in found)
    return bytes([there]) + b"".join(run(found[e]) for e in order if e in found)


def boundary_files(program, folder):
    source = folder / "draft.geojson"
    source.write_text(json.dumps(draft(), ensure_ascii=False))
    targets = {"geojson": "geojson", "txt": "parcel_txt", "csv": "corner_csv", "zip": "shapefile", "kml": "kml", "kmz": "kml", "gpkg": "geopackage"}
    for target in ["geojson", "drafts", "collections", "boundaries"]:
        seed(target, "draft.geojson", source.read_bytes())
    for word, target in targets.items():
        systems = [None] + (SYSTEMS if word in ("txt", "csv", "zip", "gpkg") else [])
        for system in systems:
            for encoding in ["utf8", "gb18030"] if word in ("txt", "csv") else ["utf8"]:
                to = converted(program, folder, source, word, system, encoding)
                if to is None:
                    continue
                seed(target, to.name, to.read_bytes())
                if system is None:
                    seed("boundaries", to.name, to.read_bytes())
                if word == "zip":
                    seed(target, to.stem + ".files", files_of(to))
                    with zipfile.ZipFile(to) as zipped:
                        for name in zipped.namelist():
                            if name.endswith(".prj"):
                                seed("definition", to.stem + ".prj", zipped.read(name))
                if word == "kml":
                    seed(target, "zipped.kml", b"\0" + to.read_bytes())


def geometries():
    ring = [(120.5, 31.3), (120.6, 31.3), (120.6, 31.4), (120.5, 31.3)]
    for order, mark in [("<", 1), (">", 0)]:
        points = struct.pack(order + "I", len(ring)) + b"".join(struct.pack(order + "dd", *p) for p in ring)
        polygon = struct.pack(order + "BII", mark, 3, 1) + points
        many = struct.pack(order + "BII", mark, 6, 2) + polygon * 2
        collection = struct.pack(order + "BII", mark, 7, 1) + many
        high = struct.pack(order + "BIII", mark, 1003, 1, len(ring)) + b"".join(struct.pack(order + "ddd", *p, 5.0) for p in ring)
        for name, body in [("polygon", polygon), ("many", many), ("collection", collection), ("high", high)]:
            head = b"GP\0" + struct.pack(order + "Bi", mark, 4490)
            boxed = b"GP\0" + struct.pack(order + "Bidddd", mark | 2, 4490, 120.5, 120.6, 31.3, 31.4)
            seed("geopackage_shapes", f"{name}-{mark}", head + body)
            seed("geopackage_shapes", f"{name}-{mark}-boxed", boxed + body)


DRAWING = """0 SECTION 2 HEADER 9 $DWGCODEPAGE 3 ANSI_936 9 $INSUNITS 70 4 0 ENDSEC 0 SECTION 2 ENTITIES
0 LWPOLYLINE 5 2F 8 limit 90 4 70 1 38 12.5 10 40541000 20 3464000 10 40541200 20 3464000 42 1.0 10 40541200 20 3464100 10 40541000 20 3464100
1001 SOUTH 1000 300000 0 POLYLINE 5 30 8 B 66 1 70 0 0 VERTEX 10 40540000 20 3463000 0 VERTEX 10 40540009 20 3463000 0 VERTEX 10 40540009 20 3463009
0 VERTEX 10 40540000 20 3463000 0 SEQEND 0 TEXT 1 park 10 40541050 20 3464050 0 MTEXT 3 {\\fSimSun;11.41 1 ha} 10 40541060 20 3464060
0 CIRCLE 5 32 10 0 20 0 40 5 0 ENDSEC 0 EOF"""


def drawings():
    words = DRAWING.split()
    pairs = list(zip(words[::2], words[1::2]))
    seed("dxf", "text", "".join(f"{code:>3}\n{value}\n" for code, value in pairs))
    binary = b"AutoCAD Binary DXF\r\n\x1a\0"
    for code, value in pairs:
        code = int(code)
        binary += struct.pack("<h", code)
        if 10 <= code <= 59:
            binary += struct.pack("<d", float(value))
        elif 60 <= code <= 79:
            binary += struct.pack("<h", int(value))
        elif 90 <= code <= 99:
            binary += struct.pack("<i", int(value))
        else:
            binary += value.encode() + b"\0"
    seed("dxf", "binary", binary)


def collections():
    line = {"type": "LineString", "coordinates": [[120.5, 31.3], [120.6, 31.3]]}
    zones = [{"type": "Feature", "id": nth, "properties": {"code": "b"}, "geometry": {"type": kind, "coordinates": nested}}
             for nth, (kind, nested) in enumerate([("Polygon", [rectangle(0, 0, 1, 1)]), ("MultiPolygon", [[rectangle(0, 0, 1, 1)]] * 2)])]
    seed("outlines", "collection", json.dumps({"type": "FeatureCollection", "features": zones}))
    seed("outlines", "lines", "\n".join(json.dumps(zone) for zone in zones))
    features = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "id": "way/1", "properties": {"name": "甲路", "class": "road"}, "geometry": line},
        {"type": "Feature", "properties": {"id": 2, "name": "乙河", "class": "river"},
         "geometry": {"type": "MultiLineString", "coordinates": [line["coordinates"]] * 2}}]}
    districts = {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"adcode": 320505, "name": "虎丘区", "parent": {"adcode": 320500}},
         "geometry": {"type": "Polygon", "coordinates": [rectangle(120.5, 31.3, 120.6, 31.4)]}}]}
    area = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [rectangle(120.5, 31.3, 120.6, 31.4)]}}
    for name, document in [("features", features), ("districts", districts), ("area", area), ("geometry", area["geometry"])]:
        seed("collections", name, json.dumps(document, ensure_ascii=False))


def varint(value):
    out = b""
    while value >= 0x80:
        out, value = out + bytes([value & 0x7F | 0x80]), value >> 7
    return out + bytes([value])


def field(number, content):
    if isinstance(content, int):
        return varint(number << 3) + varint(content)
    return varint(number << 3 | 2) + varint(len(content)) + content


def deltas(values):
    before, out = 0, b""
    for value in values:
        step, before = value - before, value
        out += varint(step << 1 if step >= 0 else (-step << 1) - 1)
    return out


def streets():
    xml = """<?xml version="1.0"?><osm version="0.6"><node id="1" lat="31" lon="120"/><node id="2" lat="31" lon="121"/><node id="3" lat="32" lon="121"/>
<way id="4"><nd ref="1"/><nd ref="2"/><tag k="name" v="甲路"/><tag k="highway" v="primary"/></way>
<way id="5"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="natural" v="water"/><tag k="name" v="乙湖"/></way>
<relation id="6"><member type="way" ref="5" role="outer"/><tag k="boundary" v="administrative"/><tag k="name" v="丙区"/></relation></osm>"""
    seed("osm_xml", "town", xml)
    strings = ["", "highway", "primary", "name", "甲路", "natural", "water", "乙湖", "boundary", "administrative", "丙区"]
    table = b"".join(field(1, text.encode()) for text in strings)
    dense = field(1, deltas([1, 2, 3])) + field(8, deltas([310000000, 310000000, 320000000])) + field(9, deltas([1200000000, 1210000000, 1210000000]))
    way = lambda id, refs, keys, values: field(3, field(1, id) + field(2, bytes(keys)) + field(3, bytes(values)) + field(8, deltas(refs)))
    relation = field(1, 6) + field(2, bytes([8, 3])) + field(3, bytes([9, 10])) + field(8, bytes([0])) + field(9, deltas([5])) + field(10, bytes([1]))
    group = field(2, dense) + way(4, [1, 2], [1, 3], [2, 4]) + way(5, [1, 2, 3, 1], [5, 3], [6, 7]) + field(4, relation)
    out = b""
    for kind, content in [(b"OSMHeader", field(4, b"OsmSchema-V0.6") + field(4, b"DenseNodes")), (b"OSMData", field(1, table) + field(2, group))]:
        body = field(1, content)
        header = field(1, kind) + field(3, len(body))
        out += struct.pack(">I", len(header)) + header + body
    seed("osm_pbf", "town", out)


def texts():
    count = 0
    for path in sorted((FIXTURES / "abuttals").glob("*.toml")):
        for item in tomllib.loads(path.read_text()).get("text", []):
            seed("abuttals", f"text-{count:03}", item["text"])
            count += 1
    seed("tables", "agencies", "id,name,services,lon,lat,datum\na-1,甲,agency;legal,120.5,31.3,wgs84\n\"b-1\",\"乙\n丙\",,,,\n")
    seed("tables", "addresses", "osm_id,name,province,city,district,street,housenumber,full,lon,lat\nn1,甲,上海市,上海市,黄浦区,南京东路,12号,,121.47,31.23\n")
    seed("tables", "abuttals", "zone,block,province,function,text,east,south,west,north,area,area_unit,area_m2,zone_total,zone_total_unit,document\n"
         "某开发区,区块一,江西,,\"区块一规划面积0.726平方公里,四至范围:东至a,南至b\",a,b、c,,,0.726,平方公里,726000.0,2.931,平方公里,批复\n")
    words = ["约1.05平方公里", "1,200 亩", "320505", "jia-zone", "91350100M000100Y43", "11227", "EPSG:4528", "gcj02", "east", "12/3430/1673", "river",
             "geojson", "0" * 64, "a-1"]
    for nth, word in enumerate(words):
        seed("words", f"word-{nth:02}", word)
    for path in sorted((HERE.parents[1] / "data").rglob("*.toml")):
        seed("words", path.name, path.read_bytes())
    for nth, address in enumerate(["上海市黄浦区南京东路12号之3 5楼501室", "中山东一路23号", "No. 12 人民大道甲12-3號", "北京市海淀区中关村北大街１２弄7号"]):
        seed("addresses", f"address-{nth}", address)


def ring(corners):
    return bytes([len(corners)]) + b"".join(bytes([3, x, y]) for x, y in corners)


def shapes():
    square = lambda x, y, size: ring([(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)])
    one = lambda outer, *holes: bytes([0]) + outer + bytes([len(holes)]) + b"".join(holes)
    donut, bow = one(square(1, 1, 8), square(3, 3, 3)), one(ring([(1, 1), (9, 9), (9, 1), (1, 9), (1, 1)]))
    two = bytes([1]) + square(0, 0, 4) + b"\0" + square(4, 4, 4) + b"\0"
    for nth, shape in enumerate([donut, bow, two, one(square(2, 2, 5))]):
        other = one(square(4, 4, 7))
        seed("shapes", f"{nth}", shape)
        seed("overlays", f"{nth}", shape + other)
        seed("tilings", f"{nth}", bytes([5, 1, 0]) + shape + other)
        seed("places", f"{nth}", bytes([1]) + shape + other + bytes([3, 4, 4, 3, 9, 9, 3, 0, 0]))
        # Sizes, copies side by side, shapes, then 64 places of three bytes and changes of boxes.
        places = bytes(range(192))
        changes = bytes([4]) + bytes(range(256)) + bytes([8, 1, 2, 3, 4, 5, 6, 7, 8, 9])
        for size in range(8):
            seed("index", f"{nth}-{size}", bytes([size, nth % 8, 1]) + shape + other + places + changes)
        lines = [ring([(9, 0), (9, 15)]), ring([(0, 1), (15, 1)]), ring([(1, 0), (1, 15)]), ring([(0, 9), (15, 9)])]
        seed("streets", f"{nth}", shape + bytes([0]) + b"".join(bytes([0]) + line for line in lines))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        boundary_files(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder))
    for write in [geometries, drawings, collections, streets, texts, shapes]:
        write()
    for folder in sorted((HERE / "corpus").iterdir()):
        print(f"{folder.name}: {len(list(folder.iterdir()))} inputs")


main()
