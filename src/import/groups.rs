//! Which format reads which files of a bundle.

use super::finish::{self, Draft};
use super::source::{Bundle, File, Source, is_readable, most_likely};
use super::{FORMATS, Format, Found, ImportError, Options, Reader, whatsapp};

/// The files that may hold messages: a single file whatever its name.
pub(super) fn candidates(bundle: &Bundle) -> impl Iterator<Item = File<'_>> {
    bundle.files().filter(|file| bundle.is_one_file() || is_readable(file.name()))
}

/// How much of the work is done once a text is in memory: reading it takes the rest.
pub(super) const OPENED: f32 = 0.5;

/// The files of one format in a bundle.
pub(super) struct Group<'a> {
    /// The format.
    pub(super) format: &'static Format,
    /// Its files, in natural order.
    pub(super) files: Vec<File<'a>>,
    /// The format that came second for any of them, with its score.
    runner_up: Option<(&'static str, u8)>,
}

impl Group<'_> {
    /// The files that are read independently of each other.
    pub(super) fn parts(&self) -> Vec<Self> {
        let of = |files| Self { format: self.format, files, runner_up: self.runner_up };
        match self.format.reader {
            Reader::Text(_) | Reader::AnyText(_) => self.files.iter().map(|&file| of(vec![file])).collect(),
            Reader::Files(_) => vec![of(self.files.clone())],
        }
    }

    /// Reads and completes what the files hold.
    ///
    /// `progress` is told the share that is done.
    pub(super) fn read(
        &self,
        bundle: &Bundle,
        options: &Options,
        progress: &dyn Fn(f32),
    ) -> Result<Found, ImportError> {
        let mut found = Found::default();
        for (draft, source) in self.drafts(bundle, options, progress)? {
            let (mut import, not_me) = finish::finish(draft, &source, options);
            import.receipt.runner_up = self.runner_up;
            found.add(Found { imports: vec![import], not_me });
        }
        Ok(found)
    }

    fn drafts(
        &self,
        bundle: &Bundle,
        options: &Options,
        progress: &dyn Fn(f32),
    ) -> Result<Vec<(Draft, Source)>, ImportError> {
        match self.format.reader {
            Reader::Text(read) | Reader::AnyText(read) => {
                let one = |file: &File<'_>| {
                    let source = file.text()?;
                    progress(OPENED);
                    read(&source, options).map(|draft| (draft, source))
                };
                self.files.iter().map(one).collect()
            }
            Reader::Files(read) => {
                let drafts = read(&self.files, options)?;
                let source = bundle.tallied(&self.files);
                if drafts.is_empty() {
                    let (path, format) = (bundle.path().to_owned(), self.format.title);
                    return Err(ImportError::NothingRecognised { path, format });
                }
                Ok(drafts.into_iter().map(|draft| (draft, source.clone())).collect())
            }
        }
    }
}

/// Which format reads which files; what no format claims, and what was only sent in a chat, is in no group.
pub(super) fn of<'a>(bundle: &'a Bundle, options: &Options) -> Result<Vec<Group<'a>>, ImportError> {
    let asked = options.format.as_deref().map(by_name).transpose()?;
    let mut groups: Vec<Group<'a>> = Vec::new();
    for file in candidates(bundle) {
        let scores = scores(&file);
        let format = match asked {
            Some(format) if bundle.is_one_file() => format,
            Some(format) if scores.iter().any(|(known, _)| known.name == format.name) => format,
            Some(_) => continue,
            None => match scores.first() {
                Some((format, _)) => *format,
                None => continue,
            },
        };
        let runner_up = scores.iter().find(|(other, _)| other.name != format.name);
        let runner_up = runner_up.map(|(other, score)| (other.name, *score));
        match groups.iter_mut().find(|group| group.format.name == format.name) {
            Some(group) => {
                group.files.push(file);
                group.runner_up = group.runner_up.max(runner_up);
            }
            None => groups.push(Group { format, files: vec![file], runner_up }),
        }
    }
    without_companions(&mut groups, bundle.is_zip());
    groups.iter_mut().for_each(without_documents);
    Ok(groups)
}

/// Tables and transcripts beside or below an app's files, or with them in a zip, were sent or written with
/// them; in a folder elsewhere they are chats of their own.
fn without_companions(groups: &mut Vec<Group<'_>>, is_zip: bool) {
    let is_any = |group: &Group<'_>| matches!(group.format.reader, Reader::AnyText(_));
    let of_apps = groups.iter().filter(|group| !is_any(group)).flat_map(|group| &group.files);
    let folders: Vec<&str> = of_apps.map(File::folder).collect();
    let is_companion = |file: &File<'_>| {
        folders.iter().any(|folder| {
            let below = file.folder().strip_prefix(folder);
            is_zip || folder.is_empty() || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    for group in groups.iter_mut().filter(|group| is_any(group)) {
        group.files.retain(|file| !is_companion(file));
    }
    groups.retain(|group| !group.files.is_empty());
}

/// Of several WhatsApp texts in one folder, those that are named as chats: the others were sent in them.
fn without_documents(group: &mut Group<'_>) {
    if group.format.name != whatsapp::FORMAT.name {
        return;
    }
    let of_folder = |folder: &str| -> Vec<&str> {
        group.files.iter().filter(|file| file.folder() == folder).map(File::name).collect()
    };
    let likely: Vec<bool> = group
        .files
        .iter()
        .map(|file| most_likely(&of_folder(file.folder())).contains(&file.name()))
        .collect();
    let mut likely = likely.into_iter();
    group.files.retain(|_| likely.next().unwrap_or(true));
}

/// The formats that claim the file, surest first; ties keep the order of [`FORMATS`].
pub(super) fn scores(file: &File<'_>) -> Vec<(&'static Format, u8)> {
    let mut scores: Vec<_> = FORMATS
        .iter()
        .map(|format| (format, (format.recognise)(file)))
        .filter(|(_, score)| *score > 0)
        .collect();
    scores.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    scores
}

fn by_name(name: &str) -> Result<&'static Format, ImportError> {
    FORMATS.iter().find(|format| format.name == name).ok_or_else(|| ImportError::UnknownFormat {
        name: name.to_owned(),
        known: FORMATS.iter().map(|format| format.name).collect(),
    })
}
