//! Messenger and Instagram write the same files: which of the two it was.

use std::cmp::Ordering;

/// An app of Meta's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub(super) enum App {
    /// Facebook's Messenger.
    #[default]
    Messenger,
    /// Instagram's direct messages.
    Instagram,
}

impl App {
    /// Its name for readers.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Messenger => "Messenger",
            Self::Instagram => "Instagram",
        }
    }

    /// What it calls people whose accounts are gone.
    pub(super) fn nobody(self) -> &'static str {
        match self {
            Self::Messenger => "Facebook user",
            Self::Instagram => "Instagram User",
        }
    }

    /// The app that a path names; the innermost part counts.
    pub(super) fn in_path(path: &str) -> Option<Self> {
        let path = path.to_lowercase();
        let messenger = path.rfind("facebook").max(path.rfind("messenger"));
        match path.rfind("instagram").cmp(&messenger) {
            Ordering::Greater => Some(Self::Instagram),
            Ordering::Less => Some(Self::Messenger),
            Ordering::Equal => None,
        }
    }
}

/// Whether it is the name of nobody: a deleted or deactivated account.
pub(super) fn is_nobody(name: &str) -> bool {
    const NOBODY: &[&str] = &["", "facebook user", "instagram user", "instagrammer", "messenger user"];
    NOBODY.contains(&name.to_lowercase().as_str())
}

/// What speaks for the one app or the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    /// The name of the file within the export.
    name: String,
    /// The whole path of the export.
    path: String,
    messenger: usize,
    instagram: usize,
}

/// A path in the file is written by the app; words may be about anything.
const OF_PATH: usize = 100;

impl Signs {
    /// Those of a file's name and path.
    pub(super) fn of_file(name: &str, path: &str) -> Self {
        Self { name: name.to_owned(), path: path.to_owned(), ..Self::default() }
    }

    /// A path to a file that was sent.
    pub(super) fn path(&mut self, path: &str) {
        if path.contains("your_instagram_activity") {
            self.instagram += OF_PATH;
        } else if ["your_facebook_activity", "your_activity_across_facebook", "stickers_used"]
            .iter()
            .any(|folder| path.contains(folder))
        {
            self.messenger += OF_PATH;
        }
    }

    /// Anything that only this app writes, or hardly the other.
    pub(super) fn weak(&mut self, app: App) {
        match app {
            App::Messenger => self.messenger += 1,
            App::Instagram => self.instagram += 1,
        }
    }

    /// With those of another file.
    pub(super) fn with(mut self, other: &Self) -> Self {
        self.messenger += other.messenger;
        self.instagram += other.instagram;
        self
    }

    /// The app: by the folders of the export, by what it wrote, by where the export lies.
    pub(super) fn app(&self) -> App {
        let written = match self.instagram.cmp(&self.messenger) {
            Ordering::Greater => Some(App::Instagram),
            Ordering::Less => Some(App::Messenger),
            Ordering::Equal => None,
        };
        App::in_path(&self.name).or(written).or_else(|| App::in_path(&self.path)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_folder_names_the_app() {
        for (path, app) in [
            ("your_instagram_activity/messages/inbox/ana_1/message_1.json", Some(App::Instagram)),
            ("your_activity_across_facebook/messages/inbox/ana_1/message_1.json", Some(App::Messenger)),
            ("/home/ana/instagram/facebook-ana.zip/messages/inbox/x/message_1.json", Some(App::Messenger)),
            ("messages/inbox/ana_1/message_1.json", None),
        ] {
            assert_eq!(App::in_path(path), app, "{path}");
        }
    }

    #[test]
    fn what_the_export_says_counts_before_where_it_lies() {
        let mut signs = Signs::of_file("message_1.json", "/instagram/message_1.json");
        assert_eq!(signs.app(), App::Instagram);
        signs.weak(App::Messenger);
        assert_eq!(signs.app(), App::Messenger);
        signs.path("your_instagram_activity/messages/inbox/a_1/photos/1.jpg");
        assert_eq!(signs.app(), App::Instagram);
        assert_eq!(Signs::default().app(), App::Messenger);
    }
}
