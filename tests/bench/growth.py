#!/usr/bin/env python3
"""Tells how a register grows: start, memory, look-up, check, act and tile for ever more zones, by the real service over HTTP.

Usage: growth.py SIZHI REGISTER_OF ZONES COUNT [COUNT …]. REGISTER_OF is the bench program of that name, ZONES a file of polygons as it
reads them. Each figure is the median of so many as its column says; a table in Markdown goes to standard output.
"""
import http.client, json, math, os, pathlib, random, statistics, subprocess, sys, tempfile, time

PROGRAMME = pathlib.Path(__file__).resolve().parents[2] / "data/programmes/national-ip-cluster.toml"
TOKEN = "growth"


def request(connection, method, path, body=None, further=()):
    headers = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json", **dict(further)}
    start = time.perf_counter()
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    data = answer.read()
    return (time.perf_counter() - start) * 1e3, answer.status, data


def draft(lon, lat, vertices, code):
    """a wavy round of so many vertices, about a kilometre wide"""
    ring = []
    for nth in range(vertices):
        turn = 2 * math.pi * nth / vertices
        radius = 0.005 * (1 + 0.1 * math.sin(9 * turn))
        ring.append([round(lon + radius * math.cos(turn), 9), round(lat + radius * math.sin(turn), 9)])
    ring.append(ring[0])
    park = {"type": "Feature", "properties": {"park": "one", "functions": ["general"]},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}
    zone = {"code": code, "name": code, "kind": "pilot", "datum": "cgcs2000"}
    return {"type": "FeatureCollection", "zone": zone, "features": [park]}


def tile_of(lon, lat, zoom):
    n = 2 ** zoom
    return f"{zoom}/{int((lon + 180) / 360 * n)}/{int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)}"


def median(call, times):
    return statistics.median(call(nth) for nth in range(times))


def measure(sizhi, register_of, zones, count, folder):
    database = folder / f"{count}.db"
    subprocess.run([register_of, zones, database, str(count), "--bench"], check=True, stdout=subprocess.DEVNULL)
    port = random.randrange(20_000, 30_000)
    begun = time.perf_counter()
    service = subprocess.Popen([sizhi, "--database", f"sqlite://{database}", "--programme", folder / "programme.toml", "serve", "--port", str(port),
                                "--write-token", TOKEN], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port)
                if request(connection, "GET", "/v1/lookup?lon=100.1&lat=30.1")[1] == 200:
                    break
            except OSError:
                time.sleep(0.005)
        start = time.perf_counter() - begun
        time.sleep(1 + count / 100_000)     # what is worked out behind the start is not in the figures
        places = [tuple(place) for place in json.loads((folder / "places.json").read_text())[:count][::max(1, count // 500)]]
        rng = random.Random(7)
        pick = lambda: (lambda place: (place[0] + rng.uniform(-0.01, 0.01), place[1] + rng.uniform(-0.01, 0.01)))(rng.choice(places))

        def get(path):
            ms, status, _ = request(connection, "GET", path)
            assert status in (200, 204), (path, status)
            return ms

        def lookup(_):
            lon, lat = pick()
            return get(f"/v1/lookup?lon={lon:.7f}&lat={lat:.7f}")

        def check(_):
            lon, lat = pick()
            ms, status, data = request(connection, "POST", "/v1/check", json.dumps(draft(lon, lat, 2_000, "growth-check")))
            assert status == 200, data[:300]
            return ms

        def act(nth):
            # Any version is taken: nobody else acts here.
            body = json.dumps({"act": "revoke", "reason": "measured"})
            number = 1 + nth * (count // 50)
            ms, status, data = request(connection, "POST", f"/v1/zones/bench-{number}/acts", body, {"if-match": "*"})
            assert status == 200, data[:300]
            return ms

        def tile(zoom):
            asked = set()

            def one(_):
                # A tile that was not asked for before, as far as there are some.
                for _ in range(50):
                    address = tile_of(*pick(), zoom)
                    if address not in asked:
                        break
                asked.add(address)
                return get(f"/tiles/zones/{address}")
            return one

        figures = [start * 1e3, 0, median(lookup, 1_000), median(check, 41), median(act, 21)]
        figures += [median(tile(4), 1), median(tile(8), 31), median(tile(12), 101)]
        status = pathlib.Path(f"/proc/{service.pid}/status").read_text()
        figures[1] = int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024
        return figures
    finally:
        service.terminate()
        service.wait()
        for file in folder.glob(f"{count}.db*"):
            file.unlink()


def main():
    sizhi, register_of, zones = (os.path.abspath(path) for path in sys.argv[1:4])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        # Zones anywhere, not in one country alone.
        text = PROGRAMME.read_text().replace("extent = [73.0, 3.0, 136.0, 54.0]", "extent = [-180.0, -90.0, 180.0, 90.0]")
        (folder / "programme.toml").write_text(text)
        most = max(map(int, sys.argv[4:]))
        places = []
        with open(zones) as lines:
            for _, line in zip(range(most), lines):
                place = json.loads(line)["geometry"]["coordinates"]
                while not isinstance(place[0], float):
                    place = place[0]
                places.append(place)
        (folder / "places.json").write_text(json.dumps(places))
        print("| zones | start to first answer, ms | resident, MB | look-up, ms | check of 2,000 vertices, ms | act, ms | cold tile z4, ms | z8, ms | z12, ms |")
        print("|---" * 9 + "|")
        for count in map(int, sys.argv[4:]):
            figures = measure(sizhi, register_of, zones, count, folder)
            print(f"| {count:,} | " + " | ".join(f"{figure:,.2f}" if figure < 100 else f"{figure:,.0f}" for figure in figures) + " |", flush=True)


main()
