#![no_main]

use digestgen_fuzz::{run, targets};

libfuzzer_sys::fuzz_target!(|data: &[u8]| run(targets::ris, data));
