//! The program. All of it is in the library, so that the linker has nothing to compile again.

use std::process::ExitCode;

fn main() -> ExitCode {
    congress_highlights::cli::main()
}
