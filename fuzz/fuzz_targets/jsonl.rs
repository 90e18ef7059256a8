#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| omkn_fuzz::jsonl(data));
