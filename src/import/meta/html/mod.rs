//! The data download as web pages, and Facebook's pages of before 2018.

mod before_2018;
mod block;
mod page;
mod when;

pub(super) use before_2018::{read_before_2018, recognise_before_2018};
pub(super) use page::{read, recognise};
