#!/usr/bin/env bash
# The side-by-side table: sizhi as a contestant in the jobs that are kept beside the project. Peers that are not installed are named.
# Usage: tests/bench/peers.sh [SET …]      sets: china tracts communes synth_1m; all where none is stated
# PEERS_WORK and PEERS_DATA say where the peers and their data are (see the README beside the jobs). Results are appended to
# var/peers.tsv; var/peers.md is the table made of them.
set -euo pipefail
cd "$(dirname "$0")/../.."
jobs="$PWD/../shared/bench/peers"
if [ ! -d "$jobs" ]; then
    echo "skipped: side-by-side run (no ../shared/bench/peers)"
    exit 0
fi
export PEERS_RESULTS="${PEERS_RESULTS:-$PWD/var/peers.tsv}" PYTHONDONTWRITEBYTECODE=1
# shellcheck source=/dev/null
source "$jobs/env.sh"
if [ ! -x "$PEERS_PY" ]; then
    echo "skipped: side-by-side run (no Python of the peers at $PEERS_PY; run install.sh beside the jobs)"
    exit 0
fi
absent=()
"$PEERS_PY" -c 'import shapely, pyproj' 2>/dev/null || absent+=(shapely pyproj)
"$PEERS_PY" -c 'import sedona.db' 2>/dev/null || absent+=(sedonadb)
"$PEERS_PY" -c 'import duckdb' 2>/dev/null || absent+=(duckdb)
"$PEERS_PY" -c 'import geopandas' 2>/dev/null || absent+=(geopandas)
[ -x "${PEERS_PGBIN:-/nowhere}/postgres" ] && [ -e "$("$PEERS_PGBIN/pg_config" --sharedir 2>/dev/null)/extension/postgis.control" ] || absent+=(postgis)
[ -x "$PEERS_WORK/cargo/bin/martin" ] || absent+=(martin)
[ -x "$PEERS_WORK/venv-tipg/bin/uvicorn" ] || absent+=(tipg)
[ -x "$PEERS_WORK/venv-pygeoapi/bin/gunicorn" ] || absent+=(pygeoapi)
[ -x "$PEERS_WORK/venv-mapit/bin/gunicorn" ] || absent+=(mapit)
[ ${#absent[@]} -eq 0 ] || echo "absent: ${absent[*]}"

cargo build --release --locked --quiet
bench() { # the program of a bench
    cargo bench --locked --no-run --bench "$1" --message-format json 2>/dev/null | "$PEERS_PY" -c '
import json, sys
rows = (json.loads(line) for line in sys.stdin)
print([row["executable"] for row in rows if row.get("target", {}).get("name") == sys.argv[1] and row.get("executable")][-1])' "$1"
}
lookup="$(bench peer_lookup)" overlap="$(bench peer_overlap)" sizhi="$PWD/target/release/sizhi"
sets=(); [ $# -eq 0 ] || sets=(--sets "$@")
postgis=(); [[ " ${absent[*]-} " == *" postgis "* ]] || postgis=(postgis postgis_subdivide)
[ ${#postgis[@]} -eq 0 ] || { bash "$jobs/pg.sh" start && "$PEERS_PY" "$jobs/load_pg.py" "${sets[@]}"; }
job() { ( cd "$jobs" && "$PEERS_PY" "$@" ) || echo "failed: $*" >&2; }
job j6.py "${sets[@]}" --peers shapely "${postgis[@]}" --contestant "sizhi=$overlap areas {zones} {out}"
job j1.py "${sets[@]}" --peers shapely "${postgis[@]}" --contestant "sizhi=$lookup {zones} {points} {out}"
job j4.py "${sets[@]}" --peers shapely "${postgis[@]}" sedonadb --contestant "sizhi=$overlap one {zones} {queries} {out}" \
    --contestant-all "sizhi=$overlap all {zones} {out}"
job j5.py "${sets[@]}" --contestant "sizhi=$sizhi locate {points} --zones {zones} --keep pid --row-each --datum wgs84 > {out}"
job table.py
[ ! -f "$PEERS_WORK/RESULTS.md" ] || cp "$PEERS_WORK/RESULTS.md" var/peers.md
