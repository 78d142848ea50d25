//! The demonstration register that the program carries with it.
//!
//! Must not know what stands in it: its plan says.

use rust_embed::RustEmbed;

use super::{Failure, printer};
use crate::{
    atlas::{Dataset, DatasetKind, Load, Rows},
    format::{self, Encoding, Source},
    geometry::Datum,
    register::{Demonstration, DemonstrationError, DemonstrationPlan, Register},
    zone::{Digest, District},
};

/// `data/demo`: everything in it is drawn or invented by hand.
#[derive(RustEmbed)]
#[folder = "data/demo"]
struct Files;

/// Who acts in the ledger.
const ACTOR: &str = "demonstration";
/// Kind of the zones that are known by their words.
const HOST_KIND: &str = "host";

/// Loads the whole demonstration into an empty register.
pub async fn load(register: &Register) -> Result<(), Failure> {
    printer::talk("loading the demonstration register (drawn by hand, not surveyed) …");
    let plan = text("register.toml")?;
    let plan = DemonstrationPlan::parse(&plan).map_err(|cause| DemonstrationError::Toml {
        file: "register.toml".to_owned(),
        cause,
    })?;
    let datum = Datum::Cgcs2000;
    let districts = read(&plan.files.districts, |source| format::read_districts(source, datum))?;
    let district = |row: format::DistrictFeature| District {
        division: row.division,
        name: row.name,
        shape: std::sync::Arc::new(crate::geometry::normalise(&row.shape)),
    };
    let rows = Rows::Districts(districts.into_iter().map(district).collect());
    load_set(register, DatasetKind::Districts, &plan.files.districts, rows).await?;
    let features = read(&plan.files.features, |source| {
        format::read_features_geojson(source, datum)
    })?;
    load_set(
        register,
        DatasetKind::Features,
        &plan.files.features,
        Rows::Features(features),
    )
    .await?;
    let addresses = read(&plan.files.addresses, |source| {
        format::read_addresses_csv(source, Encoding::Utf8, datum)
    })?;
    load_set(
        register,
        DatasetKind::Addresses,
        &plan.files.addresses,
        Rows::Addresses(addresses),
    )
    .await?;
    for step in &plan.load {
        let draft = read(&step.file, format::draft::read_draft_file)?;
        let (outcomes, _) = register.delimit(ACTOR, vec![draft], step.intent()).await?;
        for outcome in outcomes {
            register
                .take_plan_acts(ACTOR, &outcome.zone, outcome.delimitation, &step.acts)
                .await?;
        }
    }
    let hosts = read(&plan.files.abuttals, |source| {
        format::read_abuttals_csv(source, Encoding::Utf8)
    })?;
    register.import_abuttals(ACTOR, HOST_KIND, hosts).await?;
    let agencies = read(&plan.files.agencies, |source| {
        format::read_agencies_csv(source, Encoding::Utf8, datum)
    })?;
    register.import_agencies(ACTOR, agencies).await?;
    let atlas = register.atlas();
    let (zones, agencies) = (atlas.zones().count(), atlas.agencies().count());
    printer::talk(&format!(
        "loaded {zones} zones and {agencies} agencies; revision {}",
        atlas.head().revision
    ));
    Ok(())
}

/// Reads the example drafts.
pub fn drafts() -> Result<Demonstration, Failure> {
    let index = text("drafts/index.toml")?;
    Ok(Demonstration::parse(&index, |name| {
        text(&format!("drafts/{name}")).ok()
    })?)
}

async fn load_set(register: &Register, kind: DatasetKind, file: &str, rows: Rows) -> Result<(), Failure> {
    let bytes = bytes(file)?;
    let dataset = Dataset {
        kind,
        name: "demonstration".to_owned(),
        file: file.to_owned(),
        datum: Datum::Cgcs2000,
        file_digest: Digest::of_bytes(&bytes),
    };
    register.load(ACTOR, Load { dataset, rows }).await?;
    Ok(())
}

fn bytes(file: &str) -> Result<Vec<u8>, Failure> {
    let found = Files::get(file).ok_or_else(|| DemonstrationError::Missing(file.to_owned()))?;
    Ok(found.data.into_owned())
}

fn text(file: &str) -> Result<String, Failure> {
    String::from_utf8(bytes(file)?).map_err(|error| Failure::Ours(anyhow::Error::new(error)))
}

/// Reads a file of the demonstration; a fault in it is the program's, not the user's.
fn read<T>(
    file: &str,
    read: impl FnOnce(Source<'_>) -> Result<(T, format::Origin), format::Refused>,
) -> Result<T, Failure> {
    let bytes = bytes(file)?;
    let mut silent = |_| {};
    let (value, _) = Source::of(bytes.as_slice(), Some(file), &mut silent)
        .and_then(read)
        .map_err(|refused| Failure::Ours(anyhow::Error::new(refused)))?;
    Ok(value)
}
