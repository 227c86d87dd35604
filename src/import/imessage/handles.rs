//! People by their numbers and addresses: one person has several (formats document, section 3.2.1, "People").

use std::collections::HashMap;

/// Everybody in the database.
#[derive(Debug, Default)]
pub(super) struct Handles {
    people: Vec<Person>,
    /// People by row number in the table `handle`.
    by_row: HashMap<i64, usize>,
    /// People by comparable address, and by the system's own number for a person.
    by_sign: HashMap<String, usize>,
}

/// One person: an index into [`Handles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct PersonId(usize);

/// A person under all addresses.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// Numbers and mail addresses as the database writes them; the first is what the person is shown by.
    pub(super) addresses: Vec<String>,
    /// Where somebody else turned out to be this person.
    moved_to: Option<usize>,
}

impl Person {
    /// What the person is called here: the database knows no names.
    pub(super) fn name(&self) -> &str {
        self.addresses.first().map_or("Unknown", String::as_str)
    }
}

impl Handles {
    /// Adds a row of the table `handle`.
    pub(super) fn add(&mut self, row: i64, address: &str, person: Option<&str>) {
        let place = self.place_of(address);
        if let Some(sign) = person.map(|person| format!("person {person}")) {
            let other = *self.by_sign.entry(sign).or_insert(place);
            self.join(other, place);
        }
        self.by_row.insert(row, place);
    }

    /// The person of a row of the table `handle`; somebody unknown if that row is gone.
    pub(super) fn of_row(&mut self, row: i64) -> PersonId {
        let known = self.by_row.get(&row).copied();
        let place = known.unwrap_or_else(|| self.place_of(&format!("Unknown {row}")));
        self.by_row.insert(row, place);
        PersonId(self.resolved(place))
    }

    /// The person with this address.
    pub(super) fn of_address(&mut self, address: &str) -> PersonId {
        let place = self.place_of(address);
        PersonId(self.resolved(place))
    }

    /// The person.
    pub(super) fn person(&self, id: PersonId) -> &Person {
        &self.people[id.0]
    }

    /// What is the same for a person in every database: an address in its comparable form.
    pub(super) fn sign(&self, id: PersonId) -> String {
        self.person(id).addresses.iter().map(|address| comparable(address)).min().unwrap_or_default()
    }

    fn place_of(&mut self, address: &str) -> usize {
        let next = self.people.len();
        let place = *self.by_sign.entry(comparable(address)).or_insert(next);
        if place == next {
            self.people.push(Person::default());
        }
        let place = self.resolved(place);
        let addresses = &mut self.people[place].addresses;
        if addresses.len() < MOST_NAMES && !addresses.iter().any(|known| known == address) {
            addresses.push(address.to_owned());
        }
        place
    }

    /// Makes one person of two.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.resolved(one), self.resolved(other));
        if one != other {
            let (into, from) = (one.min(other), one.max(other));
            let addresses = std::mem::take(&mut self.people[from].addresses);
            self.people[into].addresses.extend(addresses);
            self.people[from].moved_to = Some(into);
        }
    }

    /// Where the person is now. People move to lower places only, so this ends; what was walked is shortened.
    fn resolved(&mut self, place: usize) -> usize {
        let (mut now, mut walked) = (place, place);
        while let Some(next) = self.people[now].moved_to {
            now = next;
        }
        while let Some(next) = self.people[walked].moved_to.replace(now).filter(|_| walked != now) {
            walked = next;
        }
        self.people[now].moved_to = None;
        now
    }
}

/// A person has a handful of addresses; a list without end would be searched without end.
pub(super) const MOST_NAMES: usize = 100;

/// An address in the form in which two of one person are equal: of a number the last nine digits, which
/// are there with and without the country's prefix.
pub(super) fn comparable(address: &str) -> String {
    const TOLD_BY: usize = 9;
    let address = address.trim();
    let is_number = address.chars().all(|c| c.is_ascii_digit() || "+-(). \u{A0}".contains(c));
    let digits: String = address.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        0 => address.to_lowercase(),
        _ if !is_number => address.to_lowercase(),
        count => digits[count.saturating_sub(TOLD_BY)..].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_with_and_without_its_prefix() {
        for (one, other, same) in [
            ("+1 (555) 010-2345", "5550102345", true),
            ("+33612345678", "0612345678", true),
            ("+491701234567", "0170 1234567", true),
            ("Ana@Example.org", "ana@example.org", true),
            ("+15550102345", "+15550102346", false),
            ("12345", "112345", false),
            ("a1@example.org", "b1@example.org", false),
        ] {
            assert_eq!(comparable(one) == comparable(other), same, "{one} {other}");
        }
    }

    #[test]
    fn a_person_is_one_under_number_and_mail_where_the_system_says_so() {
        let mut handles = Handles::default();
        handles.add(1, "+15550102345", None);
        handles.add(2, "ana@example.org", Some("P1"));
        handles.add(3, "(555) 010-2345", Some("P1"));
        handles.add(4, "ben@example.org", Some("P2"));
        let ids = [1, 2, 3, 4, 9].map(|row| handles.of_row(row));
        assert!(ids[0] == ids[1] && ids[1] == ids[2] && ids[2] != ids[3] && ids[3] != ids[4]);
        let ana = handles.person(ids[0]);
        assert_eq!(ana.addresses, ["+15550102345", "(555) 010-2345", "ana@example.org"]);
        assert_eq!(handles.person(ids[4]).name(), "Unknown 9");
        assert_eq!(handles.of_address("5550102345"), ids[0]);
    }
}
