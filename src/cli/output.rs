//! Where answers go: stdout, or a private file that is written whole or not at all.

use super::failure::Failure;
use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A place for the answer, found writable before any work is done.
pub(super) enum Output {
    /// The terminal or pipe that called.
    Stdout,
    /// A file that takes its name when it is complete; only its owner may read it.
    File {
        /// The name it will have.
        path: PathBuf,
        /// The file beside it that is written first.
        draft: NamedTempFile,
    },
}

impl Output {
    /// Prepares stdout (`None` or "-") or the file; fails if nothing can be written there, or if it is
    /// one of the `inputs` itself.
    pub(super) fn prepare(path: Option<&Path>, inputs: &[PathBuf]) -> Result<Self, Failure> {
        let Some(path) = path.filter(|path| *path != OsStr::new("-")) else {
            return Ok(Self::Stdout);
        };
        if path.is_dir() {
            return Err(Failure::Output(format!(
                "{} is a folder: give the report a file name in it",
                path.display()
            )));
        }
        if inputs.iter().any(|input| is_same_file(path, input)) {
            return Err(Failure::Usage(format!(
                "{} is the export itself: choose another name for the report",
                path.display()
            )));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // A NamedTempFile is readable by its owner alone (mode 0600), and keeps that mode when it is renamed.
        let draft = NamedTempFile::new_in(folder).map_err(|error| {
            Failure::Output(format!("cannot write into {}: {}", folder.display(), reason(&error)))
        })?;
        Ok(Self::File { path: path.to_owned(), draft })
    }

    /// Writes the whole answer.
    pub(super) fn write(self, answer: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Stdout => {
                let mut out = anstream::stdout().lock();
                out.write_all(answer)?;
                out.flush()?;
            }
            Self::File { path, mut draft } => {
                let failed = |error: &io::Error| {
                    Failure::Output(format!("cannot write {}: {}", path.display(), reason(error)))
                };
                draft
                    .write_all(answer)
                    .and_then(|()| draft.as_file().sync_all())
                    .map_err(|error| failed(&error))?;
                draft.persist(&path).map_err(|error| failed(&error.error))?;
                anstream::eprintln!("written to {} (only you can read it)", path.display());
            }
        }
        Ok(())
    }
}

fn is_same_file(path: &Path, input: &Path) -> bool {
    matches!((path.canonicalize(), input.canonicalize()), (Ok(path), Ok(input)) if path == input)
}

/// What the system says, without the path of the draft, which nobody knows.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error
            .raw_os_error()
            .map_or_else(|| error.kind().to_string(), |code| io::Error::from_raw_os_error(code).to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_private_and_leaves_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.html");
        Output::prepare(Some(&path), &["chat.txt".into()]).unwrap().write(b"report").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"report");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn the_export_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let chat = folder.path().join("chat.txt");
        std::fs::write(&chat, "x").unwrap();
        let refused = Output::prepare(Some(&chat), std::slice::from_ref(&chat));
        assert!(matches!(refused, Err(Failure::Usage(_))));
    }

    #[test]
    fn a_missing_folder_is_named_before_any_work() {
        let refused = Output::prepare(Some(Path::new("/no/such/folder/report.html")), &["chat.txt".into()]);
        let Err(Failure::Output(message)) = refused else { panic!("it was accepted") };
        assert!(message.contains("/no/such/folder") && message.contains("no such folder"), "{message}");
    }
}
