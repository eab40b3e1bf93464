//! Whether a file ends where it says: a cut one is too short, and one that is two things at once too long.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    path::Path,
};

use super::error::MediaError;

const CUT: &str = "it ends too early";
const MORE: &str = "there are bytes behind its end";

/// Zeros that may fill an MP3 behind its last frame.
const FILLING: u64 = 2 * 1024;

fn damaged(what: &str) -> MediaError {
    MediaError::Damaged(what.to_owned())
}

/// A chunk that says its length (WAV, `WebP`).
pub(super) fn riff(file: &Path) -> Result<(), MediaError> {
    let mut head = [0; 8];
    let mut input = File::open(file)?;
    let length = input.metadata()?.len();
    input.read_exact(&mut head).map_err(|_| damaged(CUT))?;
    let [.., a, b, c, d] = head;
    let said = u64::from(u32::from_le_bytes([a, b, c, d])) + 8;
    match length {
        length if length < said => Err(damaged(CUT)),
        // A chunk of odd length is followed by a byte that makes it even.
        length if length > said + said % 2 => Err(damaged(MORE)),
        _ => Ok(()),
    }
}

/// Boxes that each say their length, one behind the other.
pub(super) fn boxes(file: &Path) -> Result<(), MediaError> {
    let mut input = File::open(file)?;
    let length = input.metadata()?.len();
    let (mut at, mut seen) = (0_u64, 0);
    while at < length {
        input.seek(SeekFrom::Start(at))?;
        let mut head = Vec::new();
        input.by_ref().take(16).read_to_end(&mut head)?;
        let name = head.get(4..8).ok_or_else(|| damaged(MORE))?;
        let said = match number(head.get(..4)) {
            0 => length - at,
            1 => number(head.get(8..16)),
            said => said,
        };
        if !name.iter().all(|letter| letter.is_ascii_graphic() || matches!(letter, b' ' | 0xa9)) {
            return Err(damaged(MORE));
        }
        seen += 1;
        if said < 8 || seen > 10_000 {
            return Err(damaged("its parts do not say how long they are"));
        }
        at = at.saturating_add(said);
    }
    if at == length { Ok(()) } else { Err(damaged(CUT)) }
}

fn number(bytes: Option<&[u8]>) -> u64 {
    bytes.unwrap_or_default().iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Pages one behind the other, of which the last says so.
pub(super) fn pages(file: &Path) -> Result<(), MediaError> {
    let mut input = BufReader::new(File::open(file)?);
    let mut is_last = false;
    loop {
        let mut head = Vec::new();
        input.by_ref().take(27).read_to_end(&mut head)?;
        let segments = match head.as_slice() {
            [] if is_last => return Ok(()),
            [b'O', b'g', b'g', b'S', .., segments] if head.len() == 27 => *segments,
            _ if is_last => return Err(damaged(MORE)),
            _ => return Err(damaged(CUT)),
        };
        is_last = head.get(5).is_some_and(|flags| flags & 4 != 0);
        let mut table = vec![0; usize::from(segments)];
        input.read_exact(&mut table).map_err(|_| damaged(CUT))?;
        let body: i64 = table.iter().map(|part| i64::from(*part)).sum();
        let body = u64::try_from(body).unwrap_or_default();
        if std::io::copy(&mut input.by_ref().take(body), &mut std::io::sink())? < body {
            return Err(damaged(CUT));
        }
    }
}

/// Segments, scans between them, and a mark at the end. What follows the mark is left behind when it is drawn anew.
pub(super) fn jpeg(bytes: &[u8]) -> Result<(), MediaError> {
    let mut at = 2;
    loop {
        match (bytes.get(at), bytes.get(at + 1)) {
            (Some(0xff), Some(0xd9)) => return Ok(()),
            // What is written as 0xff within a scan, restarts, and filling.
            (Some(0xff), Some(0x00 | 0x01 | 0xd0..=0xd8)) => at += 2,
            (Some(0xff), Some(0xff)) => at += 1,
            (Some(0xff), Some(_)) => {
                let length = bytes.get(at + 2..at + 4).ok_or_else(|| damaged(CUT))?;
                let length = length.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
                at += 2 + length.max(2);
            }
            (Some(_), _) => at += 1,
            (None, _) => return Err(damaged(CUT)),
        }
    }
}

/// Bytes of tags at the end of an MP3: of the first version of ID3, and before it of APE.
pub(super) fn tags(input: &mut File) -> Result<u64, MediaError> {
    let length = input.metadata()?.len();
    let mut behind = 0;
    if before(input, length, 128)?.starts_with(b"TAG") {
        behind = 128;
    }
    let foot = before(input, length - behind, 32)?;
    if foot.starts_with(b"APETAGEX") {
        let number = |from: usize| {
            foot.get(from..from + 4)
                .unwrap_or_default()
                .iter()
                .rev()
                .fold(0, |all, byte| all << 8 | u64::from(*byte))
        };
        // With its foot, and without a head as long as that, which it may have.
        let head = if number(20) >> 31 == 1 { 32 } else { 0 };
        behind += number(12) + head;
    }
    Ok(behind.min(length))
}

/// Whether these bytes stand last before a place, but for zeros that fill a file.
pub(super) fn ends_with(input: &mut File, last: &[u8], end: u64) -> Result<bool, MediaError> {
    let tail = before(input, end, last.len() as u64 + FILLING)?;
    let zeros = tail.iter().rev().take_while(|byte| **byte == 0).count();
    Ok((0..=zeros).any(|filled| tail.get(..tail.len() - filled).is_some_and(|tail| tail.ends_with(last))))
}

/// The last bytes before a place, at most so many.
fn before(input: &mut File, end: u64, many: u64) -> Result<Vec<u8>, MediaError> {
    let many = many.min(end);
    input.seek(SeekFrom::Start(end - many))?;
    let mut bytes = Vec::new();
    input.by_ref().take(many).read_to_end(&mut bytes)?;
    Ok(bytes)
}
