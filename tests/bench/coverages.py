#!/usr/bin/env python3
"""Times whole runs of `sizhi audit` on all districts and of `sizhi check` of one park against all communes, beside shapely.

Usage: coverages.py SIZHI [RUNS]. The data is that of ../shared/data; what is not there is skipped by name, and so is the peer
where shapely cannot be imported. Invalid districts are mended by shapely, and left out where there is none.
"""
import gzip, json, os, pathlib, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DISTRICTS, COMMUNES = "admin/districts_2019_gcj02.geojson.gz", "polygons/fr_communes_2018.geojson.gz"
LOAD = """
import json, pathlib, sys, shapely
shapes = [shapely.from_geojson(line) for line in open(sys.argv[1])]
tree = shapely.STRtree(shapes)
"""
AUDIT = LOAD + """
one, other = tree.query(shapes, predicate='intersects')
wanted = one < other
shared = shapely.area(shapely.intersection([shapes[i] for i in one[wanted]], [shapes[i] for i in other[wanted]]))
print((shared > 0).sum())
"""
CHECK = LOAD + """
park = shapely.from_geojson(open(sys.argv[2]).read())
found = tree.query(park, predicate='intersects')
shared = shapely.area(shapely.intersection(park, [shapes[i] for i in found]))
print((shared > 0).sum())
"""


def found(file):
    return next((path for folder in ROOT.parents if (path := folder / "shared/data" / file).exists()), None)


def sound(geometries, shapely):
    """The shapes that can be recorded: invalid ones mended, or left out where there is no shapely to judge them."""
    if shapely is None:
        return geometries
    kept = []
    for geometry in geometries:
        shape = shapely.from_geojson(json.dumps(geometry))
        if not shape.is_valid:
            shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
            geometry = json.loads(shapely.to_geojson(shape))
        kept.append(geometry)
    return kept


def drafts(folder, geometries, datum):
    files = []
    for number, geometry in enumerate(geometries):
        code = f"bench-{number:05d}"
        park = {"type": "Feature", "properties": {"park": "one", "functions": ["general"]}, "geometry": geometry}
        zone = {"code": code, "name": code, "kind": "pilot", "valid_from": "2024-01-01", "datum": datum}
        files.append(folder / f"{code}.geojson")
        files[-1].write_text(json.dumps({"type": "FeatureCollection", "zone": zone, "features": [park]}))
    return [str(file) for file in files]


def world(folder):
    """The programme that is built in, but of the whole earth: the communes lie outside its own extent."""
    text = (ROOT / "data/programmes/national-ip-cluster.toml").read_text()
    lines = ["extent = [-180.0, -90.0, 180.0, 90.0]" if line.startswith("extent = ") else line for line in text.splitlines()]
    (folder / "world.toml").write_text("\n".join(lines))
    return str(folder / "world.toml")


def timed(command, out):
    start = time.monotonic()
    with open(out, "w") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    # A check that finds an overlap ends with 1.
    if os.waitstatus_to_exitcode(status) > 1:
        sys.exit(f"error: {command[0]} ended with {status}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def measure(what, commands, runs, folder):
    figures = {name: [] for name in commands}
    for run in range(runs + 1):                    # the first run of each warms the caches and is not counted
        for name, command in commands.items():
            figure = timed(command, folder / f"{name}.out")
            if run:
                figures[name].append(figure)
    for name, rows in figures.items():
        seconds, peak = statistics.median(row[0] for row in rows), max(row[1] for row in rows)
        print(f"{what}, {name}: median of {runs}: {seconds:.2f} s, peak {peak:.0f} MB", flush=True)


def recorded(sizhi, folder, files):
    start = time.monotonic()
    for first in range(0, len(files), 2000):
        done = subprocess.run([sizhi, "import", "zones", "--as", "recorded", *files[first:first + 2000]], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"error: a zone was not recorded: {done.stderr.strip().splitlines()[-1]}")
    print(f"import of {len(files)} zones, a transaction each: {time.monotonic() - start:.1f} s", flush=True)


def main():
    sizhi, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    try:
        import shapely
    except ImportError:
        shapely = None
        print("skipped: peer shapely: it cannot be imported here (pip install shapely numpy)")
    for file, what in [(DISTRICTS, "audit of all pairs of districts"), (COMMUNES, "check of one park against all communes")]:
        path = found(file)
        if path is None or (file == DISTRICTS and shapely is None):
            print(f"skipped: {what} ({'no ../shared/data/' + file if path is None else 'the invalid districts cannot be mended without shapely'})")
            continue
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            os.environ["DATABASE_URL"] = f"sqlite://{folder}/bench.db"
            os.environ["SIZHI_PROGRAMME"] = world(folder)
            geometries = sound([feature["geometry"] for feature in json.load(gzip.open(path))["features"]], shapely)
            (folder / "shapes").write_text("\n".join(map(json.dumps, geometries)))
            recorded(sizhi, folder, drafts(folder, geometries, "wgs84"))
            if file == DISTRICTS:
                commands = {"sizhi": [sizhi, "audit"], "shapely": [sys.executable, "-c", AUDIT, f"{folder}/shapes"]}
            else:
                # A commune moved by 0.01 degree runs into its neighbours and into itself.
                moved = json.loads(json.dumps(geometries[len(geometries) // 2]))
                rings = moved["coordinates"] if moved["type"] == "Polygon" else [ring for part in moved["coordinates"] for ring in part]
                for ring in rings:
                    ring[:] = [[corner[0] + 0.01, corner[1]] for corner in ring]
                park, = drafts(folder, [moved], "wgs84")
                document = json.loads(pathlib.Path(park).read_text())
                document["zone"]["code"] = document["zone"]["name"] = "new"
                pathlib.Path(park).write_text(json.dumps(document))
                (folder / "park").write_text(json.dumps(moved))
                commands = {"sizhi": [sizhi, "check", park],
                            "shapely": [sys.executable, "-c", CHECK, f"{folder}/shapes", f"{folder}/park"]}
            if shapely is None:
                del commands["shapely"]
            measure(f"{what} ({len(geometries)})", commands, runs, folder)
            lines = (folder / "sizhi.out").read_text().splitlines()
            ours = len(lines) - 1 if file == DISTRICTS else sum("[overlap-zone]" in line for line in lines)
            theirs = (folder / "shapely.out").read_text().strip() if shapely else "not asked"
            print(f"{what}: sharing ground by sizhi {ours}, by shapely {theirs}", flush=True)


main()
