//! The small parts that pages are made of: sections, tables behind charts, marks, things that open.

use crate::report::words::page;
use crate::tone::{Side, Tone};
use maud::{Markup, html};

/// One numbered part of the page, with its entry in the navigation.
pub(super) struct Part {
    /// Its fragment.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What follows the heading.
    pub(super) body: Markup,
}

impl Part {
    /// The part under its number.
    pub(super) fn section(&self, number: usize) -> Markup {
        let heading = format!("h-{}", self.id);
        html! {
            section id=(self.id) aria-labelledby=(heading) {
                h2 id=(heading) { span.n { (number) } (self.title) }
                (self.body)
            }
        }
    }
}

/// The navigation beside the parts, in their order.
pub(super) fn rail(parts: &[Part]) -> Markup {
    html! {
        nav.rail aria-label=(page::PARTS) {
            ol {
                @for (index, part) in parts.iter().enumerate() {
                    li { a href={ "#" (part.id) } { span aria-hidden="true" { (index + 1) } (part.title) } }
                }
            }
        }
    }
}

/// Figures in rows and columns. Holds no chat text and no names.
pub(super) struct Table {
    /// What it is a table of.
    pub(super) caption: String,
    /// The heads of its columns, that of the rows' heads first.
    pub(super) columns: Vec<String>,
    /// Each row's head and cells.
    pub(super) rows: Vec<(String, Vec<String>)>,
}

impl Table {
    /// The table; it scrolls by itself where the page is narrow.
    pub(super) fn shown(&self) -> Markup {
        scroll(
            &self.caption,
            &html! {
                table {
                    caption { (self.caption) }
                    thead { tr { @for column in &self.columns { th scope="col" { (column) } } } }
                    tbody {
                        @for (head, cells) in &self.rows {
                            tr { th scope="row" { (head) } @for cell in cells { td { (cell) } } }
                        }
                    }
                }
            },
        )
    }

    /// The table, closed, behind a chart.
    pub(super) fn behind_chart(&self) -> Markup {
        html! {
            details.open {
                summary { (page::AS_TABLE) span.vh { ": " (self.caption) } }
                (self.shown())
            }
        }
    }
}

/// A table in a frame that a keyboard can scroll.
pub(super) fn scroll(caption: &str, table: &Markup) -> Markup {
    html! { section.scroll tabindex="0" aria-label={ "Table: " (caption) } { (table) } }
}

/// The class of one side's colours.
pub(super) fn class(side: Side) -> &'static str {
    match side {
        Side::Opening => "o",
        Side::Closing => "c",
    }
}

/// The sign of one side: round opens, square may close.
pub(super) fn mark(side: Side) -> Markup {
    match side {
        Side::Opening => html! {
            svg width="14" height="14" aria-hidden="true" { circle.m-o cx="7" cy="7" r="5.6" {} }
        },
        Side::Closing => html! {
            svg width="14" height="14" aria-hidden="true" { rect.m-c x="2" y="2" width="10" height="10" {} }
        },
    }
}

/// A small square filled as the bar of all messages is.
pub(super) fn swatch(class: &str) -> Markup {
    html! {
        svg width="15" height="15" aria-hidden="true" { rect class=(class) width="15" height="15" rx="2" {} }
    }
}

/// "7 in 10" as ten dots.
pub(super) fn tens(full: usize) -> Markup {
    html! {
        span.tens {
            svg width="100" height="12" aria-hidden="true" {
                @for dot in 0..10 {
                    circle.(if dot < full { "m-n" } else { "m-nh" }) cx=(10 * dot + 5) cy="6" r="3.7" {}
                }
            }
        }
    }
}

/// The fragment of the messages that carry one label.
pub(super) fn fragment(tone: Tone) -> String {
    format!("m-{}", tone.name())
}

/// A figure that opens into the messages that carry one label.
pub(super) fn link(tone: Tone, text: &str) -> Markup {
    html! { a href={ "#" (fragment(tone)) } { (text) } }
}
