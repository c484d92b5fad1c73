//! Bursts of events, sent by the tests, with a test clock.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed, as it should")]
#![allow(clippy::disallowed_methods, reason = "a test has a folder of its own")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::channel;

use notify::event::{DataChange, Flag, MetadataKind, ModifyKind, RemoveKind};

use super::*;

struct TestWatch {
    _folder: tempfile::TempDir,
    root: PathBuf,
    sender: Sender<Event>,
    watch: Watch,
}

/// A site without real file events.
fn test_watch() -> TestWatch {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let (sender, events) = channel();
    let watch = Watch {
        root: root.clone(),
        watcher: Some(RecommendedWatcher::new(|_| {}, Config::default()).unwrap()),
        events,
        watched: BTreeMap::new(),
        has_new_folder: false,
    };
    TestWatch { _folder: folder, root, sender, watch }
}

impl TestWatch {
    fn send_event(&self, kind: EventKind, path: &str) {
        let event = notify::Event::new(kind).add_path(self.root.join(path));
        self.sender.send(Event::Files(Ok(event))).unwrap();
    }

    fn wait(&mut self, now: &Now) -> WaitResult {
        self.watch.wait(Duration::ZERO, now)
    }

    fn changed(&self, paths: &[&str]) -> WaitResult {
        WaitResult::Changed(Changes::Of(paths.iter().map(|path| self.root.join(path)).collect()))
    }
}

const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

/// A clock that advances by this much on each call.
fn clock(milliseconds: i64) -> Now {
    let time = AtomicI64::new(0);
    Arc::new(move || Timestamp::from_millisecond(time.fetch_add(milliseconds, Ordering::SeqCst)).unwrap())
}

#[test]
fn a_burst_is_one_change() {
    let mut watch = test_watch();
    let names: Vec<String> = (0..500).map(|number| format!("content/papers/{number}.md")).collect();
    for name in &names {
        watch.send_event(EventKind::Create(CreateKind::File), name);
        watch.send_event(WRITTEN, name);
        watch.send_event(EventKind::Access(AccessKind::Close(AccessMode::Write)), name);
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(watch.wait(&clock(0)), watch.changed(&names));
    assert_eq!(watch.wait(&clock(0)), WaitResult::Time);
}

#[test]
fn a_burst_without_an_end_is_taken_up_after_a_tenth_of_a_second() {
    let mut watch = test_watch();
    for number in 0..10 {
        watch.send_event(WRITTEN, &format!("content/{number}.md"));
    }
    assert_eq!(
        watch.wait(&clock(30)),
        watch.changed(&["content/0.md", "content/1.md", "content/2.md", "content/3.md"])
    );
    assert_eq!(watch.wait(&clock(-30)), watch.changed(&["content/4.md"]), "a clock that is set back ends it");
}

#[test]
fn what_means_no_change_is_no_change() {
    let mut watch = test_watch();
    for path in [
        "public/index.html",
        ".git/index",
        "config.toml~",
        "notes.md",
        "content/.a.md.swp",
        "content/a.md~",
        "content/#a.md#",
        "content/.#a.md",
        "content/a.md___jb_tmp___",
        "content/.~lock.a.md#",
        "content/lu1a2b.tmp",
        "static/.x.css.swp",
        "content/.hidden/a.md",
    ] {
        watch.send_event(WRITTEN, path);
        assert_eq!(watch.wait(&clock(0)), WaitResult::Time, "{path}");
    }
    for looked in [AccessKind::Open(AccessMode::Any), AccessKind::Close(AccessMode::Read)] {
        watch.send_event(EventKind::Access(looked), "content/a.md");
        assert_eq!(watch.wait(&clock(0)), WaitResult::Time);
    }
    for path in [
        "config.toml",
        "content/a.md",
        "static/.well-known/x",
        "templates/a.html",
        "themes/x/theme.toml",
        "content",
    ] {
        for kind in [
            WRITTEN,
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)),
            EventKind::Remove(RemoveKind::Any),
        ] {
            watch.send_event(kind, path);
            assert_eq!(watch.wait(&clock(0)), watch.changed(&[path]), "{path} {kind:?}");
        }
    }
}

#[test]
fn a_queue_that_ran_over_means_that_anything_may_have_changed() {
    let mut watch = test_watch();
    watch.send_event(WRITTEN, "content/a.md");
    let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
    watch.sender.send(Event::Files(Ok(lost))).unwrap();
    assert_eq!(watch.wait(&clock(0)), WaitResult::Changed(Changes::Any));
    // The lost event can be for a new folder, which is watched only now, so everything is read once more.
    assert_eq!(watch.wait(&clock(0)), WaitResult::Changed(Changes::Any));
    assert_eq!(watch.wait(&clock(0)), WaitResult::Time);
}

#[test]
fn a_new_folder_is_read_once_more() {
    let mut watch = test_watch();
    watch.send_event(EventKind::Create(CreateKind::Folder), "content/new");
    assert_eq!(watch.wait(&clock(0)), watch.changed(&["content/new"]));
    assert_eq!(watch.wait(&clock(0)), WaitResult::Changed(Changes::Any));
    assert_eq!(watch.wait(&clock(0)), WaitResult::Time);
}

#[test]
fn what_cannot_be_watched_is_told() {
    let mut watch = test_watch();
    watch.sender.send(Event::Files(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)))).unwrap();
    assert!(matches!(watch.wait(&clock(0)), WaitResult::WatchFailed(_)));
    watch.sender.send(Event::Wake).unwrap();
    assert_eq!(watch.wait(&clock(0)), WaitResult::Time);
    watch.send_event(WRITTEN, "content/a.md");
    watch.sender.send(Event::Stop).unwrap();
    assert_eq!(watch.wait(&clock(0)), WaitResult::Stop);
}
