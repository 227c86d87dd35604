//! Drawings of figures, each with its table behind it.
//!
//! They have no `viewBox`: x is in per cent and y in pixels, so that a chart is as wide as its column
//! and its text never shrinks on a phone. What needs a path stands in a nested drawing that is
//! stretched, with strokes that are not. They hold figures and the program's own words only.

mod axis;
mod panel;
mod split;
mod strip;

pub(super) use axis::{Axis, month_name};
pub(super) use panel::{Scale, panel};
pub(super) use split::split;
pub(super) use strip::{strip, strip_axis};

use crate::tone::Side;
use maud::{Markup, html};

/// A horizontal place in per cent, as an attribute.
fn percent(share: f64) -> String {
    format!("{share:.2}%")
}

/// A vertical place in pixels, as an attribute.
fn pixels(place: f64) -> String {
    format!("{place:.1}")
}

/// One mark at a place: round opens, square may close, hollow is a month held only in part.
fn dot(side: Side, x: f64, y: f64, radius: f64, class: &str) -> Markup {
    let (x, width) = (percent(x), pixels(2.0 * radius));
    match side {
        Side::Opening => html! { circle class=(class) cx=(x) cy=(pixels(y)) r=(pixels(radius)) {} },
        // A rectangle cannot be centred on a place in per cent, a drawing that begins there can hold it.
        Side::Closing => html! {
            svg x=(x) y=(pixels(y)) {
                rect class=(class) x=(pixels(-radius)) y=(pixels(-radius)) width=(width) height=(width) {}
            }
        },
    }
}
