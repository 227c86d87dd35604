//! A finished review in words and pictures, for its owner alone.

pub mod canonical;
pub mod clean;
pub mod doctor;
#[cfg(test)]
pub(crate) mod example;
mod excerpt;
pub mod guide;
pub mod html;
pub mod json;
pub mod receipt;
mod rows;
pub mod terminal;
pub mod words;

use crate::import::Receipt;
use crate::review::Review;

/// Puts together what the renderers render.
pub fn build(review: Review, receipt: Receipt) -> Report {
    Report { review, receipt }
}

/// What the renderers render: a review and the receipt of the import it stands on.
#[derive(Clone, Debug)]
pub struct Report {
    /// The review.
    pub review: Review,
    /// How the export was read.
    pub receipt: Receipt,
}
