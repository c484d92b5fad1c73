//! `check`: what it finds, what it leaves in peace, and what it mends.

mod command;
mod precision;
#[cfg(feature = "network")]
mod web;
#[cfg(feature = "network")]
mod web_hosts;
