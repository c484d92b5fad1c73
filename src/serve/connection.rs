//! The port and its connections, and the limits that keep one client from harming the others: sizes of
//! requests, time for their heads, time without progress, number of connections.
//! Knows nothing of what is asked and answered.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use futures_util::future::{Either, select};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, oneshot};
use tokio::time::{Sleep, sleep};

use super::ServeError;

/// The port, where none is asked for.
const PORT: u16 = 1111;
/// How many ports behind it are tried.
const TRIED: u16 = 100;
/// Bytes of a request's line and headers together.
const HEAD: usize = 16 * 1024;
/// Headers of a request.
const HEADERS: usize = 64;
/// How long the head of a request may take, and a connection be idle.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long a client may take nothing of what is sent.
const STALLED: Duration = Duration::from_secs(8);
/// Connections at a time; more wait.
const CONNECTIONS: usize = 512;

/// Listens on the port that is asked for, or the first free one.
pub fn listen(address: IpAddr, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let at = |port| SocketAddr::new(address, port);
    let bound = match port {
        Some(port) => TcpListener::bind(at(port)),
        None => {
            let is_taken = |bound: &io::Result<TcpListener>| {
                bound.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AddrInUse)
            };
            let mut ports = (PORT..PORT + TRIED).map(|port| TcpListener::bind(at(port)));
            ports.find(|bound| !is_taken(bound)).unwrap_or_else(|| TcpListener::bind(at(0)))
        }
    };
    let listener = bound.map_err(|source| ServeError::Port { address: at(port.unwrap_or(PORT)), source })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers requests on a thread of its own, until `stop` is sent or dropped.
pub fn serve(
    listener: TcpListener,
    router: Router,
    stop: oneshot::Receiver<()>,
) -> io::Result<JoinHandle<()>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let listener = {
        let _context = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    thread::Builder::new().name("http".to_owned()).spawn(move || {
        runtime.block_on(async {
            let accepting = std::pin::pin!(accept(listener, router));
            select(accepting, stop).await;
        });
        runtime.shutdown_background();
    })
}

async fn accept(listener: tokio::net::TcpListener, router: Router) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // Out of file descriptors, or the client is gone already: neither ends the server.
            Err(_) => {
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
            http.max_buf_size(HEAD).max_headers(HEADERS);
            // What goes wrong on a connection concerns its client alone, which hyper has told.
            let _ = http.serve_connection(TokioIo::new(Patient::new(stream)), service).await;
            drop(place);
        });
    }
}

/// Returns when the user ends the program: Ctrl-C, or a polite request of the system.
///
/// # Errors
///
/// When the system refuses to tell.
pub fn interrupted() -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        #[cfg(unix)]
        {
            let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
            let (interrupt, terminate) = (tokio::signal::ctrl_c(), terminate.recv());
            match select(std::pin::pin!(interrupt), std::pin::pin!(terminate)).await {
                Either::Left((interrupted, _)) => interrupted,
                Either::Right(_) => Ok(()),
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await
    })
}

/// A connection whose writes may stall for so long and no longer.
struct Patient {
    stream: TcpStream,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream) -> Self {
        Self { stream, stalled: None }
    }

    /// Lets a write through, or ends it when it has waited too long.
    fn watch<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let sleep = self.stalled.get_or_insert_with(|| Box::pin(sleep(STALLED)));
        ready!(sleep.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.watch(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        self.watch(context, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
