//! Shared by the fuzz targets. All checks are in `targets`; the tests of digestgen run them too, on the inputs that
//! fuzzing found.

#[path = "../../tests/it/hostile/document.rs"]
pub mod document;
pub mod targets;

/// Runs a target. A panic that digestgen catches, such as those of math-core, is not a failure.
pub fn run(target: fn(&[u8]), data: &[u8]) {
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| std::panic::set_hook(Box::new(|info| eprintln!("{info}"))));
    target(data);
}
