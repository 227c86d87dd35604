//! Which of several files is the chat: in a folder, and by the same rules inside a zip.

use super::ImportError;
use std::path::{Path, PathBuf};

/// The one export in a folder.
pub(super) fn only_export(folder: &Path) -> Result<PathBuf, ImportError> {
    let failed = |error| ImportError::from_io(folder, error);
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.path().is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    let mut found = most_likely(&names);
    match found.len() {
        0 => Err(ImportError::NothingInFolder { path: folder.to_owned() }),
        1 => Ok(folder.join(found.remove(0))),
        _ => Err(ImportError::SeveralExports {
            path: folder.to_owned(),
            names: found.into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// The names that a chat most likely has: `_chat.txt`, else texts named after WhatsApp or a chat, else
/// every kind of file that can be read. Documents sent in the chat lie beside it, so a better name wins.
pub(super) fn most_likely<S: AsRef<str>>(names: &[S]) -> Vec<&str> {
    let candidates = || names.iter().map(AsRef::as_ref).filter(|name| !base(name).starts_with('.'));
    let of = |wanted: fn(&str) -> bool| candidates().filter(|name| wanted(&base(name))).collect::<Vec<_>>();
    [is_chat_txt, is_named_after_a_chat, is_readable]
        .into_iter()
        .map(of)
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// The last part of a name, in lower case.
fn base(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase()
}

fn is_chat_txt(base: &str) -> bool {
    base == "_chat.txt"
}

fn is_named_after_a_chat(base: &str) -> bool {
    has_ending(base, &["txt"]) && ["whatsapp", "chat"].iter().any(|word| base.contains(word))
}

fn is_readable(base: &str) -> bool {
    has_ending(base, &["txt", "zip", "csv", "tsv", "json", "jsonl", "ndjson", "md", "log"])
}

fn has_ending(base: &str, endings: &[&str]) -> bool {
    base.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chat_is_found_among_the_documents_sent_in_it() {
        let check = |names: &[&str], expected: &[&str]| assert_eq!(most_likely(names), expected);
        check(&["_chat.txt", "chat with Ana.txt", "a.txt"], &["_chat.txt"]);
        check(
            &["Conversa do WhatsApp com Ana.txt", "poem.txt", "x.jpg"],
            &["Conversa do WhatsApp com Ana.txt"],
        );
        check(&["a.txt", "b.csv", "c.jpg", ".a.txt"], &["a.txt", "b.csv"]);
        check(&["c.jpg"], &[]);
    }
}
