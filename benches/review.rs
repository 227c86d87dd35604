//! How fast a review is.
fn main() {
    divan::main();
}
