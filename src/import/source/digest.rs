//! How many bytes were read, and what they come to.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io::{BufRead, Read};

/// First 16 hex digits of the SHA-256.
pub(in crate::import) fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> String {
    digest.iter().take(8).fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a String does not fail");
        hex
    })
}

/// The account of what was read.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    bytes: u64,
    digest: Sha256,
}

impl Tally {
    /// Bytes read.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// What they come to, in 16 hex digits.
    pub(super) fn fingerprint(self) -> String {
        hex(&self.digest.finalize())
    }

    /// The reader, every byte of it counted.
    pub(super) fn counting<R>(&mut self, reader: R) -> Counting<'_, R> {
        Counting { tally: self, reader }
    }
}

/// A reader whose bytes are counted.
pub(super) struct Counting<'a, R> {
    tally: &'a mut Tally,
    reader: R,
}

impl<R> Counting<'_, R> {
    fn count(&mut self, bytes: &[u8]) {
        self.tally.bytes += bytes.len() as u64;
        self.tally.digest.update(bytes);
    }
}

impl<R: Read> Read for Counting<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(into)?;
        self.count(&into[..read]);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counting<'_, R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(bytes) = self.reader.fill_buf() {
            let read = bytes[..amount.min(bytes.len())].to_vec();
            self.count(&read);
        }
        self.reader.consume(amount);
    }
}
