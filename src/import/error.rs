//! Why an export could not be read: which file, which place, what to do next. Never message text.

use std::path::PathBuf;

/// Everything that can stop an import.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be opened or read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// There is nothing in the file.
    #[error("{} is empty: export the chat again and check that the file arrived whole", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
}
