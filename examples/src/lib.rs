//! What the example programs share. The programs are in `rust/`: each shows one idea, and runs with
//! `cargo run --release --example NAME`.

pub mod beir;
pub mod corpus;

/// Any failure ends a program with its sentence.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The Rust in both READMEs runs as documentation tests; here, because the packed crate has no file outside its folder.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
#[doc = include_str!("../../omkn-core/README.md")]
mod readme {}

#[cfg(test)]
mod tests {
    const README: &str = include_str!("../../README.md");
    const KOTLIN: &str = include_str!("../../omkn-ffi/kotlin/src/test/kotlin/ca/omkn/FirstStepsTest.kt");
    const SWIFT: &str = include_str!("../../omkn-ffi/swift/Tests/OmknTests/FirstStepsTests.swift");

    /// The code of a text, whatever its indentation.
    fn code(text: &str) -> String {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_kotlin_and_swift_of_the_readme_are_lines_of_their_tests() {
        for (fence, test) in [("```kotlin\n", KOTLIN), ("```swift\n", SWIFT)] {
            let blocks: Vec<&str> = README.split(fence).skip(1).filter_map(|rest| rest.split("```").next()).collect();
            assert!(!blocks.is_empty(), "no block after {fence}");
            for block in blocks {
                assert!(code(test).contains(&code(block)), "no test has these lines:\n{block}");
            }
        }
    }
}
