//! A finished review in words and pictures, for its owner alone.

pub mod canonical;
pub mod clean;

use crate::import::Receipt;
use crate::review::Review;

/// What the renderers render: a review and the receipt of the import it stands on.
#[derive(Clone, Debug)]
pub struct Report {
    /// The review.
    pub review: Review,
    /// How the export was read.
    pub receipt: Receipt,
}
