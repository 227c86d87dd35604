//! Where answers go: stdout, or a private file written whole or not at all.
