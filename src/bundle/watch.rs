//! Long work that is seen and can be stopped: a bar on the terminal, an ear for Ctrl-C.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::JoinHandle;

/// Shows how far the work is and knows whether to go on.
pub(super) struct Watch {
    bar: ProgressBar,
    is_stopped: Arc<AtomicBool>,
    ear: JoinHandle<()>,
}

/// Somebody pressed Ctrl-C.
#[derive(Debug)]
pub(super) struct Stopped;

impl Watch {
    /// Begins to listen. The bar is drawn only where standard error is a terminal.
    pub(super) fn start(is_shown: bool) -> Self {
        let bar = if is_shown { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
        let is_stopped = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&is_stopped);
        let ear = tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                heard.store(true, Ordering::Relaxed);
            }
        });
        Self { bar, is_stopped, ear }
    }

    /// Begins a stretch of work of a known length.
    pub(super) fn stretch(&self, name: &'static str, length: u64) {
        let style = ProgressStyle::with_template("{msg} {bar:40} {human_pos} of {human_len}, {eta} left");
        if let Ok(style) = style {
            self.bar.set_style(style);
        }
        self.bar.set_message(name);
        self.bar.set_length(length);
        self.bar.set_position(0);
    }

    /// Begins a stretch of unknown length.
    pub(super) fn open_stretch(&self, name: &'static str) {
        if let Ok(style) = ProgressStyle::with_template("{msg} {human_pos}") {
            self.bar.set_style(style);
        }
        self.bar.set_message(name);
    }

    /// Some more is done; whether to go on.
    pub(super) fn done(&self, records: u64) -> Result<(), Stopped> {
        self.bar.inc(records);
        if self.is_stopped.load(Ordering::Relaxed) { Err(Stopped) } else { Ok(()) }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.ear.abort();
        self.bar.finish_and_clear();
    }
}
