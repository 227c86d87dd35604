//! CSV, TSV and the like as a format: is it one, has it a header, what are its rows.

use super::delimited::{self, Dialect};
use super::error::TableError;
use super::fields::{Field, fold};
use super::known::{Program, VIBER_COLUMNS};
use super::mapping::Mapping;
use super::read::{self, Reading};
use super::rows::{Row, Table};
use crate::import::finish::Draft;
use crate::import::stamp::Stamp;
use crate::import::{ImportError, Options, Source};

/// How sure it is that the source is a table of messages.
pub(super) fn recognise(source: &Source) -> u8 {
    let head = read::head(&source.text);
    if read::begins_like_json(head) || head.trim_start().starts_with('<') {
        return 0;
    }
    let named_so = read::ends_in(&source.name, &["csv", "tsv"]);
    let fallback = if named_so { 20 } else { 0 };
    let Some(dialect) = delimited::sniff(head, |row| known_names(row, &[])) else { return fallback };
    let (table, header) = table(head, dialect, &[]);
    let mapping = header.map(&table, &[]);
    match (header, mapping) {
        (Header::Known | Header::Untold, Ok(_)) if table.program.is_some() => 97,
        (Header::Known, Ok(_)) => 90,
        (Header::Known, Err(_)) => fallback.max(40),
        (_, Ok(mapping)) if mapping.has(Field::Time) => 45,
        // Columns without names and without times are a table of anything; `--from csv` reads it all the same.
        (_, Ok(_)) => 0,
        (_, Err(_)) => fallback,
    }
}

/// Reads the whole table.
pub(in crate::import) fn read(source: &Source, options: &Options) -> Result<Draft, ImportError> {
    let known = |row: &Row| known_names(row, &options.columns);
    let dialect =
        delimited::sniff(&source.text, known).ok_or_else(|| read::failed(source, TableError::NoColumns))?;
    let (mut table, header) = table(&source.text, dialect, &options.columns);
    let mapping = header
        .map(&table, &options.columns)
        .map_err(|error| read::failed(source, TableError::of_mapping(error, &table.columns)))?;
    mend(&mut table, &mapping, dialect);
    let variant = format!("{}, {}", dialect.delimiter_name(), header.words());
    Ok(read::draft(Reading { source, options, format: "csv", variant, table, mapping }))
}

/// What the first row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Header {
    /// Names, some of them known.
    Known,
    /// Names, none of them known: where rows have a time it has none.
    Unknown,
    /// A row like the others, of a program that writes no names.
    Untold,
    /// A row like the others.
    None,
}

impl Header {
    fn map(self, table: &Table, overrides: &[(String, String)]) -> Result<Mapping, super::mapping::MapError> {
        match self {
            Self::Known | Self::Untold => Mapping::by_name(table, overrides),
            Self::Unknown | Self::None => Mapping::by_look(table, overrides),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Known => "with a header",
            Self::Unknown => "with a header in other words",
            Self::Untold => "without a header, as Viber mails it",
            Self::None => "without a header",
        }
    }
}

fn table(text: &str, dialect: Dialect, overrides: &[(String, String)]) -> (Table, Header) {
    let mut rows: Vec<Row> = delimited::rows(text, dialect).collect();
    let header = header(&rows, dialect.width, overrides);
    let columns: Vec<String> = match header {
        Header::None => (1..=dialect.width).map(|number| number.to_string()).collect(),
        Header::Untold => VIBER_COLUMNS.map(str::to_owned).to_vec(),
        Header::Known | Header::Unknown => rows.remove(0).cells,
    };
    let program = match header {
        Header::Untold => Some(Program::Viber),
        _ => Program::of(&columns),
    };
    (Table { columns, rows, program, ..Table::default() }, header)
}

fn header(rows: &[Row], width: usize, overrides: &[(String, String)]) -> Header {
    let Some((first, others)) = rows.split_first() else { return Header::None };
    let is_time = |row: &Row, column: usize| Stamp::parse(row.cell(column)).is_some();
    let only_others_timed = |column: usize| {
        let timed = others.iter().take(ENOUGH).filter(|row| is_time(row, column)).count();
        !is_time(first, column) && timed >= 2 && timed * 10 >= others.len().min(ENOUGH) * 9
    };
    if known_names(first, overrides) >= 2 {
        Header::Known
    } else if Program::of_rows(rows).is_some() {
        Header::Untold
    } else if (0..width).any(only_others_timed) {
        Header::Unknown
    } else {
        Header::None
    }
}

/// Rows that suffice to tell a header.
const ENOUGH: usize = 50;

/// How many fields the row's cells name, by known words or by the person's own.
fn known_names(row: &Row, overrides: &[(String, String)]) -> usize {
    let folded: Vec<String> = row.cells.iter().map(|cell| fold(cell)).collect();
    let names = |field: &Field| folded.iter().any(|cell| field.rank(cell).is_some());
    let chosen = overrides.iter().filter(|(_, column)| row.cells.contains(column)).count();
    let known = Field::ALL.iter().filter(|field| names(field)).count();
    // One cell such as "type" may name two fields.
    (known + chosen).min(row.cells.iter().filter(|cell| !cell.trim().is_empty()).count())
}

/// Rows that are too wide have delimiters in words that were not quoted: the text takes them back.
fn mend(table: &mut Table, mapping: &Mapping, dialect: Dialect) {
    let Some(text) = mapping.columns(Field::Text).next() else { return };
    let width = table.columns.len();
    for row in &mut table.rows {
        let filled = row.cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if filled <= width {
            row.cells.truncate(width);
        }
        let surplus = row.cells.len().saturating_sub(width);
        let words = text..=text + surplus;
        if surplus > 0 {
            let joined =
                row.cells[words.clone()].join(char::from(dialect.delimiter).encode_utf8(&mut [0; 4]));
            row.cells.splice(words, [joined]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conversation::{Kind, SentAt};
    use crate::import::table::read::testing::{self, said};
    use proptest::prelude::*;

    fn import(csv: &str) -> crate::import::Imported {
        testing::import(read, "chat.csv", csv, &Options::default()).unwrap()
    }

    fn check(csv: &str, expected: &[(&str, &str)]) {
        assert_eq!(said(&import(csv)), expected);
    }

    fn score(name: &str, text: &str) -> u8 {
        recognise(&testing::source(name, text))
    }

    #[test]
    fn a_table_with_a_header_is_read_whatever_the_order_of_its_columns() {
        check(
            "Nachricht;Absender;Datum\n\"hi; you\";Ana;29.01.2024 12:24\nyo;Ben;29.01.2024 12:25\n",
            &[("Ana", "hi; you"), ("Ben", "yo")],
        );
    }

    #[test]
    fn a_table_without_a_header_is_read_by_its_look() {
        check(
            "29.01.2024,12:24,Ana,what a day\n29.01.2024,12:25,Ben,tell me all\n\
             29.01.2024,12:26,Ana,later tonight\n29.01.2024,12:27,Ben,can not wait\n",
            &[
                ("Ana", "what a day"),
                ("Ben", "tell me all"),
                ("Ana", "later tonight"),
                ("Ben", "can not wait"),
            ],
        );
    }

    #[test]
    fn what_viber_mails_is_read_without_a_header() {
        let csv =
            "29/01/2018,12:24:03,Me,+49 170 7654321,\"hi, you\"\n29/01/2018,12:25:04,Ana,+491701234567,yo\n";
        let imported = import(csv);
        assert_eq!(said(&imported), [("Me", "hi, you"), ("Ana", "yo")]);
        assert_eq!(imported.conversation.platform, "Viber");
        assert_eq!(imported.receipt.owner.name.as_deref(), Some("Me"));
        assert_eq!(imported.receipt.first.to_iso().as_deref(), Some("2018-01-29T12:24:03"));
        assert_eq!(imported.conversation.participants[1].aliases, ["Ana", "+491701234567"]);
        assert_eq!(score("a.csv", csv), 97);
    }

    #[test]
    fn the_sample_of_viber_is_read_whole() {
        let imported = import(include_str!("../../../samples/viber/Messages - Petra.csv"));
        let names: Vec<&str> =
            imported.conversation.participants.iter().map(|person| person.display_name.as_str()).collect();
        assert_eq!((names.as_slice(), imported.conversation.messages.len()), (&["Petra", "Me"][..], 20));
    }

    #[test]
    fn a_header_in_other_words_is_no_message() {
        check(
            "wann,wer,was\n2024-01-29 12:24,Ana,what a day\n2024-01-29 12:25,Ben,tell me all\n\
             2024-01-29 12:26,Ana,later\n2024-01-29 12:27,Ben,can not wait\n",
            &[("Ana", "what a day"), ("Ben", "tell me all"), ("Ana", "later"), ("Ben", "can not wait")],
        );
    }

    #[test]
    fn words_with_delimiters_that_were_not_quoted_stay_whole() {
        check(
            "time,sender,text,attachments\n2024-01-29,Ana,well, then, go,\n2024-01-29,Ben,I left,\n",
            &[("Ana", "well, then, go"), ("Ben", "I left")],
        );
    }

    #[test]
    fn equal_messages_of_one_minute_are_all_kept() {
        check(
            "time,sender,text\n2024-01-29 12:24,Ana,ok\n2024-01-29 12:24,Ana,ok\n2024-01-29 12:24,Ana,ok\n",
            &[("Ana", "ok"), ("Ana", "ok"), ("Ana", "ok")],
        );
    }

    #[test]
    fn times_with_and_without_a_zone_stay_what_they_are() {
        let imported = import("time,sender,text\n2024-01-29T12:24:00+02:00,Ana,a\n2024-01-29 13:24,Ana,b\n");
        let sent: Vec<String> =
            imported.conversation.messages.iter().filter_map(|message| message.sent.to_iso()).collect();
        assert!(sent.contains(&"2024-01-29T12:24:00+02:00".to_owned()));
        assert!(sent.contains(&"2024-01-29T13:24:00".to_owned()));
    }

    #[test]
    fn a_time_that_cannot_be_read_costs_no_words() {
        let imported =
            import("time,sender,text\n2024-01-29 12:24,Ana,a\nsome day,Ana,b\n2024-01-30 12:24,Ana,c\n");
        assert_eq!(said(&imported), [("Ana", "a"), ("Ana", "b"), ("Ana", "c")]);
        assert_eq!(imported.conversation.messages[1].sent, SentAt::Unknown);
    }

    #[test]
    fn a_message_knows_its_lines() {
        let imported = import("time,sender,text\n2024-01-29,Ana,\"two\nlines\"\n2024-01-30,Ben,one\n");
        let lines: Vec<(usize, usize)> = imported
            .conversation
            .messages
            .iter()
            .map(|message| (message.source.first, message.source.last))
            .collect();
        assert_eq!(lines, [(2, 3), (4, 4)]);
    }

    #[test]
    fn chosen_columns_stand_in_the_receipt() {
        let columns = vec![("text".to_owned(), "english".to_owned())];
        let options = Options { columns, ..Options::default() };
        let csv = "time,sender,text,english\n2024-01-29,Ana,hola,hello\n";
        let imported = testing::import(read, "chat.csv", csv, &options).unwrap();
        assert_eq!(said(&imported), [("Ana", "hello")]);
        assert!(imported.receipt.columns.contains(&("text", "english".to_owned())));
    }

    #[test]
    fn an_error_names_columns_and_no_words() {
        let error =
            |csv: &str| testing::import(read, "chat.csv", csv, &Options::default()).unwrap_err().to_string();
        let named = error("time,text,colour\n2024-01-29,secret words,red\n");
        assert!(named.contains("--map sender=COLUMN") && named.contains("time, text, colour"), "{named}");
        let unnamed = error("secret words,more\nother words,and more\n");
        assert!(!unnamed.contains("words") && unnamed.contains("1, 2"), "{unnamed}");
    }

    #[expect(clippy::too_many_lines, reason = "a table, a cell a line")]
    #[test]
    fn imazings_columns_are_read_by_name_whatever_their_number_and_delimiter() {
        let rows = [
            [
                "Chat Session",
                "Message Date",
                "Edited Date",
                "Service",
                "Type",
                "Sender ID",
                "Sender Name",
                "Subject",
                "Text",
                "Attachment",
                "Attachment type",
            ],
            [
                "Ana",
                "2025-07-01 10:00:00",
                "",
                "iMessage",
                "Incoming",
                "+15550102345",
                "Ana",
                "Rent",
                "is due",
                "",
                "",
            ],
            [
                "Ana",
                "2025-07-01 10:01:00",
                "2025-07-01 10:02:00",
                "iMessage",
                "Outgoing",
                "",
                "",
                "",
                "paid it",
                "",
                "",
            ],
            [
                "Ana",
                "2025-07-01 10:03:00",
                "",
                "iMessage",
                "Notification",
                "",
                "",
                "",
                "Ana left the conversation",
                "",
                "",
            ],
            [
                "Ana",
                "2025-07-01 10:04:00",
                "",
                "SMS",
                "Incoming",
                "+15550102345",
                "Ana",
                "",
                "",
                "scan",
                "Image",
            ],
            [
                "Ana",
                "2025-07-01 10:05:00",
                "",
                "SMS",
                "Incoming",
                "+15550102345",
                "Ana",
                "",
                "",
                "Audio.caf",
                "Audio",
            ],
            [
                "Ana",
                "2025-07-01T10:06:00.000Z",
                "",
                "SMS",
                "Incoming",
                "+15550102345",
                "Ana",
                "",
                "you left me",
                "",
                "",
            ],
        ];
        for delimiter in [",", ";", "\t"] {
            let csv: String = rows.iter().map(|row| row.join(delimiter) + "\r\n").collect();
            assert_eq!(score("messages.csv", &csv), 97, "{delimiter:?}");
            let imported = import(&csv);
            let expected = [
                ("Ana", "Rent\nis due"),
                ("Me", "paid it"),
                ("", "Ana left the conversation"),
                ("Ana", ""),
                ("Ana", ""),
                ("Ana", "you left me"),
            ];
            assert_eq!(said(&imported), expected);
            let messages = &imported.conversation.messages;
            let kinds: Vec<_> = messages.iter().map(|message| message.kind).collect();
            assert_eq!(kinds, [Kind::Text, Kind::Text, Kind::System, Kind::Media, Kind::Voice, Kind::Text]);
            assert!(messages[1].edited && !messages[0].edited);
            assert_eq!(imported.conversation.platform, "Messages");
            assert_eq!(imported.receipt.owner.name.as_deref(), Some("Me"));
        }
    }

    #[test]
    fn a_subject_is_no_words_where_the_program_is_not_known() {
        check(
            "time,sender,subject,text\n2024-01-29,Ana,Re: rent,hi\n2024-01-29,Ben,Re: rent,yo\n",
            &[("Ana", "hi"), ("Ben", "yo")],
        );
    }

    #[test]
    fn tables_are_told_from_other_texts() {
        assert_eq!(score("a.csv", "AuthorID,Author,Date,Content\n1,Ana,2024-01-29T12:24:00Z,hi\n"), 97);
        assert_eq!(score("a.txt", "time\tsender\ttext\n2024-01-29\tAna\thi\n"), 90);
        assert_eq!(score("a.txt", "Ana: hi, you\nBen: hi\nAna: well, so, and\n"), 0);
        assert_eq!(score("a.csv", "[{\"sender\":\"Ana\",\"text\":\"hi\"}]"), 0);
        assert_eq!(score("a.txt", "29.01.24, 12:24 - Ana: hi\n29.01.24, 12:25 - Ben: yo\n"), 0);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(time|sender|text|[,;\t|\"\n\r]|20[0-9]{2}-01-05|\\PC){0,60}") {
            let _ = testing::import(read, "chat.csv", &text, &Options::default());
            recognise(&testing::source("chat.csv", &text));
        }

        #[test]
        fn no_word_is_lost(bodies in prop::collection::vec("[a-z ,;\n\"é😀|]{1,40}", 1..20)) {
            let quoted = |body: &String| format!("2024-01-05 10:15,Ana,\"{}\"\n", body.replace('"', "\"\""));
            let csv: String =
                std::iter::once("time,sender,text\n".to_owned()).chain(bodies.iter().map(quoted)).collect();
            let imported = testing::import(read, "chat.csv", &csv, &Options::default()).unwrap();
            let kept: Vec<&str> = said(&imported).into_iter().map(|(_, text)| text).collect();
            let written: Vec<&str> =
                bodies.iter().map(String::as_str).filter(|body| !body.trim().is_empty()).collect();
            prop_assert_eq!(kept, written);
        }
    }
}
