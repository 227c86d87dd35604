//! One message of the package: four fields, in JSON or CSV.

use crate::conversation::{Message, SentAt};
use crate::import::Skip;
use crate::import::attached::name_in_address;
use crate::import::discord::parts::{self, Parts};
use crate::import::discord::{markup, title::is_snowflake};
use crate::import::json::Loose;
use crate::import::moment::{self, When};
use serde::Deserialize;

/// What the package tells of a message.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(super) struct Record {
    #[serde(rename = "ID")]
    id: Loose,
    timestamp: Loose,
    contents: Loose,
    /// Addresses with spaces between.
    attachments: Loose,
}

impl Record {
    /// The cells of a row, in the order of the header.
    pub(super) fn of_row(row: &csv::ByteRecord) -> Option<Self> {
        let cell = |place| row.get(place).map(|cell| Loose(String::from_utf8_lossy(cell).into_owned()));
        let [id, timestamp, contents] = [cell(0)?, cell(1)?, cell(2)?];
        Some(Self { id, timestamp, contents, attachments: cell(3).unwrap_or_default() })
    }

    /// The message, but for its sender.
    pub(super) fn message(self) -> Result<Message, Skip> {
        if self.id.0.is_empty() && self.timestamp.0.is_empty() {
            return Err(Skip::Malformed);
        }
        let (sent, precision) = self.when();
        let files = self.attachments.0.split_whitespace().filter_map(name_in_address).map(parts::file);
        let parts = Parts {
            content: markup::shown(&self.contents.0, |_| None),
            attachments: files.collect(),
            ..Parts::default()
        };
        let message =
            Message { id: self.id.filled(), sent, precision, raw: self.contents.0, ..Message::default() };
        parts.into_message(message)
    }

    /// The time is printed without a zone; the id tells the moment.
    fn when(&self) -> When {
        let printed = moment::iso(&self.timestamp.0);
        let by_id = || moment_of_id(&self.id.0).filter(|(sent, _)| sent.date().is_some());
        match printed.0 {
            SentAt::Instant { .. } => printed,
            _ => by_id().unwrap_or(printed),
        }
    }
}

/// Discord's ids begin with the milliseconds since 2015.
fn moment_of_id(id: &str) -> Option<When> {
    const START: i64 = 1_420_070_400_000;
    let millis = i64::try_from(id.parse::<u64>().ok().filter(|_| is_snowflake(id))? >> 22).ok()?;
    Some(moment::unix_millis(millis + START))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(id: &str, timestamp: &str) -> Option<String> {
        let record = Record { id: Loose(id.into()), timestamp: Loose(timestamp.into()), ..Record::default() };
        record.when().0.to_iso()
    }

    #[test]
    fn the_moment_is_told_by_the_zone_or_by_the_id() {
        assert_eq!(
            sent("175928847299117063", "2016-04-30 11:18:25").as_deref(),
            Some("2016-04-30T11:18:25.796Z")
        );
        assert_eq!(sent("7", "2016-04-30 11:18:25").as_deref(), Some("2016-04-30T11:18:25"));
        assert_eq!(
            sent("175928847299117063", "2016-04-30 11:18:25+00:00").as_deref(),
            Some("2016-04-30T11:18:25+00:00")
        );
        assert_eq!(sent("", "then"), None);
    }
}
