//! What can be wrong with a model.

/// Why the model inside the program cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// A part of the model cannot be read: the program was built from damaged files.
    #[error("the model's {part} cannot be used ({why}): build hearten again from a whole checkout")]
    Damaged {
        /// The part's file name in `models/tone`.
        part: &'static str,
        /// What the reader of that part says.
        why: String,
    },
}
