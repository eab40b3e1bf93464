//! Files to send: drawn and sounded here, and saying nothing.

use std::io::Cursor;

use flate2::{Compression, Crc, write::ZlibEncoder};
use image::{ImageEncoder, ImageFormat, RgbImage, codecs::png::PngEncoder};
use std::io::Write;

/// A picture of colours that change from corner to corner.
pub(crate) fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let of = |at: u32, whole: u32| u8::try_from(at * 255 / whole).unwrap();
    let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([of(x, width), of(y, height), 90]));
    let mut bytes = Vec::new();
    picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
    bytes
}

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, ImageFormat::Png)
}

pub(crate) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, ImageFormat::Jpeg)
}

pub(crate) fn webp(width: u32, height: u32) -> Vec<u8> {
    picture(width, height, ImageFormat::WebP)
}

/// One colour of a screen that shows more than others do.
pub(crate) fn png_of_a_wide_screen(colour: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    encoder.set_icc_profile(moxcms::ColorProfile::new_display_p3().encode().unwrap()).unwrap();
    let picture = RgbImage::from_pixel(8, 8, image::Rgb(colour));
    picture.write_with_encoder(encoder).unwrap();
    bytes
}

/// What a camera may write beside a picture.
pub(crate) const SECRET: &[u8] = b"HERE-AND-THERE";

/// A picture that a camera lying on its side took, with a place in it that is nobody's business.
pub(crate) fn jpeg_of_a_camera(width: u32, height: u32) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
    exif.extend(SECRET);
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&jpeg(width, height)[2..]);
    bytes
}

pub(crate) fn png_chunk(name: &[u8], data: &[u8]) -> Vec<u8> {
    let named = [name, data].concat();
    let mut crc = Crc::new();
    crc.update(&named);
    let length = u32::try_from(data.len()).unwrap();
    [&length.to_be_bytes(), named.as_slice(), &crc.sum().to_be_bytes()].concat()
}

/// A small file that says it is a large picture.
pub(crate) fn bomb(width: u32, height: u32) -> Vec<u8> {
    bomb_of(width, height, [8, 2])
}

/// One with sixteen bits for each of four colours.
pub(crate) fn deep_bomb(width: u32, height: u32) -> Vec<u8> {
    bomb_of(width, height, [16, 6])
}

fn bomb_of(width: u32, height: u32, [bits, colours]: [u8; 2]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    packed.write_all(&vec![0; 1 << 22]).unwrap();
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[bits, colours, 0, 0, 0]].concat();
    let (head, body) = (png_chunk(b"IHDR", &head), png_chunk(b"IDAT", &packed.finish().unwrap()));
    [b"\x89PNG\r\n\x1a\n".as_slice(), &head, &body, &png_chunk(b"IEND", b"")].concat()
}

/// A picture that moves.
pub(crate) fn apng() -> Vec<u8> {
    let still = png(8, 8);
    let control = png_chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    [&still[..33], &control, &still[33..]].concat()
}

/// A silence.
pub(crate) fn wav(seconds: u32) -> Vec<u8> {
    let data = vec![0; (seconds * 8_000) as usize];
    let format = b"fmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0";
    let length = u32::try_from(data.len()).unwrap();
    let body = [b"WAVE".as_slice(), format, b"data", &length.to_le_bytes(), &data].concat();
    [b"RIFF".as_slice(), &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
}

/// Frames of silence, with a tag before them.
pub(crate) fn mp3(frames: usize) -> Vec<u8> {
    let text = b"\0A test";
    let frame = [b"TIT2".as_slice(), &[0, 0, 0, 7, 0, 0], text].concat();
    let tag = [b"ID3\x03\0\0\0\0\0".as_slice(), &[u8::try_from(frame.len()).unwrap()], &frame].concat();
    let silence = [&[0xff, 0xfb, 0x90, 0xc4], [0; 413].as_slice()].concat();
    [tag, silence.repeat(frames)].concat()
}

/// The same, with a first frame that notes how many follow.
pub(crate) fn noted_mp3(frames: u8) -> Vec<u8> {
    let note = [b"Info\0\0\0\x01\0\0\0".as_slice(), &[frames]].concat();
    let first = [&[0xff, 0xfb, 0x90, 0xc4], [0; 17].as_slice(), &note, &[0; 384]].concat();
    [first, mp3(usize::from(frames))[27..].to_vec()].concat()
}

fn ogg_page(flags: u8, granule: u64, number: u32, packets: &[&[u8]]) -> Vec<u8> {
    let table: Vec<u8> = packets.iter().map(|packet| u8::try_from(packet.len()).unwrap()).collect();
    let mut page = b"OggS\0".to_vec();
    page.push(flags);
    page.extend(granule.to_le_bytes());
    page.extend(7_u32.to_le_bytes());
    page.extend(number.to_le_bytes());
    page.extend([0; 4]);
    page.push(u8::try_from(table.len()).unwrap());
    page.extend(table);
    page.extend(packets.concat());
    let crc = page.iter().fold(0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 24, |crc, _| {
            crc << 1 ^ if crc >> 31 == 1 { 0x04c1_1db7 } else { 0 }
        })
    });
    page[22..26].copy_from_slice(&crc.to_le_bytes());
    page
}

/// A silence of so many packets of 20 milliseconds.
pub(crate) fn opus(packets: usize) -> Vec<u8> {
    let head = b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0";
    let tags = b"OpusTags\x04\0\0\0test\x01\0\0\0\x0c\0\0\0TITLE=A test";
    let silence: Vec<&[u8]> = (0..packets).map(|_| b"\xf8\xff\xfe".as_slice()).collect();
    let end = 960 * packets as u64;
    [ogg_page(2, 0, 0, &[head]), ogg_page(0, 0, 1, &[tags]), ogg_page(4, end, 2, &silence)].concat()
}

fn crc(bits: u32, polynomial: u32, bytes: &[u8]) -> u32 {
    let mask = (1 << bits) - 1;
    bytes.iter().fold(0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << (bits - 8), |crc, _| {
            (crc << 1 ^ if crc >> (bits - 1) & 1 == 1 { polynomial } else { 0 }) & mask
        })
    })
}

/// A silence of so many frames of 4,096 samples.
pub(crate) fn flac(frames: u8) -> Vec<u8> {
    let samples = u32::from(frames) * 4_096;
    let mut bytes = b"fLaC\x80\0\0\x22\x10\0\x10\0\0\0\0\0\0\0".to_vec();
    // 44,100 Hz, one channel, 16 bits.
    bytes.extend([0x0a, 0xc4, 0x40, 0xf0]);
    bytes.extend(samples.to_be_bytes());
    bytes.extend([0; 16]);
    for number in 0..frames {
        let mut frame = vec![0xff, 0xf8, 0xc9, 0x08, number];
        frame.push(u8::try_from(crc(8, 0x07, &frame)).unwrap());
        frame.extend([0, 0, 0]);
        frame.extend(u16::try_from(crc(16, 0x8005, &frame)).unwrap().to_be_bytes());
        bytes.extend(frame);
    }
    bytes
}

/// The same, as somebody writes it who cannot go back to its head.
pub(crate) fn flac_of_unknown_length(frames: u8) -> Vec<u8> {
    let mut bytes = flac(frames);
    bytes[22..26].fill(0);
    bytes
}

fn bx(name: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    [&u32::try_from(body.len() + 8).unwrap().to_be_bytes(), name, &body].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// AAC that nobody could play, in a container that says so many samples of 1,024 ticks.
pub(crate) fn m4a(samples: u32) -> Vec<u8> {
    let kind = bx(b"ftyp", &[b"M4A \0\0\0\0M4A mp42"]);
    let unity = words(&[0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000]);
    let length = samples * 1_024;
    let movie_head = bx(
        b"mvhd",
        &[
            &words(&[0, 0, 0, 44_100, length, 0x1_0000, 0x0100_0000, 0, 0]),
            &unity,
            &words(&[0, 0, 0, 0, 0, 0, 2]),
        ],
    );
    let track_head =
        bx(b"tkhd", &[&words(&[7, 0, 0, 1, 0, length, 0, 0, 0, 0x0100_0000]), &unity, &words(&[0, 0])]);
    let media_head = bx(b"mdhd", &[&words(&[0, 0, 0, 44_100, length, 0x55c4_0000])]);
    let handler = bx(b"hdlr", &[&words(&[0, 0]), b"soun", &words(&[0, 0, 0]), b"\0"]);
    let esds = b"\0\0\0\0\x03\x19\0\0\0\x04\x11\x40\x15\0\0\0\0\0\0\0\0\0\0\0\x05\x02\x12\x10\x06\x01\x02";
    let esds = bx(b"esds", &[esds]);
    let coding = bx(b"mp4a", &[&words(&[0, 1, 0, 0, 0x0002_0010, 0, 44_100 << 16]), &esds]);
    let sorts = bx(b"stsd", &[&words(&[0, 1]), &coding]);
    let times = bx(b"stts", &[&words(&[0, 1, samples, 1_024])]);
    let chunks = bx(b"stsc", &[&words(&[0, 1, 1, samples, 1])]);
    let sizes = bx(b"stsz", &[&words(&[0, 16, samples])]);
    let data = bx(b"mdat", &[&vec![0x21; 16 * samples as usize]]);
    let places = bx(b"stco", &[&words(&[0, 1, u32::try_from(kind.len() + 8).unwrap()])]);
    let table = bx(b"stbl", &[&sorts, &times, &chunks, &sizes, &places]);
    let source = bx(b"dref", &[&words(&[0, 1]), &bx(b"url ", &[&words(&[1])])]);
    let about = bx(b"minf", &[&bx(b"smhd", &[&words(&[0, 0])]), &bx(b"dinf", &[&source]), &table]);
    let track = bx(b"trak", &[&track_head, &bx(b"mdia", &[&media_head, &handler, &about])]);
    [kind, data, bx(b"moov", &[&movie_head, &track])].concat()
}

/// Captions of one word.
pub(crate) const CAPTIONS: &str = "WEBVTT\n\n00:00.000 --> 00:00.400\n<v Host>Hello.\n";
