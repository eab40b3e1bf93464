//! Sounds: read from end to end without being played, so that it is known how long they are and that they are whole.

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use entity::upload::Tag;
use symphonia::core::{
    codecs::audio::well_known as codecs,
    errors::Error,
    formats::{FormatOptions, FormatReader, Track, TrackType, probe::Hint},
    io::{MediaSourceStream, MediaSourceStreamOptions},
    meta::{MetadataOptions, RawValue},
    units::Duration,
};

use super::{ends, error::MediaError, judge::Judged, sniff::Form};
use crate::limits::media as limits;

const NO_WHOLE_FRAME: &str = "it does not end with a whole frame";

/// Bytes of an MP3 that may be no sound: what an encoder notes at the start, and filling.
const UNHEARD: u64 = 4 * 1024;

/// Reads a sound to its end.
pub(super) fn judge(file: &Path, form: Form) -> Result<Judged, MediaError> {
    match form {
        Form::Wav => ends::riff(file)?,
        Form::M4a => ends::boxes(file)?,
        Form::Ogg => ends::pages(file)?,
        _ => {}
    }
    let mut format = opened(file, form)?;
    if format.tracks().iter().any(|track| track.track_type() == Some(TrackType::Video)) {
        return Err(MediaError::Unsupported("This is a video".to_owned()));
    }
    let track = format.default_track(TrackType::Audio).cloned();
    let track = track.ok_or_else(|| MediaError::Unsupported("There is no sound in this file".to_owned()))?;
    let codec = codec(&track)?;
    let heard = listen(&mut *format, &track)?;
    let tags = tags(&mut *format);
    is_whole(file, form, &track, &heard)?;
    let duration_ms = milliseconds(&track, heard.ticks).filter(|length| *length > 0);
    let duration_ms = duration_ms.ok_or_else(|| damaged("it holds no sound"))?;
    Ok(Judged { duration_ms: Some(duration_ms), codec: Some(codec.to_owned()), tags, ..Judged::of(form) })
}

fn damaged(what: &str) -> MediaError {
    MediaError::Damaged(what.to_owned())
}

fn opened(file: &Path, form: Form) -> Result<Box<dyn FormatReader>, MediaError> {
    let mut hint = Hint::new();
    hint.with_extension(form.ending());
    let stream = MediaSourceStream::new(Box::new(File::open(file)?), MediaSourceStreamOptions::default());
    let probed = symphonia::default::get_probe().probe(
        &hint,
        stream,
        FormatOptions::default(),
        MetadataOptions::default(),
    );
    let format = probed.map_err(|_| damaged("the sound cannot be read"))?;
    let name = format.format_info().short_name;
    let is_same = match form {
        Form::Wav => name.contains("wav"),
        Form::M4a => name.contains("mp4"),
        Form::Ogg => name.contains("ogg"),
        Form::Flac => name.contains("flac"),
        _ => name.contains("mp3"),
    };
    if is_same { Ok(format) } else { Err(damaged("it begins as one thing and goes on as another")) }
}

fn codec(track: &Track) -> Result<&'static str, MediaError> {
    let codec = track.codec_params.as_ref().and_then(|params| params.audio()).map(|params| params.codec);
    Ok(match codec {
        Some(codecs::CODEC_ID_MP3) => "mp3",
        Some(codecs::CODEC_ID_AAC) => "aac",
        Some(codecs::CODEC_ID_OPUS) => "opus",
        Some(codecs::CODEC_ID_VORBIS) => "vorbis",
        Some(codecs::CODEC_ID_FLAC) => "flac",
        Some(
            codecs::CODEC_ID_PCM_S16LE
            | codecs::CODEC_ID_PCM_S24LE
            | codecs::CODEC_ID_PCM_S32LE
            | codecs::CODEC_ID_PCM_U8
            | codecs::CODEC_ID_PCM_F32LE,
        ) => "pcm",
        _ => {
            return Err(MediaError::Unsupported(
                "The sound is encoded in a way that browsers do not play".to_owned(),
            ));
        }
    })
}

/// What was read.
struct Heard {
    ticks: u64,
    bytes: u64,
    packets: u64,
    last: Box<[u8]>,
}

fn listen(format: &mut dyn FormatReader, track: &Track) -> Result<Heard, MediaError> {
    let mut heard = Heard { ticks: 0, bytes: 0, packets: 0, last: Box::default() };
    loop {
        match format.next_packet() {
            Ok(Some(packet)) if packet.track_id == track.id => {
                heard.ticks = heard.ticks.saturating_add(packet.dur.get());
                heard.bytes += packet.data.len() as u64;
                heard.packets += 1;
                heard.last = packet.data;
                if milliseconds(track, heard.ticks).is_none() {
                    return Err(MediaError::TooLong);
                }
            }
            Ok(Some(_)) => {}
            Ok(None) => return Ok(heard),
            Err(Error::IoError(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                return Err(damaged("it ends too early"));
            }
            Err(_) => return Err(damaged("the sound cannot be read to its end")),
        }
    }
}

/// So many ticks of a track; none if they are more than a sound may have.
fn milliseconds(track: &Track, ticks: u64) -> Option<i32> {
    let length = track.time_base?.calc_duration(ticks.into())?.as_millis();
    i32::try_from(length)
        .ok()
        .filter(|length| u64::try_from(*length).is_ok_and(|ms| ms <= limits::HOURS * 3_600_000))
}

/// Whether all is there that was announced, and nothing else.
fn is_whole(file: &Path, form: Form, track: &Track, heard: &Heard) -> Result<(), MediaError> {
    if form == Form::Mp3 {
        return is_whole_mp3(file, heard);
    }
    let announced = track.duration.map(Duration::get);
    if form == Form::Flac && !ends_with(file, &heard.last)? {
        return Err(damaged(NO_WHOLE_FRAME));
    }
    // A packet more or less is a matter of taste among encoders.
    if announced.is_some_and(|announced| heard.ticks + 8_192 < announced) {
        return Err(damaged("it ends too early"));
    }
    Ok(())
}

/// Whether the last bytes are these.
fn ends_with(file: &Path, last: &[u8]) -> Result<bool, MediaError> {
    let mut input = File::open(file)?;
    let before = input.metadata()?.len().saturating_sub(last.len() as u64);
    input.seek(SeekFrom::Start(before))?;
    let mut tail = Vec::with_capacity(last.len());
    input.read_to_end(&mut tail)?;
    Ok(tail == last)
}

/// An MP3 has no length of its own; but its tags tell theirs, its last frame is whole, and many encoders note how many
/// frames there are.
fn is_whole_mp3(file: &Path, heard: &Heard) -> Result<(), MediaError> {
    let mut input = File::open(file)?;
    let length = input.metadata()?.len();
    let mut first = [0; 10];
    input.read_exact(&mut first).map_err(|_| damaged("it ends too early"))?;
    let before = match first {
        [b'I', b'D', b'3', _, _, _, size @ ..] => {
            10 + size.iter().fold(0, |size, byte| size << 7 | u64::from(byte & 0x7f))
        }
        _ => 0,
    };
    let mut frame = [0; 64];
    let noted = input.seek(SeekFrom::Start(before)).is_ok() && input.read_exact(&mut frame).is_ok();
    if noted && frames_noted(&frame).is_some_and(|frames| heard.packets + 1 < frames) {
        return Err(damaged("it ends too early"));
    }
    let behind = ends::tags(&mut input)?;
    if length > heard.bytes + before + behind + UNHEARD {
        return Err(damaged("there is much in it that is no sound"));
    }
    if !ends::ends_with(&mut input, &heard.last, length.saturating_sub(behind))? {
        return Err(damaged(NO_WHOLE_FRAME));
    }
    Ok(())
}

/// What an encoder noted in the first frame.
fn frames_noted(frame: &[u8]) -> Option<u64> {
    let at = frame.windows(4).position(|word| word == b"Xing" || word == b"Info")?;
    let [.., flags] = *frame.get(at + 4..at + 8)? else { return None };
    let frames = frame.get(at + 8..at + 12).filter(|_| flags & 1 == 1)?;
    Some(frames.iter().fold(0, |frames, byte| frames << 8 | u64::from(*byte)))
}

fn tags(format: &mut dyn FormatReader) -> Vec<Tag> {
    let mut metadata = format.metadata();
    let Some(latest) = metadata.skip_to_latest() else { return Vec::new() };
    let short =
        |text: &str| text.chars().filter(|letter| !letter.is_control()).take(limits::TAG).collect::<String>();
    let tags = latest.media.tags.iter().filter_map(|tag| match &tag.raw.value {
        RawValue::String(text) => Some(Tag { name: short(&tag.raw.key), value: short(text) }),
        _ => None,
    });
    tags.take(limits::TAGS).collect()
}
