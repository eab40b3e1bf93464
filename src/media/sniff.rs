//! What a file is, from its first bytes.

use entity::media::Kind;

use super::error::MediaError;

/// What we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Jpeg,
    Png,
    WebP,
    Mp3,
    M4a,
    Ogg,
    Wav,
    Flac,
    WebVtt,
}

impl Form {
    pub(super) const ALL: [Self; 9] = [
        Self::Jpeg,
        Self::Png,
        Self::WebP,
        Self::Mp3,
        Self::M4a,
        Self::Ogg,
        Self::Wav,
        Self::Flac,
        Self::WebVtt,
    ];

    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Jpeg | Self::Png | Self::WebP => Kind::Image,
            Self::Mp3 | Self::M4a | Self::Ogg | Self::Wav | Self::Flac => Kind::Sound,
            Self::WebVtt => Kind::Captions,
        }
    }

    pub(super) fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Wav => "audio/wav",
            Self::Flac => "audio/flac",
            Self::WebVtt => "text/vtt",
        }
    }

    /// The end of its name.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
            Self::Flac => "flac",
            Self::WebVtt => "vtt",
        }
    }
}

/// How much of a file is looked at.
pub(super) const HEAD: usize = 64;

/// What begins like this.
pub(super) fn sniff(head: &[u8]) -> Result<Form, MediaError> {
    let is_at = |start: usize, magic: &[u8]| head.get(start..).is_some_and(|rest| rest.starts_with(magic));
    let plain = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    Ok(match head {
        [] => return Err(MediaError::Empty),
        [0xff, 0xd8, 0xff, ..] => Form::Jpeg,
        _ if is_at(0, b"\x89PNG\r\n\x1a\n") => Form::Png,
        _ if is_at(0, b"RIFF") && is_at(8, b"WEBP") => Form::WebP,
        _ if is_at(0, b"RIFF") && is_at(8, b"WAVE") => Form::Wav,
        _ if is_at(0, b"OggS") => Form::Ogg,
        _ if is_at(0, b"fLaC") => Form::Flac,
        _ if is_at(4, b"ftyp") && is_sound_brand(head) => Form::M4a,
        _ if is_at(0, b"ID3") => Form::Mp3,
        [0xff, second, ..] if second & 0xe6 == 0xe2 => Form::Mp3,
        _ if plain.starts_with(b"WEBVTT") => Form::WebVtt,
        _ => return Err(MediaError::Unsupported(said(head, plain))),
    })
}

/// The brands of files that hold sound alone, or may.
fn is_sound_brand(head: &[u8]) -> bool {
    let brand = head.get(8..12).unwrap_or_default();
    [b"M4A ", b"M4B ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6", b"dash"]
        .iter()
        .any(|known| brand == *known)
}

/// What else it may be, for whoever sent it.
fn said(head: &[u8], plain: &[u8]) -> String {
    const KNOWN: [(usize, &[u8], &str); 14] = [
        (0, b"GIF8", "This is a GIF"),
        (0, b"%PDF", "This is a PDF"),
        (0, b"PK\x03\x04", "This is a ZIP archive, or a document that is one"),
        (0, b"\x1f\x8b", "This is a gzip archive"),
        (0, b"BM", "This is a BMP"),
        (0, b"II*\0", "This is a TIFF"),
        (0, b"MM\0*", "This is a TIFF"),
        (4, b"ftyphei", "This is a HEIC"),
        (4, b"ftypavif", "This is an AVIF"),
        (4, b"ftyp", "This is a video"),
        (0, b"\x1a\x45\xdf\xa3", "This is a video"),
        (0, b"MZ", "This is a program"),
        (0, b"\x7fELF", "This is a program"),
        (0, b"\xff\xf1", "This is AAC without a container"),
    ];
    let known =
        KNOWN.iter().find(|(at, magic, _)| head.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    let text = plain.trim_ascii_start();
    match known {
        Some((_, _, said)) => (*said).to_owned(),
        None if text.starts_with(b"<svg") || text.starts_with(b"<?xml") => {
            "This is an SVG or other XML".to_owned()
        }
        None if text.starts_with(b"<") => "This is HTML or other markup".to_owned(),
        None => "This is no file we know".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let known: [(&[u8], Form); 11] = [
            (b"\xff\xd8\xff\xe0", Form::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Form::Png),
            (b"RIFF\0\0\0\0WEBPVP8 ", Form::WebP),
            (b"RIFF\0\0\0\0WAVEfmt ", Form::Wav),
            (b"OggS\0", Form::Ogg),
            (b"fLaC\0", Form::Flac),
            (b"\0\0\0\x20ftypM4A ", Form::M4a),
            (b"ID3\x04", Form::Mp3),
            (b"\xff\xfb\x90\0", Form::Mp3),
            (b"WEBVTT\n", Form::WebVtt),
            (b"\xef\xbb\xbfWEBVTT", Form::WebVtt),
        ];
        for (head, form) in known {
            assert_eq!(sniff(head).unwrap(), form);
        }
        let refused: [&[u8]; 9] =
            [b"", b"GIF89a", b"%PDF-1.7", b"PK\x03\x04", b"<html>", b"<svg ", b"\xff\xf1\x50", b"\0", b"MZ"];
        for head in refused {
            sniff(head).unwrap_err();
        }
    }
}
