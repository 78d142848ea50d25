//! A stream of records worked on by all cores: what comes out keeps the order of what went in, and memory is bounded.
//!
//! Must not know what is done with a record.

use std::{
    io::{self, Read, Write},
    num::NonZero,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, SyncSender, TryRecvError, sync_channel},
    },
    thread,
};

use super::{
    BulkError, BulkSummary,
    cut::{Cutter, Records},
};

/// Bytes read at once.
const READ: usize = 1 << 16;
/// Bytes of the longest record: one without an end must not fill the memory.
const LONGEST: usize = 1 << 26;

/// What became of a piece.
#[derive(Debug, Default)]
pub(super) struct Worked {
    /// What is to be written.
    pub text: Vec<u8>,
    /// Records that were read.
    pub rows: u64,
    /// Records without an answer.
    pub errors: u64,
    /// Why the record after these cannot be read; everything ends there.
    pub fault: Option<String>,
}

/// A stream, cut into pieces of whole records.
pub(super) struct Pieces<R> {
    input: R,
    cutter: Cutter,
    waiting: Vec<u8>,
    /// Bytes of `waiting` that are whole records.
    whole: usize,
    ended: bool,
    /// Bytes of a piece.
    size: usize,
}

/// A piece on its way, and where what becomes of it is to be sent.
type Job = (Vec<u8>, SyncSender<Worked>);

impl<R: Read> Pieces<R> {
    pub(super) fn of(input: R, records: Records, size: usize) -> Self {
        Self {
            input,
            cutter: Cutter::new(records),
            waiting: Vec::new(),
            whole: 0,
            ended: false,
            size,
        }
    }

    /// Takes the first record with what `read` makes of the bytes and how many of them it took.
    pub(super) fn first<T>(&mut self, read: impl FnOnce(&[u8]) -> (T, usize)) -> io::Result<T> {
        while self.whole == 0 && !self.ended {
            self.read()?;
        }
        let (first, taken) = read(&self.waiting[..self.whole]);
        let taken = taken.min(self.whole);
        self.waiting.drain(..taken);
        self.whole -= taken;
        Ok(first)
    }

    /// Gives the next piece: a full one, or whatever is whole where `hungry` says that nobody has anything to do.
    fn next(&mut self, hungry: impl Fn() -> bool) -> io::Result<Option<Vec<u8>>> {
        while !self.ended && self.whole < self.size && (self.whole == 0 || !hungry()) {
            self.read()?;
        }
        let rest = self.waiting.split_off(self.whole);
        let piece = std::mem::replace(&mut self.waiting, rest);
        self.whole = 0;
        Ok((!piece.is_empty()).then_some(piece))
    }

    fn read(&mut self) -> io::Result<()> {
        let begin = self.waiting.len();
        self.waiting.resize(begin + READ, 0);
        let read = loop {
            match self.input.read(&mut self.waiting[begin..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.waiting.truncate(begin + *read.as_ref().unwrap_or(&0));
        let read = read?;
        if read == 0 {
            self.ended = true;
            self.whole = self.waiting.len();
        } else if let Some(end) = self.cutter.last_end(&self.waiting[begin..]) {
            self.whole = begin + end;
        } else if self.waiting.len() > LONGEST {
            let told = format!(
                "expected a record of at most {LONGEST} bytes, found no end of it; hint: is a quote left open?"
            );
            return Err(io::Error::new(io::ErrorKind::InvalidData, told));
        }
        Ok(())
    }
}

/// Works on every piece on all cores and writes what becomes of them, in order. `worker` makes what one core works with.
///
/// A core of its own reads, since reading may wait for a stranger. No more than a few pieces are on their way at any time: where the
/// output is slow the input waits.
pub(super) fn in_order<W: FnMut(&[u8]) -> Worked>(
    mut pieces: Pieces<impl Read + Send>,
    worker: impl Fn() -> W + Sync,
    mut output: impl Write,
    first_row: u64,
) -> Result<BulkSummary, BulkError> {
    let mut summary = BulkSummary::default();
    let cores = thread::available_parallelism().map_or(2, NonZero::get);
    let (jobs, taken) = sync_channel::<Job>(cores);
    let taken = Mutex::new(taken);
    let (order, ordered) = sync_channel::<io::Result<Receiver<Worked>>>(2 * cores);
    let on_their_way = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let mut work = worker();
                while let Some((piece, done)) = take(&taken) {
                    // Where nobody waits for it any more, the next is taken.
                    let _unwanted = done.send(work(&piece));
                }
            });
        }
        let on_their_way = &on_their_way;
        scope.spawn(move || {
            loop {
                let piece = pieces.next(|| on_their_way.load(Ordering::Relaxed) == 0);
                let piece = match piece {
                    Ok(Some(piece)) => piece,
                    Ok(None) => return,
                    Err(error) => {
                        let _unwanted = order.send(Err(error));
                        return;
                    }
                };
                let (done, worked) = sync_channel(1);
                on_their_way.fetch_add(1, Ordering::Relaxed);
                if order.send(Ok(worked)).is_err() || jobs.send((piece, done)).is_err() {
                    return;
                }
            }
        });
        // Moved in here, so that the reader ends when the writer does.
        let ordered = ordered;
        while let Some(worked) = next(&ordered, &mut output)? {
            let worked = worked?;
            let worked = if let Ok(worked) = worked.try_recv() {
                worked
            } else {
                output.flush()?;
                worked
                    .recv()
                    .map_err(|_| io::Error::other("the answering of rows was cut off"))?
            };
            on_their_way.fetch_sub(1, Ordering::Relaxed);
            output.write_all(&worked.text)?;
            summary.rows += worked.rows;
            summary.errors += worked.errors;
            if let Some(cause) = worked.fault {
                output.flush()?;
                let row = first_row + summary.rows;
                return Err(BulkError::Row { row, cause });
            }
        }
        output.flush()?;
        Ok(summary)
    })
}

fn take(jobs: &Mutex<Receiver<Job>>) -> Option<Job> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Takes the next of what was sent; before waiting for it, what was written so far is sent off.
fn next<T>(sent: &Receiver<T>, output: &mut impl Write) -> io::Result<Option<T>> {
    match sent.try_recv() {
        Ok(next) => Ok(Some(next)),
        Err(TryRecvError::Disconnected) => Ok(None),
        Err(TryRecvError::Empty) => {
            output.flush()?;
            Ok(sent.recv().ok())
        }
    }
}
