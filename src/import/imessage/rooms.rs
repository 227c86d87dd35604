//! Which rows of the table `chat` are one chat: a person's numbers and the switch from SMS to iMessage
//! each make a row of their own (formats document, section 3.2.1, "People").

use super::handles::{Handles, PersonId};
use crate::conversation::Audience;
use std::collections::{BTreeSet, HashMap};

/// All chats of a database.
#[derive(Debug, Default)]
pub(super) struct Rooms {
    list: Vec<Room>,
    by_row: HashMap<i64, usize>,
    by_key: HashMap<String, usize>,
    /// Chats by the names that messages without a chat still tell.
    by_name: HashMap<String, usize>,
}

/// One chat: an index into [`Rooms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RoomId(usize);

/// One chat, of one row or several.
#[derive(Debug)]
pub(super) struct Room {
    /// What is the same for the chat in every database.
    pub(super) key: String,
    /// The name that its members gave it.
    pub(super) title: String,
    /// How many people it is between.
    pub(super) audience: Audience,
    /// Everybody in it but the owner.
    pub(super) members: Vec<PersonId>,
}

/// A row of the table `chat`.
#[derive(Debug, Default)]
pub(super) struct ChatRow {
    pub(super) row: i64,
    pub(super) guid: String,
    /// 45 between two, 43 a group.
    pub(super) style: i64,
    /// The other's address, or a group's own name for itself.
    pub(super) identifier: String,
    pub(super) title: String,
    pub(super) members: BTreeSet<PersonId>,
}

impl Rooms {
    /// Puts the rows together.
    pub(super) fn new(mut rows: Vec<ChatRow>, handles: &mut Handles) -> Self {
        for row in rows.iter_mut().filter(|row| row.style != GROUP && row.members.is_empty()) {
            if is_address(&row.identifier) {
                row.members.insert(handles.of_address(&row.identifier));
            }
        }
        let titles = titles(&rows);
        let mut rooms = Self::default();
        for row in rows {
            let title = match titles.get(&row.members) {
                Some(Some(title)) if row.title.is_empty() => title.clone(),
                _ => row.title.clone(),
            };
            let room = rooms.add(&row, title, handles);
            rooms.by_row.insert(row.row, room);
            rooms.by_name.entry(row.identifier).or_insert(room);
        }
        rooms
    }

    /// The chat of a row of the table `chat`.
    pub(super) fn of_row(&self, row: i64) -> Option<RoomId> {
        self.by_row.get(&row).copied().map(RoomId)
    }

    /// The chat for a message that belongs to none: a group that it names, else with whom it was.
    pub(super) fn of_orphan(
        &mut self,
        name: Option<&str>,
        other: Option<PersonId>,
        handles: &Handles,
    ) -> RoomId {
        if let Some(room) = name.and_then(|name| self.by_name.get(name)) {
            return RoomId(*room);
        }
        let room = match (name, other) {
            (Some(name), _) => Room::new(format!("room {name}"), Audience::Group),
            (None, Some(other)) => Room::direct(other, handles),
            (None, None) => Room::new("nobody".to_owned(), Audience::Unknown),
        };
        RoomId(self.place_of(room))
    }

    /// The chat.
    pub(super) fn room(&self, id: RoomId) -> &Room {
        &self.list[id.0]
    }

    /// All chats.
    pub(super) fn all(&self) -> impl Iterator<Item = &Room> {
        self.list.iter()
    }

    fn add(&mut self, row: &ChatRow, title: String, handles: &Handles) -> usize {
        let members: Vec<PersonId> = row.members.iter().copied().collect();
        let is_group = row.style == GROUP || members.len() > 1;
        let room = match members[..] {
            [] => {
                let audience = if is_group { Audience::Group } else { Audience::Unknown };
                Room { title, ..Room::new(format!("chat {}", row.guid), audience) }
            }
            [other] if !is_group => Room::direct(other, handles),
            _ => {
                let signs: BTreeSet<String> = members.iter().map(|id| handles.sign(*id)).collect();
                let signs: Vec<String> = signs.into_iter().collect();
                let key = format!("group {}\n{title}", signs.join(","));
                Room { title, members, ..Room::new(key, Audience::Group) }
            }
        };
        self.place_of(room)
    }

    fn place_of(&mut self, room: Room) -> usize {
        let next = self.list.len();
        let place = *self.by_key.entry(room.key.clone()).or_insert(next);
        if place == next {
            self.list.push(room);
        }
        place
    }
}

impl Room {
    fn new(key: String, audience: Audience) -> Self {
        Self { key, title: String::new(), audience, members: Vec::new() }
    }

    fn direct(other: PersonId, handles: &Handles) -> Self {
        let key = format!("direct {}", handles.sign(other));
        Self { members: vec![other], ..Self::new(key, Audience::Direct) }
    }
}

const GROUP: i64 = 43;

/// For each set of people, the one title that their chats have: rows without it are of the same chat.
/// `None` where the same people have several chats with titles of their own.
fn titles(rows: &[ChatRow]) -> HashMap<BTreeSet<PersonId>, Option<String>> {
    let mut titles: HashMap<BTreeSet<PersonId>, Option<String>> = HashMap::new();
    for row in rows.iter().filter(|row| !row.title.is_empty() && !row.members.is_empty()) {
        let title = Some(row.title.clone());
        titles
            .entry(row.members.clone())
            .and_modify(|known| {
                if *known != title {
                    *known = None;
                }
            })
            .or_insert(title);
    }
    titles
}

/// Whether a person can be reached by it.
fn is_address(identifier: &str) -> bool {
    identifier.contains('@')
        || identifier.starts_with('+')
        || identifier.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rooms(rows: &[(i64, &str, &str, &[i64])], handles: &mut Handles) -> Rooms {
        let rows = rows.iter().enumerate().map(|(place, (style, identifier, title, members))| ChatRow {
            row: i64::try_from(place).unwrap(),
            guid: format!("g{place}"),
            style: *style,
            identifier: (*identifier).to_owned(),
            title: (*title).to_owned(),
            members: members.iter().map(|member| handles.of_row(*member)).collect(),
        });
        Rooms::new(rows.collect(), handles)
    }

    fn handles() -> Handles {
        let mut handles = Handles::default();
        for (row, address) in
            [(1, "+15550102345"), (2, "5550102345"), (3, "ben@example.org"), (4, "+15550109999")]
        {
            handles.add(row, address, None);
        }
        handles
    }

    #[test]
    fn rows_between_the_same_people_are_one_chat() {
        let mut handles = handles();
        let rooms = rooms(
            &[
                (45, "+15550102345", "", &[1]),
                (45, "5550102345", "", &[2]),
                (45, "(unknown)", "", &[]),
                (45, "+1 555 010 2345", "", &[]),
                (43, "chat1", "Trip", &[1, 3]),
                (43, "chat2", "", &[2, 3]),
                (43, "chat3", "", &[1]),
            ],
            &mut handles,
        );
        let of = |row| rooms.of_row(row).unwrap();
        assert!(of(0) == of(1) && of(1) == of(3) && of(4) == of(5));
        assert!(of(0) != of(2) && of(0) != of(4) && of(0) != of(6) && of(4) != of(6));
        assert_eq!((rooms.room(of(5)).title.as_str(), rooms.room(of(5)).audience), ("Trip", Audience::Group));
    }

    #[test]
    fn two_groups_of_the_same_people_with_names_of_their_own_stay_two() {
        let mut handles = handles();
        let rows = [(43, "c1", "Trip", &[1, 3][..]), (43, "c2", "Rent", &[1, 3]), (43, "c3", "", &[1, 3])];
        let rooms = rooms(&rows, &mut handles);
        let of = |row| rooms.of_row(row).unwrap();
        assert!(of(0) != of(1) && of(1) != of(2) && of(0) != of(2));
    }

    #[test]
    fn a_message_without_a_chat_goes_to_its_group_or_its_person() {
        let mut handles = handles();
        let rows = [(43, "chat1", "Trip", &[1, 3][..]), (45, "+15550102345", "", &[1])];
        let mut rooms = rooms(&rows, &mut handles);
        let ana = handles.of_row(2);
        let found = [
            rooms.of_orphan(Some("chat1"), Some(ana), &handles),
            rooms.of_orphan(None, Some(ana), &handles),
            rooms.of_orphan(Some("chat9"), Some(ana), &handles),
            rooms.of_orphan(None, None, &handles),
        ];
        assert_eq!(found[..2], [rooms.of_row(0).unwrap(), rooms.of_row(1).unwrap()]);
        assert!(found[2] != found[0] && found[2] != found[1] && found[3] != found[2]);
    }
}
