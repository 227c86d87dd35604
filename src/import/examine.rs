//! How a path would be read, and why: for `hearten doctor`.

use super::groups::{self, candidates, scores};
use super::source::Bundle;
use super::{ImportError, Imported, Options, read};
use std::path::Path;

/// Everything that is decided about one file, folder or zip.
#[derive(Debug)]
pub struct Examination {
    /// Whether it is a single file, not a folder or zip of several.
    pub is_one_file: bool,
    /// The files in it that may hold messages.
    pub files: Vec<Examined>,
    /// How many other files there are (pictures, sounds and the like).
    pub other_files: usize,
    /// What reading it gives.
    pub outcome: Result<Vec<Imported>, ImportError>,
}

/// What is decided about one file.
#[derive(Debug)]
pub struct Examined {
    /// Its name, within the folder or zip.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The formats that claim it and how sure they are, of 100, surest first.
    pub claims: Vec<(&'static str, u8)>,
    /// The format that reads it; `None` if it is left out.
    pub read_as: Option<&'static str>,
}

/// Looks at a path as reading it does. Fails only where there is nothing to look at.
pub fn examine(path: &Path, options: &Options) -> Result<Vec<Examination>, ImportError> {
    let one = |bundle: Result<Bundle, ImportError>| match bundle {
        Ok(bundle) => examination(&bundle, options),
        Err(error) => {
            Examination { is_one_file: true, files: Vec::new(), other_files: 0, outcome: Err(error) }
        }
    };
    Ok(Bundle::all(path)?.into_iter().map(one).collect())
}

fn examination(bundle: &Bundle, options: &Options) -> Examination {
    let groups = groups::of(bundle, options).unwrap_or_default();
    let reader_of = |name: &str| {
        let reads = |files: &[super::File<'_>]| files.iter().any(|file| file.name() == name);
        groups.iter().find(|group| reads(&group.files)).map(|group| group.format.name)
    };
    let files: Vec<Examined> = candidates(bundle)
        .map(|file| Examined {
            name: file.name().to_owned(),
            bytes: file.size(),
            claims: scores(&file).into_iter().map(|(format, score)| (format.name, score)).collect(),
            read_as: reader_of(file.name()),
        })
        .collect();
    Examination {
        is_one_file: bundle.is_one_file(),
        other_files: bundle.files().count() - files.len(),
        files,
        outcome: read(bundle, options, &|_| {}).and_then(super::Found::with_owner),
    }
}
