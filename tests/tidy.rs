//! Guards the house: floors, fences, file size, headers, paired migrations.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// The floors, lowest first. A module may import from its own floor's *other* modules only where `SIDEWAYS` says so, and
/// from every floor below.
const FLOORS: [(&str, usize); 20] = [
    ("outbound", 0),
    ("geometry", 0),
    ("index", 0),
    ("zone", 1),
    ("abuttals", 1),
    ("agency", 1),
    ("geocode", 1),
    ("tile", 1),
    ("format", 2),
    ("atlas", 2),
    ("rules", 3),
    ("sheet", 4),
    ("store", 3),
    ("oidc", 3),
    ("register", 4),
    ("http", 5),
    ("cli", 7),
    ("telemetry", 5),
    ("webhook", 6),
    ("docs", 9),
];

/// Imports within a floor: the words of zones, abuttals and agencies, and their numerals, are one vocabulary; the index holds shapes of geometry.
const SIDEWAYS: [(&str, &str); 6] = [
    ("index", "geometry"),
    ("zone", "abuttals"),
    ("agency", "zone"),
    ("abuttals", "zone"),
    ("geocode", "zone"),
    ("geometry", "geometry"),
];

/// Crates that only some places may know.
const FENCES: [(&str, &[&str]); 16] = [
    ("axum", &["src/http/", "src/cli/serve.rs"]),
    ("sqlx", &["src/store/"]),
    ("proj", &["src/geometry/crs.rs"]),
    ("rstar", &["src/index/"]),
    ("geojson", &["src/format/", "src/http/"]),
    ("clap", &["src/cli/", "src/main.rs"]),
    ("rusqlite", &["src/format/boundary/geopackage/"]),
    ("dbase", &["src/format/boundary/shapefile/"]),
    ("zip", &["src/format/boundary/archive.rs", "src/format/document.rs"]),
    ("ureq", &["src/outbound.rs", "src/webhook/send.rs", "src/oidc/fetch.rs"]),
    ("openidconnect", &["src/oidc/"]),
    ("chrono", &["src/oidc/"]),
    ("parquet", &["src/format/boundary/geoparquet.rs"]),
    ("krilla", &["src/sheet/write.rs", "src/sheet/font.rs"]),
    ("skrifa", &["src/sheet/font.rs"]),
    ("qrcodegen", &["src/sheet/qr.rs"]),
];

/// Most lines of a source file.
const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Lists files below `folder` with one of the endings, as paths relative to the project's root.
fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && !["node_modules", "dist", "results", "screenshots", "target"].contains(&name.as_str()) {
                folders.push(path);
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let relative = path.strip_prefix(root()).unwrap_or(&path);
                found.push(relative.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the module of a file below `src`: its first folder, or its own name.
fn module(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("src/")?;
    Some(
        inner
            .split_once('/')
            .map_or_else(|| inner.trim_end_matches(".rs"), |(folder, _)| folder),
    )
}

/// Returns the modules of this crate that a file's code names after `crate::`, grouped imports included.
fn imports(text: &str) -> BTreeSet<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut found = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let names: Vec<String> = match after.strip_prefix('{') {
            None => vec![after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()],
            Some(group) => top_level_names(group),
        };
        found.extend(
            names
                .into_iter()
                .filter(|name| FLOORS.iter().any(|(floor, _)| floor == name)),
        );
    }
    found
}

/// Returns the first names of a brace group, such as `a` and `b` of `{a::{x, y}, b::z}`.
fn top_level_names(group: &str) -> Vec<String> {
    let (mut names, mut name, mut depth) = (Vec::new(), String::new(), 0);
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            c if depth == 0 => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names
        .iter()
        .map(|name| name.trim().split("::").next().unwrap_or_default().to_owned())
        .collect()
}

fn floor(module: &str) -> usize {
    let known = FLOORS.iter().find(|(name, _)| *name == module);
    known
        .unwrap_or_else(|| panic!("`src/{module}` has no floor; add it to the table in tests/tidy.rs"))
        .1
}

#[test]
fn imports_point_down_the_floors() {
    let mut faults = String::new();
    for path in files("src", &[".rs"]) {
        let Some(own) = module(&path).filter(|own| !["lib", "main"].contains(own)) else {
            continue;
        };
        for other in imports(&read(&path)) {
            let sideways = SIDEWAYS.contains(&(own, other.as_str()));
            if other != own && !sideways && floor(&other) >= floor(own) {
                let _ = writeln!(
                    faults,
                    "{path}: `{own}` (floor {}) imports `{other}` (floor {})",
                    floor(own),
                    floor(&other)
                );
            }
        }
    }
    let table = FLOORS
        .iter()
        .map(|(name, floor)| format!("  {floor} {name}"))
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        faults.is_empty(),
        "imports must point down the floors:\n{faults}the floors are:\n{table}"
    );
}

#[test]
fn a_fenced_crate_is_named_only_behind_its_fence() {
    let mut faults = String::new();
    for path in files("src", &[".rs"]) {
        let text = read(&path);
        for (name, places) in FENCES {
            let named = text.lines().any(|line| {
                let code = line.trim_start();
                !code.starts_with("//")
                    && (code.starts_with(&format!("use {name}::"))
                        || code.starts_with(&format!("use {name};"))
                        || code.starts_with(&format!("pub use {name}::"))
                        || (code.contains(&format!("{name}::")) && !word_before(code, name)))
            });
            if named && !places.iter().any(|place| path.starts_with(place)) {
                let _ = writeln!(
                    faults,
                    "{path}: names `{name}`, which only {} may know",
                    places.join(", ")
                );
            }
        }
    }
    assert!(faults.is_empty(), "fences are crossed:\n{faults}");
}

/// Tells whether each `name::` in the line is the end of a longer word or path.
fn word_before(line: &str, name: &str) -> bool {
    let pattern = format!("{name}::");
    line.match_indices(&pattern).all(|(at, _)| {
        line[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

/// Handlers that may read the whole picture, and why: what they read of it is hidden from nobody, or they ask `may` themselves.
const WHOLE_PICTURE: [(&str, &str); 12] = [
    ("src/http/alerts.rs", "asks of each alert whether the reader may see it"),
    ("src/http/boundaries.rs", "the programme alone"),
    ("src/http/health.rs", "the revision alone"),
    ("src/http/idempotency.rs", "the author alone"),
    ("src/http/identities.rs", "who governs, alone"),
    ("src/http/people.rs", "offices and accounts, each asked about"),
    ("src/http/programme.rs", "the programme alone"),
    (
        "src/http/queue.rs",
        "asks of each zone whether the viewer may see it, and counts overlaps",
    ),
    ("src/http/settings.rs", "the day alone"),
    ("src/http/state.rs", "makes what a viewer sees"),
    (
        "src/http/tile_warmth.rs",
        "the day alone: tiles are made as each kind of viewer sees them",
    ),
    ("src/http/webhooks.rs", "the office alone"),
];

#[test]
fn handlers_read_the_register_as_whoever_asks_sees_it() {
    let whole = ["register.atlas()", ".pairs()", ".entries_after("];
    let mut faults = String::new();
    for path in files("src/http", &[".rs"]) {
        let text = read(&path);
        let named = whole.iter().find(|whole| text.contains(**whole));
        if let Some(named) = named.filter(|_| WHOLE_PICTURE.iter().all(|(known, _)| *known != path)) {
            let _ = writeln!(
                faults,
                "{path}: `{named}`; hint: take `Seen`, or say why not in tests/tidy.rs"
            );
        }
    }
    assert!(
        faults.is_empty(),
        "handlers read what may be hidden from whoever asks:\n{faults}"
    );
}

#[test]
fn every_file_of_tests_belongs_to_a_program() {
    let sources = files("tests", &[".rs"]);
    let lines: Vec<(&str, String)> = sources
        .iter()
        .flat_map(|path| {
            read(path)
                .lines()
                .map(|line| (path.as_str(), line.trim().to_owned()))
                .collect::<Vec<_>>()
        })
        .collect();
    let is_declared = |path: &str| {
        let (folder, name) = path.trim_end_matches(".rs").rsplit_once('/').unwrap_or(("tests", path));
        let is_program = folder == "tests" || ["main", "mod"].contains(&name);
        let is_apart = ["tests/bench", "tests/fuzz"]
            .iter()
            .any(|apart| folder.starts_with(apart));
        // Declared by name in the folder's own file or program, or by a path.
        let holders = [
            format!("{folder}.rs"),
            format!("{folder}/mod.rs"),
            format!("{folder}/main.rs"),
        ];
        let (by_name, by_path) = (
            format!("mod {name};"),
            format!("\"{}\"]", path.trim_start_matches("tests/")),
        );
        let declares = |(holder, line): &(&str, String)| {
            line.ends_with(&by_path) || line.ends_with(&by_name) && holders.iter().any(|known| known == holder)
        };
        is_program || is_apart || lines.iter().any(declares)
    };
    let orphans: Vec<&String> = sources.iter().filter(|path| !is_declared(path)).collect();
    assert!(orphans.is_empty(), "tests that no program runs: {orphans:?}");
}

#[test]
fn no_file_is_longer_than_the_limit() {
    let sources = files("src", &[".rs"]).into_iter().chain(files("tests", &[".rs"]));
    let sources = sources
        .chain(files("web/src", &[".ts", ".tsx", ".css"]))
        .chain(files("web/e2e", &[".ts"]));
    // Types made by a generator are as long as the document they are made from.
    let written = sources.filter(|path| path != "web/src/api/schema.ts");
    let long: Vec<String> = written
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > MOST_LINES)
        .map(|(lines, path)| format!("{path}: {lines}"))
        .collect();
    assert!(long.is_empty(), "files above {MOST_LINES} lines:\n{}", long.join("\n"));
}

#[test]
fn every_rust_file_opens_by_saying_what_it_holds() {
    let sources = files("src", &[".rs"]).into_iter().chain(files("tests", &[".rs"]));
    let bare: Vec<String> = sources.filter(|path| !read(path).starts_with("//! ")).collect();
    assert!(bare.is_empty(), "files without a `//!` header:\n{}", bare.join("\n"));
}

#[test]
fn migrations_are_numbered_without_a_gap_and_paired_where_both_databases_have_them() {
    let mut by_database: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files("migrations", &[".sql"]) {
        let parts: Vec<&str> = path.split('/').collect();
        let [_, database, name] = parts.as_slice() else {
            panic!("{path}: expected migrations/DATABASE/NNNN_name.sql")
        };
        by_database
            .entry((*database).to_owned())
            .or_default()
            .push((*name).to_owned());
    }
    let sqlite = by_database.get("sqlite").cloned().unwrap_or_default();
    assert!(!sqlite.is_empty(), "migrations/sqlite holds no migration");
    for (nth, name) in sqlite.iter().enumerate() {
        let expected = format!("{:04}_", nth + 1);
        assert!(
            name.starts_with(&expected),
            "migrations/sqlite/{name}: expected a name that begins with `{expected}`"
        );
    }
    for (database, names) in &by_database {
        assert_eq!(
            *names, sqlite,
            "migrations/{database} must have the numbers and names of migrations/sqlite"
        );
    }
}

#[test]
fn nothing_unfinished_is_left_in_the_sources() {
    let marks = [
        "TO\u{44}O",
        "FIX\u{4d}E",
        "X\u{58}X",
        "#[ign\u{6f}re",
        "should_pan\u{69}c",
        "unimplement\u{65}d!",
    ];
    let sources = files("src", &[".rs"])
        .into_iter()
        .chain(files("tests", &[".rs"]))
        .chain(files("web/src", &[".ts", ".tsx"]));
    let left: Vec<String> = sources
        .flat_map(|path| {
            let text = read(&path);
            marks
                .iter()
                .filter(|mark| text.contains(**mark))
                .map(|mark| format!("{path}: {mark}"))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(left.is_empty(), "marks of unfinished work:\n{}", left.join("\n"));
}

#[test]
fn the_top_level_holds_what_the_house_says() {
    let wanted = [
        "Cargo.toml",
        "README.md",
        "Makefile",
        "src",
        "data",
        "migrations",
        "tests",
        "web",
    ];
    let missing: Vec<&&str> = wanted
        .iter()
        .filter(|name| !Path::new(&root()).join(name).exists())
        .collect();
    assert!(missing.is_empty(), "missing at the top level: {missing:?}");
}
