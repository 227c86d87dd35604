//! The whatsapp importer.

use super::Format;

/// This format's row in the table.
pub(super) const FORMAT: Format =
    Format { name: "whatsapp", title: "whatsapp", files: ".txt", recognise: |_| 0, read: |_, _| todo!() };
