//! Hostile text made safe for each place it is shown in.
