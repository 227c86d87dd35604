//! The files of a folder, and which of several texts is the chat.

use crate::import::ImportError;
use std::cmp::Ordering;
use std::path::Path;

/// A chat with all its photos has some ten thousand files.
pub(super) const MAX_FILES: usize = 200_000;

/// Folders in folders; exports have five at most.
const MAX_DEPTH: usize = 16;

/// Names and sizes of all plain files in the folder and below, in natural order; links are not followed.
pub(super) fn files_of(folder: &Path) -> Result<Vec<(String, u64)>, ImportError> {
    let mut files = Vec::new();
    collect(folder, "", 0, &mut files)?;
    files.sort_by(|(a, _), (b, _)| natural(a, b));
    Ok(files)
}

fn collect(
    folder: &Path,
    before: &str,
    depth: usize,
    files: &mut Vec<(String, u64)>,
) -> Result<(), ImportError> {
    let failed = |error| ImportError::from_io(folder, error);
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(failed)?;
        if name.starts_with('.') {
            continue;
        }
        let name = format!("{before}{name}");
        if kind.is_dir() && depth < MAX_DEPTH {
            collect(&entry.path(), &format!("{name}/"), depth + 1, files)?;
        } else if kind.is_file() {
            files.push((name, entry.metadata().map_err(failed)?.len()));
        }
        if files.len() > MAX_FILES {
            return Err(ImportError::TooManyFiles { path: folder.to_owned(), limit: MAX_FILES });
        }
    }
    Ok(())
}

/// Numbers in names count as numbers: `message_2` stands before `message_10`.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut a_rest, mut b_rest) = (a, b);
    loop {
        let (a_part, b_part) = (first_part(a_rest), first_part(b_rest));
        let order = match (number(a_part), number(b_part)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => a_part.cmp(b_part),
        };
        if order != Ordering::Equal || a_part.is_empty() {
            return order.then_with(|| a.cmp(b));
        }
        (a_rest, b_rest) = (&a_rest[a_part.len()..], &b_rest[b_part.len()..]);
    }
}

/// The digits, or the rest, that a name begins with.
fn first_part(name: &str) -> &str {
    let digits = name.starts_with(|c: char| c.is_ascii_digit());
    let end = name.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(name.len());
    &name[..end]
}

fn number(part: &str) -> Option<u64> {
    part.parse().ok()
}

/// The names that a WhatsApp chat most likely has among texts of one folder: `_chat.txt`, else texts
/// named after WhatsApp or a chat, else all. Documents sent in the chat lie beside it, so a better name wins.
pub(in crate::import) fn most_likely<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let of = |wanted: fn(&str) -> bool| -> Vec<&'a str> {
        names.iter().copied().filter(|name| wanted(&base(name).to_lowercase())).collect()
    };
    [of(is_chat_txt), of(is_named_after_a_chat)]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_else(|| names.to_vec())
}

fn is_chat_txt(base: &str) -> bool {
    base == "_chat.txt"
}

fn is_named_after_a_chat(base: &str) -> bool {
    has_ending(base, &["txt"]) && ["whatsapp", "chat"].iter().any(|word| base.contains(word))
}

/// Whether a file of this name may hold messages: the ending says so, or there is none.
pub(in crate::import) fn is_readable(name: &str) -> bool {
    const ENDINGS: &[&str] =
        &["txt", "csv", "tsv", "json", "jsonl", "ndjson", "md", "log", "html", "htm", "xml", "db", "sqlite"];
    let base = base(name);
    // iOS backups name files by a hash, without an ending.
    !base.starts_with('.') && (has_ending(base, ENDINGS) || base == MESSAGES_IN_A_BACKUP)
}

/// The name of the messages database inside an iOS backup.
const MESSAGES_IN_A_BACKUP: &str = "3d0d7e5fb2ce288813306e4d4636395e047a3d28";

/// The last part of a name.
pub(super) fn base(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// The name without its last part.
pub(super) fn folder_of(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether the name has one of these endings, in whatever case.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_found_among_the_documents_sent_in_it() {
        let check = |names: &[&str], expected: &[&str]| assert_eq!(most_likely(names), expected);
        check(&["_chat.txt", "chat with Ana.txt", "a.txt"], &["_chat.txt"]);
        check(&["Conversa do WhatsApp com Ana.txt", "poem.txt"], &["Conversa do WhatsApp com Ana.txt"]);
        check(&["a.txt", "b.txt"], &["a.txt", "b.txt"]);
    }

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let mut names = ["message_10.json", "message_2.json", "a/z", "message_1.json", "a/b", "message.json"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["a/b", "a/z", "message.json", "message_1.json", "message_2.json", "message_10.json"]
        );
    }
}
