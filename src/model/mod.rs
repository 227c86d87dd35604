//! From text in context to scores and phrases, by the transformer inside the binary.
