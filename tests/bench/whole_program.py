#!/usr/bin/env python3
"""Times whole runs of `sizhi lookup --file` beside shapely on the same points and zones, in turn, and compares the answers.

Usage: whole_program.py SIZHI [RUNS]. The data is made here, the same each time: 300 zones of 200 vertices (wavy rounds, not
touching), and 1,000,000 points. shapely is the peer; where it cannot be imported the peer is skipped by name.
"""
import json, math, os, pathlib, random, resource, statistics, subprocess, sys, tempfile, time

ZONES, VERTICES, POINTS = 300, 200, 1_000_000
WEST, SOUTH, STEP = 110.0, 30.0, 0.02          # a grid of 20 by 15 zones, about 2 km apart
PEER = """
import csv, json, sys, numpy, shapely
zones = json.load(open(sys.argv[1]))
names = sorted(zones)
tree = shapely.STRtree([shapely.Polygon(zones[name]) for name in names])
with open(sys.argv[2]) as rows:
    next(rows)
    points = numpy.loadtxt(rows, delimiter=',')
found = tree.query(shapely.points(points), predicate='covered_by')
answers = [''] * len(points)
for point, zone in zip(*found):
    answers[point] = names[zone]
with open(sys.argv[3], 'w') as out:
    out.write('\\n'.join(answers))
"""


def make(folder):
    random.seed(7)
    zones = {}
    for number in range(ZONES):
        lon, lat = WEST + STEP * (number % 20), SOUTH + STEP * (number // 20)
        ring = []
        for vertex in range(VERTICES):
            turn = 2 * math.pi * vertex / VERTICES
            radius = STEP * (0.38 + 0.06 * math.sin(5 * turn + number))
            ring.append([round(lon + radius * math.cos(turn), 9), round(lat + radius * math.sin(turn), 9)])
        ring.append(ring[0])
        code = f"bench-{number:03d}"
        zones[code] = ring
        park = {"type": "Feature", "properties": {"park": "one", "functions": ["general"]},
                "geometry": {"type": "Polygon", "coordinates": [ring]}}
        zone = {"code": code, "name": code, "kind": "pilot", "valid_from": "2024-01-01"}
        draft = {"type": "FeatureCollection", "zone": zone, "features": [park]}
        (folder / f"{code}.geojson").write_text(json.dumps(draft))
    (folder / "zones.json").write_text(json.dumps(zones))
    east, north = WEST + STEP * 20, SOUTH + STEP * 15
    with open(folder / "points.csv", "w") as rows:
        rows.write("lon,lat\n")
        for _ in range(POINTS):
            rows.write(f"{random.uniform(WEST, east):.6f},{random.uniform(SOUTH, north):.6f}\n")


def timed(command, out):
    start = time.monotonic()
    with open(out, "w") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"error: {command[0]} ended with {status}")
    return time.monotonic() - start, usage.ru_maxrss / 1024


def main():
    sizhi, runs = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        make(folder)
        os.environ["DATABASE_URL"] = f"sqlite://{folder}/bench.db"
        files = sorted(str(path) for path in folder.glob("bench-*.geojson"))
        start = time.monotonic()
        subprocess.run([sizhi, "import", "zones", "--as", "recorded", *files], check=True, capture_output=True)
        print(f"import of {ZONES} zones, a transaction each: {time.monotonic() - start:.2f} s")
        commands = {"sizhi": [sizhi, "lookup", "--file", f"{folder}/points.csv"]}
        if subprocess.run([sys.executable, "-c", "import shapely, numpy"], capture_output=True).returncode == 0:
            commands["shapely"] = [sys.executable, "-c", PEER, f"{folder}/zones.json", f"{folder}/points.csv", f"{folder}/peer.txt"]
        else:
            print("skipped: peer shapely: it cannot be imported here (pip install shapely numpy)")
        figures = {name: [] for name in commands}
        for run in range(runs + 1):                # the first run of each warms the caches and is not counted
            for name, command in commands.items():
                figure = timed(command, folder / f"{name}.out")
                if run:
                    figures[name].append(figure)
        for name, rows in figures.items():
            seconds, peak = statistics.median(row[0] for row in rows), max(row[1] for row in rows)
            print(f"{name}: {POINTS} points, median of {runs}: {seconds:.2f} s, {POINTS / seconds:,.0f} points/s, peak {peak:.0f} MB")
        if "shapely" in commands:
            rows = (folder / "sizhi.out").read_text().splitlines()[1:]
            ours = [row.split(",")[3] for row in rows]
            theirs = (folder / "peer.txt").read_text().split("\n")
            same = sum(a == b for a, b in zip(ours, theirs))
            print(f"answers that agree: {same} of {POINTS}")
            if same != POINTS or len(ours) != len(theirs):
                sys.exit("error: the answers differ")


main()
