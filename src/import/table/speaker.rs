//! Who wrote each row, and everybody who wrote any.

use super::fields::Field;
use super::mapping::Mapping;
use super::rows::{Row, Table};
use super::values::{Direction, Role, says_yes};
use crate::conversation::{Participant, ParticipantId};
use std::collections::{HashMap, HashSet};

/// Finds the writers of a table's rows.
pub(super) struct Speakers<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    /// The sender column names the other person in sent rows too, as call and SMS logs do.
    names_partner: bool,
    people: People,
}

impl<'a> Speakers<'a> {
    /// Looks at the whole table to learn what its sender column means.
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping) -> Self {
        let named = |direction| {
            table
                .rows
                .iter()
                .filter(|row| mapping.direction(table, row) == Some(direction))
                .map(|row| mapping.cell(row, Field::Sender).trim())
                .filter(|name| !name.is_empty())
                .collect::<HashSet<_>>()
        };
        let names_partner = !named(Direction::Outgoing).is_disjoint(&named(Direction::Incoming));
        Self { table, mapping, names_partner, people: People::default() }
    }

    /// Who wrote the row; `None` if the app or nobody in the talk did.
    pub(super) fn of(&mut self, row: &Row) -> Option<ParticipantId> {
        let name = self.mapping.cell(row, Field::Sender).trim();
        let id = self.mapping.cell(row, Field::SenderId).trim();
        let role = Role::parse(self.mapping.cell(row, Field::Role));
        match (self.mapping.direction(self.table, row), role) {
            (Some(Direction::Notice), _) | (_, Some(Role::System)) => None,
            (Some(Direction::Outgoing), _) if self.names_partner => Some(self.people.owner("", "")),
            (Some(Direction::Outgoing), _) => Some(self.people.owner(name, id)),
            (_, Some(Role::User)) => Some(self.people.owner(self.or_role(row, name), id)),
            (_, Some(Role::Assistant)) => Some(self.people.other(self.or_role(row, name), id, true)),
            (direction, None) => {
                let is_bot = says_yes(self.mapping.cell(row, Field::Bot));
                let unnamed = if direction.is_some() { self.partner(row) } else { UNKNOWN };
                let name = if name.is_empty() && id.is_empty() { unnamed } else { name };
                Some(self.people.other(name, id, is_bot))
            }
        }
    }

    /// Everybody, and who of them the rows mark as the owner.
    pub(super) fn into_people(self) -> (Vec<Participant>, Option<ParticipantId>) {
        (self.people.everybody, self.people.owner)
    }

    fn or_role<'b>(&self, row: &'b Row, name: &'b str) -> &'b str {
        if name.is_empty() { self.mapping.cell(row, Field::Role).trim() } else { name }
    }

    /// What to call the sender of a received row without a name.
    fn partner<'b>(&self, row: &'b Row) -> &'b str {
        let title = self.mapping.cell(row, Field::Title).trim();
        if title.is_empty() { "Other person" } else { title }
    }
}

const UNKNOWN: &str = "Unknown sender";

/// Participants under all their names; ids tell apart people of one name.
#[derive(Default)]
struct People {
    everybody: Vec<Participant>,
    by_id: HashMap<String, ParticipantId>,
    by_name: HashMap<String, ParticipantId>,
    owner: Option<ParticipantId>,
}

impl People {
    /// The owner, whatever they are called in this row.
    fn owner(&mut self, name: &str, id: &str) -> ParticipantId {
        let label = [name, id, "Me"].into_iter().find(|label| !label.is_empty()).unwrap_or("Me");
        let owner = self.owner.unwrap_or_else(|| self.find(name, id).unwrap_or_else(|| self.add(label)));
        self.owner = Some(owner);
        self.meet(owner, name, id)
    }

    /// Anybody else.
    fn other(&mut self, name: &str, id: &str, is_bot: bool) -> ParticipantId {
        let label = if name.is_empty() { id } else { name };
        let person = self.find(name, id).unwrap_or_else(|| self.add(label));
        self.everybody[person.0].is_bot |= is_bot;
        self.meet(person, name, id)
    }

    fn find(&self, name: &str, id: &str) -> Option<ParticipantId> {
        if id.is_empty() { self.by_name.get(name).copied() } else { self.by_id.get(id).copied() }
    }

    fn add(&mut self, label: &str) -> ParticipantId {
        self.everybody.push(Participant::named(label));
        ParticipantId(self.everybody.len() - 1)
    }

    /// Remembers the names; the last one seen is shown.
    fn meet(&mut self, person: ParticipantId, name: &str, id: &str) -> ParticipantId {
        let participant = &mut self.everybody[person.0];
        if !name.is_empty() {
            name.clone_into(&mut participant.display_name);
            self.by_name.entry(name.to_owned()).or_insert(person);
        }
        if !id.is_empty() {
            self.by_id.entry(id.to_owned()).or_insert(person);
        }
        for alias in [name, id] {
            if !alias.is_empty() && !participant.aliases.iter().any(|known| known == alias) {
                participant.aliases.push(alias.to_owned());
            }
        }
        person
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::table::delimited;

    /// Shown names of each row's writer, and the owner's.
    fn check(csv: &str, writers: &[Option<&str>], owner: Option<&str>) {
        let dialect = delimited::sniff(csv, |_| 2).unwrap();
        let mut rows = delimited::rows(csv, dialect);
        let columns = rows.next().unwrap().cells;
        let table = Table { columns, rows: rows.collect(), ..Table::default() };
        let mapping = Mapping::by_name(&table, &[]).unwrap();
        let mut speakers = Speakers::new(&table, &mapping);
        let written: Vec<_> = table.rows.iter().map(|row| speakers.of(row)).collect();
        let (people, marked) = speakers.into_people();
        let name = |id: ParticipantId| people[id.0].display_name.as_str();
        assert_eq!(written.into_iter().map(|writer| writer.map(name)).collect::<Vec<_>>(), writers);
        assert_eq!(marked.map(name), owner);
    }

    #[test]
    fn sent_rows_without_a_name_are_the_owners() {
        check(
            "type,sender name,text\nIncoming,Ana,hi\nOutgoing,,yo\nNotification,,named the chat",
            &[Some("Ana"), Some("Me"), None],
            Some("Me"),
        );
    }

    #[test]
    fn a_column_that_names_the_partner_does_not_name_the_owner() {
        check(
            "type,name,body\n1,Ana,hi\n2,Ana,yo\n2,Ana,ok",
            &[Some("Ana"), Some("Me"), Some("Me")],
            Some("Me"),
        );
    }

    #[test]
    fn the_owner_is_one_person_under_all_names() {
        check(
            "is_from_me,sender,text\n0,Ana,hi\n1,Ben,yo\n1,Benjamin,ok\n0,Ana,ah",
            &[Some("Ana"), Some("Benjamin"), Some("Benjamin"), Some("Ana")],
            Some("Benjamin"),
        );
    }

    #[test]
    fn ids_tell_people_of_one_name_apart_and_join_a_persons_names() {
        check(
            "author_id,author,content\n1,Ana,hi\n2,Ana,yo\n1,Ana B,ok",
            &[Some("Ana B"), Some("Ana"), Some("Ana B")],
            None,
        );
    }

    #[test]
    fn in_a_talk_with_an_assistant_the_user_is_the_owner_and_instructions_are_nobodys() {
        check(
            "role,content\nsystem,be kind\nuser,hi\nassistant,hello",
            &[None, Some("user"), Some("assistant")],
            Some("user"),
        );
    }

    #[test]
    fn a_row_without_any_name_is_somebodys_unknown() {
        check("sender,text\nAna,hi\n,lost", &[Some("Ana"), Some("Unknown sender")], None);
    }
}
