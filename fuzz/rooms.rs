//! The two rooms of hearten that are fuzzed, compiled by themselves: under the fuzzer's instruments the
//! model's engine alone would take half an hour.
#![allow(dead_code, missing_docs)]

#[path = "../src/conversation/mod.rs"]
pub mod conversation;
#[path = "../src/import/mod.rs"]
pub mod import;
