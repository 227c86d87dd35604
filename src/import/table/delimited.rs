//! Delimiter-separated text as rows: which delimiter, then RFC 4180 with the file's own lapses allowed.

use super::rows::Row;
use csv::{ReaderBuilder, StringRecord};

/// How a delimiter-separated text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between cells.
    pub(super) delimiter: u8,
    /// Whether a quotation mark at the start of a cell encloses it.
    quoted: bool,
    /// Bytes before the first record: a line `sep=;` that spreadsheets write.
    skip: usize,
    /// How many cells most records have.
    pub(super) width: usize,
}

impl Dialect {
    /// The delimiter in words, for receipts.
    pub(super) fn delimiter_name(self) -> &'static str {
        match self.delimiter {
            b';' => "semicolons",
            b'\t' => "tabs",
            b'|' => "bars",
            _ => "commas",
        }
    }
}

/// How the text is delimited; `None` if no delimiter makes columns of it.
///
/// `header` tells how many columns of a first record it knows by name: a record it knows much of
/// decides, then the evenness of the first records, then their width, then how usual the delimiter is.
pub(super) fn sniff(text: &str, header: impl Fn(&Row) -> usize) -> Option<Dialect> {
    let (declared, skip) = declared(text);
    DELIMITERS
        .into_iter()
        .rev()
        .filter(|delimiter| declared.is_none_or(|declared| declared == *delimiter))
        .filter_map(|delimiter| {
            let dialect = Dialect { delimiter, quoted: true, skip, width: 0 };
            let sample: Vec<Row> = rows(text, dialect).take(SAMPLE).collect();
            let first = sample.first()?;
            let known = header(first);
            let (usual, records) = usual_width(&sample)?;
            let even = records * 1000 / sample.len();
            let width = if known >= 2 { first.cells.len() } else { usual };
            (width >= 2 && (even >= EVEN || known >= 2))
                .then_some(((known, even, width), Dialect { width, ..dialect }))
        })
        .max_by_key(|(rank, _)| *rank)
        .map(|(_, dialect)| with_quotes_settled(text, dialect))
}

/// The records of the text, one by one.
pub(super) fn rows(text: &str, dialect: Dialect) -> Rows<'_> {
    let body = &text[dialect.skip..];
    let reader = ReaderBuilder::new()
        .delimiter(dialect.delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(dialect.quoted)
        .from_reader(body.as_bytes());
    Rows { body, reader, quoted: dialect.quoted, read: 0, line: 1 + breaks(&text[..dialect.skip]) }
}

/// Records with the lines they stand on.
pub(super) struct Rows<'a> {
    body: &'a str,
    reader: csv::Reader<&'a [u8]>,
    quoted: bool,
    /// Bytes of `body` whose line breaks are in `line`.
    read: usize,
    line: usize,
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let mut record = StringRecord::new();
        let more = self
            .reader
            .read_record(&mut record)
            .expect("records of any width in a valid text in memory are always readable");
        if !more {
            return None;
        }
        let end = usize::try_from(self.reader.position().byte()).map_or(self.body.len(), |byte| byte);
        let span = &self.body[self.read..end];
        let lead = span.len() - span.trim_start_matches(['\r', '\n']).len();
        let first = self.line + breaks(&span[..lead]);
        let last = first + breaks(span[lead..].trim_end_matches(['\r', '\n']));
        self.line += breaks(span);
        self.read = end;
        let cell = |cell: &str| if self.quoted { cell.to_owned() } else { unquoted(cell) };
        Some(Row { first, last, cells: record.iter().map(cell).collect() })
    }
}

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Records looked at (formats document, section 3.7).
const SAMPLE: usize = 50;

/// Least share of equally wide records, in thousandths, where the header is not known.
const EVEN: usize = 800;

/// The delimiter of a first line `sep=;`, and the length of that line.
fn declared(text: &str) -> (Option<u8>, usize) {
    let line_end = text.find('\n').map_or(text.len(), |at| at + 1);
    let line = text[..line_end].trim_end_matches(['\r', '\n']).trim_matches('"');
    match line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| line.as_bytes()) {
        Some(&[_, _, _, _, delimiter]) if DELIMITERS.contains(&delimiter) => (Some(delimiter), line_end),
        _ => (None, 0),
    }
}

/// Words may begin with a quotation mark that nothing closes; read as enclosing, it would swallow the
/// messages below. Only an odd number of marks can hide one, and then the reading that finds more
/// records of the usual width is right.
fn with_quotes_settled(text: &str, dialect: Dialect) -> Dialect {
    if text.bytes().filter(|byte| *byte == b'"').count().is_multiple_of(2) {
        return dialect;
    }
    let usual = |dialect: Dialect| rows(text, dialect).filter(|row| row.cells.len() == dialect.width).count();
    let plain = Dialect { quoted: false, ..dialect };
    if usual(plain) > usual(dialect) { plain } else { dialect }
}

/// A cell that is enclosed after all, where quotation marks are otherwise words.
fn unquoted(cell: &str) -> String {
    let inner = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| cell.to_owned(), |inner| inner.replace("\"\"", "\""))
}

/// The most frequent number of cells, and how many records have it.
fn usual_width(sample: &[Row]) -> Option<(usize, usize)> {
    let records = |width| sample.iter().filter(|row| row.cells.len() == width).count();
    sample
        .iter()
        .map(|row| row.cells.len())
        .map(|width| (width, records(width)))
        .max_by_key(|&(_, count)| count)
}

fn breaks(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, delimiter: u8, expected: &[&[&str]]) {
        let dialect = sniff(text, |_| 0).unwrap();
        assert_eq!(dialect.delimiter, delimiter);
        let read: Vec<Vec<String>> = rows(text, dialect).map(|row| row.cells).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn the_delimiter_that_makes_even_columns_wins() {
        check("a;b, c;d\ne;f;g, h, i\n", b';', &[&["a", "b, c", "d"], &["e", "f", "g, h, i"]]);
        check("a\tb\nc\td", b'\t', &[&["a", "b"], &["c", "d"]]);
        check("a|b\nc|d", b'|', &[&["a", "b"], &["c", "d"]]);
    }

    #[test]
    fn delimiters_and_line_ends_inside_quotes_are_text() {
        check(
            "a,\"x; y; z\nsecond, line\"\r\nb,\"say \"\"hi\"\"\"\r\n",
            b',',
            &[&["a", "x; y; z\nsecond, line"], &["b", "say \"hi\""]],
        );
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_swallows_no_message() {
        check(
            "a,x\nb,\"oh\nc,\"z\"\"z\"\nd,e\nf,g\n",
            b',',
            &[&["a", "x"], &["b", "\"oh"], &["c", "z\"z"], &["d", "e"], &["f", "g"]],
        );
    }

    #[test]
    fn a_declared_delimiter_is_obeyed_and_its_line_is_no_record() {
        check("sep=;\r\na,1;b,2\r\nc,3;d,4", b';', &[&["a,1", "b,2"], &["c,3", "d,4"]]);
    }

    #[test]
    fn one_column_is_no_table() {
        assert_eq!(sniff("Ana: hello\nBen: hello, you\nAna: nice\n", |_| 0), None);
        assert_eq!(sniff("", |_| 0), None);
    }

    #[test]
    fn a_known_header_outweighs_even_columns() {
        let text = "a;b,c\nd;e,f,g\nh;i\n";
        let dialect = sniff(text, |row| if row.cells.len() == 2 && row.cells[0] == "a;b" { 2 } else { 0 });
        assert_eq!(dialect.unwrap().delimiter, b',');
    }

    #[test]
    fn a_record_knows_its_lines() {
        let text = "sep=,\r\nh,i\r\n\r\n\"two\nlines\",x\r\nlast,y";
        let dialect = sniff(text, |_| 0).unwrap();
        let lines: Vec<(usize, usize)> = rows(text, dialect).map(|row| (row.first, row.last)).collect();
        assert_eq!(lines, [(2, 2), (4, 5), (6, 6)]);
    }
}
