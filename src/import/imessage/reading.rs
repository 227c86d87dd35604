//! All rows of all databases, one after the other.

use super::attachment;
use super::beside::Beside;
use super::database::Database;
use super::fold::{self, Pending};
use super::handles::{Handles, MOST_NAMES, PersonId, comparable};
use super::message;
use super::rooms::{Room, RoomId, Rooms};
use super::row::{self, Column, Row, number_at};
use super::spoken;
use super::tapback::{self, Association, Tapback};
use crate::conversation::{Attachment, Audience, Kind, Message, ParticipantId, SourcePos};
use crate::import::chats::{About, Chat, Chats};
use crate::import::finish::Draft;
use crate::import::json::Stop;
use crate::import::{File, ImportError, Options, OwnerEvidence, Skip, moment};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Reads every chat of every database.
///
/// `SQLite` reads pages as it needs them and the log beside the file with them, so the bytes that it
/// reads come to no number that means anything. What the receipt tells is the file's size and fingerprint,
/// as for every other format: the file is read through once for it.
pub(super) fn read(files: &[File<'_>], _: &Options) -> Result<Vec<Draft>, ImportError> {
    let mut chats = Chats::default();
    let mut pending = HashMap::new();
    let mut unopened = None;
    for file in files {
        if let Err(error) = read_file(file, &mut chats, &mut pending) {
            chats.note(file, Some(Stop::Broken { line: 1 }))?;
            unopened = unopened.or(Some(error));
        }
    }
    for (key, pending) in pending {
        pending.fold(chats.of(&key));
    }
    chats.iter_mut().for_each(fold::sort);
    let about = About { format: super::DATABASE.name, variant: "database".to_owned(), platform: "Messages" };
    // Why the one database cannot be opened says more than that nothing was read.
    chats.into_drafts(&about).map_err(|error| unopened.unwrap_or(error))
}

/// What waits, by chat, until all messages are read.
type Waiting = HashMap<String, Pending>;

fn read_file(file: &File<'_>, chats: &mut Chats, pending: &mut Waiting) -> Result<(), ImportError> {
    let path = file.on_disk().ok_or_else(|| ImportError::DatabaseInZip { path: file.path() })?;
    let unreadable = |error| ImportError::from_io(&path, error);
    file.read(|reader| std::io::copy(reader, &mut std::io::sink()).map_err(unreadable))?;
    let failed =
        |error: rusqlite::Error| ImportError::Database { path: path.clone(), problem: error.to_string() };
    let database = Database::open(&path).map_err(failed)?;
    let mut handles = database.handles().map_err(failed)?;
    let rooms = database.rooms(&mut handles).map_err(failed)?;
    let mut reading = Reading {
        file: file.shared_name(),
        chats,
        pending,
        handles,
        rooms,
        opened: HashSet::new(),
        own: HashSet::new(),
        rows: 0,
    };
    match reading.messages(&database) {
        Err(error) if reading.rows == 0 => return Err(failed(error)),
        Err(_) => {
            let line = reading.rows;
            reading.chats.note(file, Some(Stop::Broken { line }))?;
        }
        Ok(()) => {}
    }
    reading.close();
    Ok(())
}

/// What is gathered while rows come by.
struct Reading<'a> {
    file: Arc<str>,
    chats: &'a mut Chats,
    pending: &'a mut Waiting,
    handles: Handles,
    rooms: Rooms,
    /// Chats whose members are entered.
    opened: HashSet<RoomId>,
    /// The owner's own addresses.
    own: HashSet<String>,
    /// How many rows came by.
    rows: usize,
}

impl Reading<'_> {
    fn messages(&mut self, database: &Database) -> rusqlite::Result<()> {
        let connection = database.connection();
        let mut joins = connection.prepare(&database.joins_query()?)?;
        let joins = joins.query_map([], |row| Ok((number_at(row, 0), number_at(row, 1))))?;
        let mut joins = Beside::new(joins);
        let mut files = connection.prepare(&database.attachments_query()?)?;
        let files = files.query_map([], |row| Ok((number_at(row, 0), attachment::read(row))))?;
        let mut files = Beside::new(files);
        let mut rows = connection.prepare(&row::query(&database.columns("message")?))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            self.rows += 1;
            let row = Row(row);
            let number = row.number(Column::RowId);
            let room = self.room(&row, &joins.of(number)?);
            let attachments = files.of(number)?.into_iter().flatten().collect();
            self.row(&row, room, attachments);
        }
        Ok(())
    }

    /// The chat of a row. One that is joined to several belongs to the first.
    fn room(&mut self, row: &Row<'_>, chats: &[i64]) -> RoomId {
        if let Some(room) = chats.iter().find_map(|chat| self.rooms.of_row(*chat)) {
            return room;
        }
        let other = self.other(row);
        self.rooms.of_orphan(row.text(Column::RoomNames).as_deref(), other, &self.handles)
    }

    /// The person whose address stands in the row: its sender, or in the owner's own the one it went to.
    fn other(&mut self, row: &Row<'_>) -> Option<PersonId> {
        Some(row.number(Column::HandleId))
            .filter(|handle| *handle != 0)
            .map(|handle| self.handles.of_row(handle))
    }

    fn row(&mut self, row: &Row<'_>, room: RoomId, attachments: Vec<Attachment>) {
        let sender = self.sender(row, room);
        let place = usize::try_from(row.number(Column::RowId)).unwrap_or(0);
        let source = SourcePos { file: self.file.clone(), first: place, last: place };
        match tapback::association(row) {
            Association::Vote => self.chat(room).skip(Skip::Empty),
            Association::Tapback(target, part, mark, removed) => {
                let id = row.text(Column::Guid).map(Cow::into_owned);
                let tapback = Tapback { id, target, part, by: sender, mark, removed };
                let (sent, _) = moment::apple(row.number(Column::Date));
                self.waiting(room).tapback(tapback, sent, source);
            }
            Association::None => match message::read(row, attachments) {
                Err(why) => self.chat(room).skip(why),
                Ok(message) => {
                    let sender = (message.kind != Kind::System).then_some(sender);
                    self.message(room, Message { sender, source, ..message });
                }
            },
        }
    }

    fn message(&mut self, room: RoomId, message: Message) {
        match spoken::parse(&message.text).filter(|_| message.kind == Kind::Text) {
            Some(spoken) => self.waiting(room).spoken(spoken, message),
            None => self.chat(room).keep(message),
        }
    }

    /// Who wrote the row, entered among the people of its chat.
    fn sender(&mut self, row: &Row<'_>, room: RoomId) -> ParticipantId {
        let own_address = row.text(Column::DestinationCallerId);
        if let Some(address) = &own_address
            && !self.own.contains(&**address)
        {
            self.own.insert(address.clone().into_owned());
        }
        let other = self.other(row);
        let chat = self.chats.of(&self.rooms.room(room).key);
        if self.opened.insert(room) {
            open(chat, self.rooms.room(room), &self.handles);
        }
        match other {
            _ if row.is(Column::IsFromMe) => owner(chat, own_address.as_deref()),
            Some(other) => person(chat, &self.handles, other),
            None => chat.people.of("Unknown", "Unknown"),
        }
    }

    fn chat(&mut self, room: RoomId) -> &mut Chat {
        self.chats.of(&self.rooms.room(room).key)
    }

    fn waiting(&mut self, room: RoomId) -> &mut Pending {
        self.pending.entry(self.rooms.room(room).key.clone()).or_default()
    }

    /// What is known only at the end: which addresses are the owner's own.
    fn close(self) {
        let own: HashSet<String> = self.own.iter().map(|address| comparable(address)).collect();
        for room in self.rooms.all().filter(|room| room.audience == Audience::Direct) {
            let is_own = |id: &PersonId| {
                self.handles.person(*id).addresses.iter().any(|address| own.contains(&comparable(address)))
            };
            if room.members.iter().all(is_own) {
                self.chats.of(&room.key).audience = Audience::NoteToSelf;
            }
        }
    }
}

/// Enters what is known of a chat and everybody in it, the owner first.
fn open(chat: &mut Chat, room: &Room, handles: &Handles) {
    if chat.title.is_empty() {
        chat.title.clone_from(&room.title);
    }
    chat.audience = room.audience;
    let me = owner(chat, None);
    chat.owner = Some((me, OwnerEvidence::Marked));
    for member in &room.members {
        person(chat, handles, *member);
    }
}

/// The owner, under the address that the message was sent from too.
fn owner(chat: &mut Chat, address: Option<&str>) -> ParticipantId {
    let me = chat.people.known(ME).unwrap_or_else(|| chat.people.of(ME, ME));
    if let Some(address) = address {
        also_called(chat, me, address);
    }
    me
}

const ME: &str = "Me";

/// A person, under all addresses.
fn person(chat: &mut Chat, handles: &Handles, id: PersonId) -> ParticipantId {
    let person = handles.person(id);
    if let Some(known) = chat.people.known(person.name()) {
        return known;
    }
    let new = chat.people.of(person.name(), person.name());
    for address in &person.addresses {
        also_called(chat, new, address);
    }
    new
}

fn also_called(chat: &mut Chat, id: ParticipantId, name: &str) {
    let aliases = &mut chat.people.person_mut(id).aliases;
    if aliases.len() < MOST_NAMES && !aliases.iter().any(|alias| alias == name) {
        aliases.push(name.to_owned());
    }
}
