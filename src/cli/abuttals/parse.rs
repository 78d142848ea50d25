//! `sizhi abuttals parse`: what texts of 四至 state.
//!
//! Must not read texts: the grammar does.

use std::{
    fmt::Write as _,
    io::{self, BufRead},
};

use clap::Args;

use crate::{
    abuttals::{Block, Compass, StatedFeature, StatedKind, Statement, parse},
    cli::{Failure, printer},
    geometry::Side,
};

/// Read texts of 四至: blocks, areas, the four sides and what each names.
///
/// What was not understood is told with its place, in characters from 0. Exit code 1 where no text states anything that was understood.
#[derive(Debug, Args)]
pub struct Parse {
    /// Texts; `-` reads standard input, one text a line.
    #[arg(required = true, value_name = "TEXT")]
    texts: Vec<String>,
    /// Print statements as JSON, one a text.
    #[arg(long)]
    json: bool,
}

impl Parse {
    /// Runs the command.
    pub fn run(self) -> Result<(), Failure> {
        let (mut count, mut understood) = (0, 0);
        for text in &self.texts {
            if text == "-" {
                for line in lines(io::stdin().lock()) {
                    count += 1;
                    understood += usize::from(self.tell(&line?, count)?);
                }
            } else {
                count += 1;
                understood += usize::from(self.tell(text, count)?);
            }
        }
        if understood == 0 {
            return Err(Failure::Input(
                "no side and no area was understood; hint: state them like `东至甲路，南至乙河，西至丙路，北至丁村`"
                    .to_owned(),
            ));
        }
        Ok(())
    }

    /// Prints what a text states; tells whether anything was understood.
    fn tell(&self, text: &str, count: usize) -> Result<bool, Failure> {
        let statement = parse(text);
        if self.json {
            printer::data(&serde_json::to_string(&statement)?)?;
        } else {
            if count > 1 {
                printer::data("")?;
            }
            printer::data(table(&statement).trim_end())?;
        }
        Ok(!statement.blocks.is_empty())
    }
}

/// Reads lines; a byte order mark and carriage returns are no part of them.
fn lines(input: impl BufRead) -> impl Iterator<Item = Result<String, Failure>> {
    input.split(b'\n').enumerate().map(|(nth, line)| {
        let line = line.map_err(|error| Failure::Ours(error.into()))?;
        let line = String::from_utf8(line).map_err(|_| {
            let place = nth + 1;
            Failure::Input(format!(
                "standard input, line {place}: expected UTF-8, found other bytes; hint: convert it, as with `iconv -f GBK -t UTF-8`"
            ))
        })?;
        let line = if nth == 0 { line.trim_start_matches('\u{FEFF}') } else { &line };
        Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
    })
}

/// Writes a statement for people to read.
fn table(statement: &Statement) -> String {
    let mut out = String::new();
    if let Some(whole) = &statement.whole {
        let parts = [
            whole.heading.clone(),
            whole.function.clone(),
            whole.area.as_ref().map(area),
        ];
        line(&mut out, "whole", &said(parts));
    }
    for block in &statement.blocks {
        let parts = [
            block.heading.clone(),
            block.function.clone(),
            block.area.as_ref().map(area),
        ];
        line(&mut out, "block", &said(parts));
        sides(&mut out, block);
    }
    for unread in &statement.unread {
        line(
            &mut out,
            &format!("not understood, {} to {}", unread.start, unread.end),
            &unread.text,
        );
    }
    out
}

fn line(out: &mut String, what: &str, text: &str) {
    // Writing to a String cannot fail.
    let _written = writeln!(out, "{what}: {}", text.replace(['\n', '\r'], " "));
}

fn said(parts: [Option<String>; 3]) -> String {
    let said: Vec<String> = parts.into_iter().flatten().collect();
    if said.is_empty() {
        "without heading".to_owned()
    } else {
        said.join(", ")
    }
}

fn area(area: &crate::abuttals::StatedArea) -> String {
    format!("{} = {} m²", area.text, area.m2)
}

fn sides(out: &mut String, block: &Block) {
    for side in Side::ALL {
        let Some(stated) = block.side(side) else { continue };
        line(out, &format!("  {side}"), &stated.text);
        for named in &stated.features {
            line(out, &format!("    {}", kind(named.kind)), &feature(named));
        }
    }
}

fn feature(named: &StatedFeature) -> String {
    let mut told = vec![named.name.clone()];
    if let Some(offset) = named.offset {
        let way = compass(offset.direction);
        told.push(match offset.distance_m {
            Some(distance_m) => format!("{distance_m} m {way} of it"),
            None => format!("{way} of it"),
        });
    }
    told.extend(named.part.as_ref().map(|part| format!("part {part}")));
    if !named.former.is_empty() {
        told.push(format!("also {}", named.former.join(", ")));
    }
    if !named.inclusive {
        told.push("excluded".to_owned());
    }
    told.join(", ")
}

fn kind(kind: StatedKind) -> &'static str {
    match kind {
        StatedKind::Road => "road",
        StatedKind::River => "river",
        StatedKind::Railway => "railway",
        StatedKind::Shore => "shore",
        StatedKind::Bank => "bank",
        StatedKind::AdministrativeLine => "administrative line",
        StatedKind::Place => "place",
        StatedKind::Organisation => "organisation",
        StatedKind::Planned => "planned",
        StatedKind::Own => "own limit",
    }
}

fn compass(direction: Compass) -> &'static str {
    match direction {
        Compass::East => "east",
        Compass::SouthEast => "south-east",
        Compass::South => "south",
        Compass::SouthWest => "south-west",
        Compass::West => "west",
        Compass::NorthWest => "north-west",
        Compass::North => "north",
        Compass::NorthEast => "north-east",
    }
}
