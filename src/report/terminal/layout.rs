//! A page that grows line by line, in the terminal's colours and signs.

use super::Style;
use super::wrap::{Look, Span, cells, wrap};
use anstyle::{AnsiColor, Effects};
use std::fmt::Write;

/// How far text stands from the left.
pub(super) const MARGIN: usize = 3;

/// A page in the making.
pub(super) struct Page {
    style: Style,
    /// Cells that a line may take.
    width: usize,
    parts: usize,
    out: String,
}

impl Page {
    /// An empty page.
    pub(super) fn new(style: Style) -> Self {
        let width = match style.width {
            120.. => 100,
            80.. => 80,
            // Under 48, the width of its narrowest table, the terminal may wrap lines itself.
            narrow => narrow.max(48),
        };
        Self { style, width, parts: 0, out: String::new() }
    }

    /// Whether there is room for bars and dots.
    pub(super) fn has_room_for_bars(&self) -> bool {
        self.width >= 80
    }

    /// Whether there is room for intervals.
    pub(super) fn has_room_for_intervals(&self) -> bool {
        self.width >= 58
    }

    /// Whether there is room for a third column.
    pub(super) fn has_room_for_finds(&self) -> bool {
        self.width >= 68
    }

    /// Whether a marked phrase stands between « and », because there is no underline.
    pub(super) fn marks_phrases_by_sign(&self) -> bool {
        !self.style.colour
    }

    /// An empty line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// The head of the next numbered part, with a rule to the right edge.
    pub(super) fn heading(&mut self, title: &str) {
        self.parts += 1;
        self.gap();
        let head = format!(" {}  {title} ", self.parts);
        let rule = "─".repeat(self.width.saturating_sub(cells(&[Span::new(Look::Plain, &*head)])));
        self.line(&[Span::new(Look::Strong, head), Span::new(Look::Faint, rule)]);
        self.gap();
    }

    /// A line as it is.
    pub(super) fn line(&mut self, spans: &[Span]) {
        let mut line: Vec<Span> = Vec::new();
        for span in spans {
            match line.last_mut() {
                Some(last) if last.look == span.look => last.text.push_str(&span.text),
                _ => line.push(span.clone()),
            }
        }
        while let Some(last) = line.last_mut() {
            last.text.truncate(last.text.trim_end().len());
            if !last.text.is_empty() {
                break;
            }
            line.pop();
        }
        for span in &line {
            let text = self.folded(&span.text);
            if self.style.colour && span.look != Look::Plain {
                let ansi = ansi(span.look);
                write!(self.out, "{ansi}{text}{ansi:#}").expect("writing to a String never fails");
            } else {
                self.out.push_str(&text);
            }
        }
        self.out.push('\n');
    }

    /// A paragraph at the margin.
    pub(super) fn text(&mut self, text: &str) {
        self.hanging(&[], MARGIN, &[Span::new(Look::Plain, text)]);
    }

    /// `first`, filled up to `hang` cells, and then the text, whose other lines begin under it.
    pub(super) fn hanging(&mut self, first: &[Span], hang: usize, text: &[Span]) {
        let text: Vec<Span> = text.iter().map(|span| Span::new(span.look, self.folded(&span.text))).collect();
        let lines = wrap(&text, self.width.saturating_sub(hang).max(1));
        if lines.is_empty() {
            return self.line(first);
        }
        for (index, line) in lines.into_iter().enumerate() {
            let mut whole = if index == 0 { first.to_vec() } else { Vec::new() };
            whole.push(Span::new(Look::Plain, " ".repeat(hang.saturating_sub(cells(&whole)))));
            whole.extend(line);
            self.line(&whole);
        }
    }

    /// `left` and, at the right edge, `right`; on two lines where they do not fit on one.
    pub(super) fn between(&mut self, left: &[Span], right: &str) {
        let needed = cells(left) + 1 + cells(&[Span::new(Look::Plain, right)]);
        let mut line = left.to_vec();
        if needed <= self.width {
            line.push(Span::new(Look::Plain, " ".repeat(self.width + 1 - needed)));
            line.push(Span::new(Look::Plain, right));
            return self.line(&line);
        }
        let indent: String =
            left.first().map_or("", |span| &span.text).chars().take_while(|c| *c == ' ').collect();
        self.hanging(&[], indent.len(), left);
        self.hanging(&[], indent.len(), &[Span::new(Look::Plain, right)]);
    }

    /// Short facts side by side, as many on a line as fit; each is only broken where it alone is too wide.
    pub(super) fn facts(&mut self, facts: &[Vec<Span>]) {
        let room = self.width - MARGIN;
        let mut line: Vec<Span> = Vec::new();
        for fact in facts {
            if !line.is_empty() && cells(&line) + 3 + cells(fact) > room {
                self.hanging_whole(&std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(Span::new(Look::Plain, "   "));
            }
            line.extend(fact.iter().cloned());
        }
        if !line.is_empty() {
            self.hanging_whole(&line);
        }
    }

    /// At the margin as it is where it fits, wrapped where it does not.
    fn hanging_whole(&mut self, line: &[Span]) {
        if cells(line) > self.width - MARGIN {
            return self.hanging(&[], MARGIN, line);
        }
        let mut whole = vec![Span::new(Look::Plain, " ".repeat(MARGIN))];
        whole.extend_from_slice(line);
        self.line(&whole);
    }

    /// The finished page.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Our own signs in ASCII where the terminal shows no more.
    fn folded(&self, text: &str) -> String {
        if self.style.unicode {
            return text.to_owned();
        }
        text.chars().fold(String::with_capacity(text.len()), |mut folded, sign| {
            match ascii(sign) {
                Some(ascii) => folded.push_str(ascii),
                None => folded.push(sign),
            }
            folded
        })
    }
}

/// The ASCII sign for one of our own; `None` for everything else.
fn ascii(sign: char) -> Option<&'static str> {
    Some(match sign {
        '●' => "*",
        '○' => "o",
        '·' => ".",
        '■' => "#",
        '▁' => "1",
        '▂' => "2",
        '▃' => "3",
        '▄' => "4",
        '▅' => "5",
        '▆' => "6",
        '▇' => "7",
        '█' => "8",
        '∿' => "~",
        '─' | '–' => "-",
        '┊' => "|",
        '“' | '”' => "\"",
        '’' | '‘' => "'",
        '«' => "<<",
        '»' => ">>",
        '…' => "...",
        _ => return None,
    })
}

fn ansi(look: Look) -> anstyle::Style {
    let plain = anstyle::Style::new();
    match look {
        Look::Plain => plain,
        Look::Strong => plain.effects(Effects::BOLD),
        Look::Faint => plain.effects(Effects::DIMMED),
        Look::Marked => plain.effects(Effects::UNDERLINE),
        Look::Opens => plain.fg_color(Some(AnsiColor::Yellow.into())),
        Look::Closes => plain.fg_color(Some(AnsiColor::BrightBlue.into())),
    }
}
