//! Encodings and invisible characters.
