//! The program `digestgen`. All of its code is in the library, starting at `cli`.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    digestgen::cli::main()
}
