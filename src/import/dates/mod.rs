//! Numeric dates and clock times as phones print them, and the decision between day and month.
//!
//! One routine for every format that prints numeric dates (formats document, section 3.1): numbers
//! are taken as they stand first, and read as dates only when the whole file has been seen.

mod clock;
mod numeric;
mod order;
mod weekday;

pub use clock::{Clock, ClockStyle, seconds_of};
pub use numeric::NumericDate;
pub use order::{DateOrder, Hints, decide};
pub use weekday::weekday;
