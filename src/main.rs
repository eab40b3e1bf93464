//! The program. All of it is in the library, so that the linker has nothing to compile again.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A request makes thousands of small things and drops them together.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    congress_highlights::cli::main()
}
