//! Whose account it is, in the files beside the messages of a whole-account export.

use super::app::App;
use crate::import::json::{self, Go, Loose, Place, Walk};
use crate::import::mojibake::mended;
use crate::import::{File, ImportError};

/// The names of the account's owner in each app, from the profiles that lie in the same folder or zip.
pub(super) fn owners(files: &[File<'_>]) -> Result<Vec<(App, String)>, ImportError> {
    let Some(first) = files.first() else { return Ok(Vec::new()) };
    let mut owners = Vec::new();
    for file in first.bundled() {
        let app = match file.base() {
            "profile_information.json" => App::Messenger,
            "personal_information.json" => App::Instagram,
            _ => continue,
        };
        let mut names = Names::default();
        // A profile that cannot be read costs nothing but itself.
        file.read(|reader| Ok(json::walk(reader, &mut names).is_ok()))?;
        owners.extend(names.0.into_iter().map(|name| (app, mended(name))));
    }
    Ok(owners)
}

#[derive(Default)]
struct Names(Vec<String>);

/// Where names stand, by year and app.
const PLACES: &[&[&str]] = &[
    &["profile_v2", "name", "full_name"],
    &["profile", "name", "full_name"],
    &["profile_user", "*", "string_map_data", "Name", "value"],
    &["profile_user", "*", "string_map_data", "Username", "value"],
];

impl Walk for Names {
    fn at(&mut self, place: &Place) -> Go {
        let depth = place.depth();
        match () {
            () if PLACES.iter().any(|steps| place.is(steps)) => Go::Take,
            () if PLACES.iter().any(|steps| depth < steps.len() && place.is(&steps[..depth])) => Go::In,
            () => Go::Past,
        }
    }

    fn take(&mut self, _: &Place, value: &str) {
        self.0.extend(json::parse::<Loose>(value).and_then(Loose::filled));
    }
}
