#!/usr/bin/env python3
"""Loads `GET /v1/lookup` and, in turn, a bare handler that answers as many bytes, by oha or wrk with 32 connections kept alive.

Usage: http_load.py SIZHI BARE POINTS.csv [SECONDS [ROUNDS]], with DATABASE_URL naming a register that holds the zones. BARE is the program of
the bench `bare_http`; POINTS has columns lon and lat. Prints requests a second, p50, p99 and the processor's time that a request takes of the server, which holds on a busy machine too; medians.
"""
import csv, json, os, pathlib, re, shutil, socket, statistics, subprocess, sys, tempfile, time, urllib.request

CONNECTIONS = 32
WRK = """local paths, n = {}, 0
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
request = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end
done = function(summary, latency)
  local bad = summary.errors
  io.write(string.format("RESULT %f %f %f %d\\n", summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    bad.status + bad.connect + bad.read + bad.write + bad.timeout))
end
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def started(command, env, url):
    process = subprocess.Popen(command, env={**os.environ, **env}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(1200):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return process, answer.read()
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    sys.exit(f"error: {command[0]} does not answer {url}")


def load(port, paths, folder, seconds):
    """Requests a second, p50 and p99 in ms, and failures; the generator shares the cores."""
    base = f"http://127.0.0.1:{port}"
    if shutil.which("oha"):
        urls = folder / "urls"
        urls.write_text("".join(f"{base}{path}\n" for path in paths))
        command = ["oha", "--no-tui", "--output-format", "json", "-c", str(CONNECTIONS), "-z", f"{seconds}s", "--urls-from-file", str(urls)]
        told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        at = told["latencyPercentiles"]
        bad = sum(count for status, count in told["statusCodeDistribution"].items() if status != "200")
        return told["summary"]["requestsPerSec"], at["p50"] * 1e3, at["p99"] * 1e3, bad
    if not shutil.which("wrk"):
        sys.exit("error: expected oha or wrk, found neither; hint: cargo install oha, or apt install wrk")
    script = folder / "paths.lua"
    script.write_text(WRK)
    (folder / "paths").write_text("".join(f"{path}\n" for path in paths))
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), base]
    told = subprocess.run(command, env={**os.environ, "PATHS": str(folder / "paths")}, capture_output=True, text=True, check=True).stdout
    return tuple(float(figure) for figure in re.search(r"RESULT (.*)", told)[1].split())


def cpu_s(process):
    """Seconds of the processor that a server has used, its own and the kernel's."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    sizhi, bare, points = sys.argv[1:4]
    seconds = int(sys.argv[4]) if len(sys.argv) > 4 else 8
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 5
    with open(points) as rows:
        paths = [f"/v1/lookup?lon={row['lon']}&lat={row['lat']}" for _, row in zip(range(20_000), csv.DictReader(rows))]
    with tempfile.TemporaryDirectory() as name:
        folder, ports, processes = pathlib.Path(name), {}, {}
        try:
            ports["sizhi"] = free_port()
            process, _ = started([sizhi, "serve"], {"PORT": str(ports["sizhi"])}, f"http://127.0.0.1:{ports['sizhi']}/healthz")
            processes["sizhi"] = process
            answers = []
            for path in paths[:200]:
                with urllib.request.urlopen(f"http://127.0.0.1:{ports['sizhi']}{path}", timeout=30) as answer:
                    answers.append(answer.read())
            answers.sort(key=len)
            (folder / "body").write_bytes(answers[100])
            print(f"an answer has {len(answers[100])} bytes; {sum(b'inside' in answer for answer in answers)} of 200 places lie in a zone")
            ports["bare"] = free_port()
            process, _ = started([bare, str(ports["bare"]), str(folder / "body")], {}, f"http://127.0.0.1:{ports['bare']}/v1/lookup")
            processes["bare"] = process
            figures = {peer: [] for peer in ports}
            for turn in range(rounds + 1):         # the first round warms both and is not counted
                for peer, port in ports.items():
                    before, start = cpu_s(processes[peer]), time.monotonic()
                    figure = load(port, paths, folder, seconds if turn else 2)
                    requests = figure[0] * (time.monotonic() - start)
                    if turn:
                        figures[peer].append((*figure, (cpu_s(processes[peer]) - before) / max(requests, 1) * 1e6))
            middle = {peer: [statistics.median(column) for column in zip(*rows)] for peer, rows in figures.items()}
            for peer, (rps, p50, p99, bad, cpu_us) in middle.items():
                print(f"{peer}: {rps:,.0f} requests/s, p50 {p50:.2f} ms, p99 {p99:.2f} ms, {bad:.0f} failed, {cpu_us:.1f} µs of the processor a request")
            print(f"sizhi answers {middle['sizhi'][0] / middle['bare'][0]:.0%} of what the bare handler does; "
                  f"by the processor's time {middle['bare'][4] / middle['sizhi'][4]:.0%}")
        finally:
            for process in processes.values():
                process.terminate()


main()
