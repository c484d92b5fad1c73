//! The port and its connections, with limits so that one client cannot block the others: size of requests,
//! time to send a header, time without progress, number of connections. Does not handle requests.

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

/// The default port.
const PORT: u16 = 1111;
/// Number of ports to try if the default one is taken.
const PORTS_TO_TRY: u16 = 100;
/// Maximum size of a request's line and headers together, in bytes.
const MAX_HEAD_BYTES: usize = 16 * 1024;
/// Maximum number of headers in a request.
const MAX_HEADERS: usize = 64;
/// Maximum time to receive the headers of a request, and for a connection to be idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// Maximum time that a write may wait for the client.
const WRITE_TIMEOUT: Duration = Duration::from_secs(8);
/// Maximum number of open connections; more have to wait.
const MAX_CONNECTIONS: usize = 512;

/// Listens on the given port, or on the first free one.
pub fn listen(address: IpAddr, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let at = |port| SocketAddr::new(address, port);
    let bound = match port {
        Some(port) => TcpListener::bind(at(port)),
        None => {
            let is_taken = |bound: &io::Result<TcpListener>| {
                bound.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AddrInUse)
            };
            let mut ports = (PORT..PORT + PORTS_TO_TRY).map(|port| TcpListener::bind(at(port)));
            ports.find(|bound| !is_taken(bound)).unwrap_or_else(|| TcpListener::bind(at(0)))
        }
    };
    let listener = bound.map_err(|source| ServeError::Port { address: at(port.unwrap_or(PORT)), source })?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers requests on a new thread, until `stop` is sent or dropped.
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
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        let Ok(permit) = Arc::clone(&permits).acquire_owned().await else { return };
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            // Out of file descriptors, or the client has disconnected: the server continues.
            Err(_) => {
                sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            http.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
            http.max_buf_size(MAX_HEAD_BYTES).max_headers(MAX_HEADERS);
            // An error on a connection concerns only its client, and hyper has already answered it.
            let _ = http.serve_connection(TokioIo::new(TimeoutStream::new(stream)), service).await;
            drop(permit);
        });
    }
}

/// Returns when the user or the system stops the program: Ctrl-C or SIGTERM.
///
/// # Errors
///
/// When signals cannot be received.
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

/// A connection whose writes fail after [`WRITE_TIMEOUT`] without progress.
struct TimeoutStream {
    stream: TcpStream,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl TimeoutStream {
    fn new(stream: TcpStream) -> Self {
        Self { stream, stalled: None }
    }

    /// Passes the result of a write on, or fails it when it has waited too long.
    fn watch<T>(&mut self, context: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let sleep = self.stalled.get_or_insert_with(|| Box::pin(sleep(WRITE_TIMEOUT)));
        ready!(sleep.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for TimeoutStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for TimeoutStream {
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
