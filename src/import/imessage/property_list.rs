//! A binary property list, looked into without being built.
//!
//! Its objects refer to each other by number and may do so in circles or many times over; whoever builds
//! the whole of it can be made to run out of stack or memory. Here every look costs what it looks at.

/// A property list; its objects are numbers.
pub(super) struct PropertyList<'a> {
    bytes: &'a [u8],
    /// Where each object begins.
    offsets: &'a [u8],
    offset_size: usize,
    reference_size: usize,
    top: usize,
}

/// What an object begins with.
struct Object<'a> {
    kind: u8,
    length: usize,
    /// What stands behind its length.
    rest: &'a [u8],
}

impl<'a> PropertyList<'a> {
    /// The list in these bytes; `None` if they are none.
    pub(super) fn parse(bytes: &'a [u8]) -> Option<Self> {
        let body = bytes.strip_suffix(bytes.last_chunk::<32>()?)?;
        let [_, _, _, _, _, _, offset_size, reference_size, numbers @ ..] = bytes.last_chunk::<32>()?;
        let (count, numbers) = numbers.split_first_chunk::<8>()?;
        let (top, table) = numbers.split_first_chunk::<8>()?;
        let [count, top, table] = [number(count)?, number(top)?, number(table)?];
        let sizes = [usize::from(*offset_size), usize::from(*reference_size)];
        let [offset_size, reference_size] = sizes;
        if !body.starts_with(b"bplist00") || sizes.iter().any(|size| !(1..=8).contains(size)) {
            return None;
        }
        let end = table.checked_add(count.checked_mul(offset_size)?)?;
        Some(Self { bytes: body, offsets: body.get(table..end)?, offset_size, reference_size, top })
    }

    /// The object that holds all others.
    pub(super) fn top(&self) -> usize {
        self.top
    }

    /// The value of a dictionary's key.
    pub(super) fn get(&self, dictionary: usize, key: &str) -> Option<usize> {
        self.entries(dictionary).find(|(name, _)| self.text(*name) == Some(key)).map(|(_, value)| value)
    }

    /// Keys and values of a dictionary; none of anything else.
    pub(super) fn entries(&self, dictionary: usize) -> impl Iterator<Item = (usize, usize)> {
        let (keys, values) = match self.object(dictionary) {
            Some(Object { kind: DICTIONARY, length, rest }) => {
                rest.split_at_checked(length.saturating_mul(self.reference_size)).unwrap_or_default()
            }
            _ => Default::default(),
        };
        self.references(keys, usize::MAX).zip(self.references(values, usize::MAX))
    }

    /// What is in an array; nothing in anything else.
    pub(super) fn items(&self, array: usize) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        let (length, rest) = match self.object(array) {
            Some(Object { kind: ARRAY, length, rest }) => (length, rest),
            _ => Default::default(),
        };
        self.references(rest, length)
    }

    /// The bytes of a data object.
    pub(super) fn data(&self, object: usize) -> Option<&'a [u8]> {
        match self.object(object)? {
            Object { kind: DATA, length, rest } => rest.get(..length),
            _ => None,
        }
    }

    /// A text of plain ASCII.
    pub(super) fn text(&self, object: usize) -> Option<&'a str> {
        match self.object(object)? {
            Object { kind: ASCII, length, rest } => str::from_utf8(rest.get(..length)?).ok(),
            _ => None,
        }
    }

    /// A whole number that is not negative.
    pub(super) fn whole(&self, object: usize) -> Option<usize> {
        match self.object(object)? {
            // The length of a number is told as a power of two.
            Object { kind: WHOLE, length, rest } => number(rest.get(..1 << length.min(4))?),
            _ => None,
        }
    }

    fn references(
        &self,
        bytes: &'a [u8],
        most: usize,
    ) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator {
        let most = most.saturating_mul(self.reference_size).min(bytes.len());
        // A number too large to be one refers to nothing.
        bytes[..most].chunks_exact(self.reference_size).map(|bytes| number(bytes).unwrap_or(usize::MAX))
    }

    fn object(&self, object: usize) -> Option<Object<'a>> {
        let offset = object.checked_mul(self.offset_size)?;
        let offset = number(self.offsets.get(offset..offset.checked_add(self.offset_size)?)?)?;
        let (marker, rest) = self.bytes.get(offset..)?.split_first()?;
        let (kind, length) = (marker >> 4, usize::from(marker & 0x0F));
        match (kind, length, rest) {
            (DATA.., 0x0F, [size, rest @ ..]) if size >> 4 == WHOLE => {
                let (length, rest) = rest.split_at_checked(1 << (size & 0x0F).min(4))?;
                Some(Object { kind, length: number(length)?, rest })
            }
            (DATA.., 0x0F, _) => None,
            _ => Some(Object { kind, length, rest }),
        }
    }
}

const WHOLE: u8 = 0x1;
const DATA: u8 = 0x4;
const ASCII: u8 = 0x5;
const ARRAY: u8 = 0xA;
const DICTIONARY: u8 = 0xD;

/// A number, its highest byte first; `None` if it is too large to count anything.
fn number(bytes: &[u8]) -> Option<usize> {
    bytes.iter().try_fold(0_usize, |number, byte| number.checked_mul(256)?.checked_add(usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use plist::{Dictionary, Value};
    use proptest::prelude::*;

    fn written(value: &Value) -> Vec<u8> {
        let mut bytes = Vec::new();
        value.to_writer_binary(&mut bytes).unwrap();
        bytes
    }

    #[test]
    fn what_another_program_writes_is_found() {
        let long: Vec<Value> = (0_u64..300).map(Value::from).collect();
        let mut dictionary = Dictionary::new();
        dictionary.insert("list".to_owned(), Value::Array(long));
        dictionary.insert("data".to_owned(), Value::Data(vec![7; 70_000]));
        let bytes = written(&Value::Dictionary(dictionary));
        let list = PropertyList::parse(&bytes).unwrap();
        let items = list.get(list.top(), "list").unwrap();
        let numbers: Vec<_> = list.items(items).filter_map(|item| list.whole(item)).collect();
        assert_eq!(numbers, (0..300).collect::<Vec<_>>());
        let data = list.get(list.top(), "data").and_then(|object| list.data(object)).unwrap();
        assert_eq!(data.len(), 70_000);
        assert_eq!(list.get(list.top(), "none"), None);
        assert_eq!(list.get(items, "list"), None);
    }

    #[test]
    fn a_cut_off_list_is_none_or_has_less_in_it() {
        let bytes = written(&Value::Array(vec![Value::Data(vec![1; 40]); 3]));
        for cut in 0..bytes.len() {
            let list = PropertyList::parse(&bytes[..cut]);
            assert!(list.is_none_or(|list| list.items(list.top()).len() <= 3), "{cut}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn no_bytes_make_it_panic(
            body in prop::collection::vec(any::<u8>(), 0..40),
            trailer in prop::collection::vec(prop_oneof![Just(0), Just(1), 0_u8..50, any::<u8>()], 32),
        ) {
            let bytes = [b"bplist00", &body[..], &trailer].concat();
            if let Some(list) = PropertyList::parse(&bytes) {
                for object in 0..60 {
                    let _ = (list.data(object), list.text(object), list.whole(object));
                    let _ = (list.items(object).count(), list.entries(object).count());
                }
            }
        }
    }
}
