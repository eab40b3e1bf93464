//! Images: measured before they are read, read within bounds, and drawn anew. What was in the file beside the
//! picture (where and with what it was taken, whatever was hidden behind it) is gone then.

use std::{
    fs::{self, File},
    io::{BufReader, BufWriter, Cursor, Write},
    path::Path,
};

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{
    DynamicImage, ImageDecoder, ImageError, Limits,
    codecs::{
        jpeg::{JpegDecoder, JpegEncoder},
        png::{CompressionType, FilterType as PngFilter, PngDecoder, PngEncoder},
        webp::{WebPDecoder, WebPEncoder},
    },
    imageops::FilterType,
};

use super::{
    colours, ends,
    error::MediaError,
    judge::{Bench, Judged},
    scratch::ScratchFile,
    sniff::Form,
};
use crate::limits::media as limits;

/// The widths of smaller images, in pixels.
pub(super) const WIDTHS: [u32; 3] = [1280, 640, 320];

const JPEG_QUALITY: u8 = 92;
const VARIANT_QUALITY: u8 = 85;
const WEBP_QUALITY: f32 = 82.0;

/// The longer side of what a thumbhash is made from.
const THUMB: u32 = 100;

/// Reads an image and draws it anew, in several sizes.
pub(super) fn judge(bench: &Bench, file: &Path, form: Form) -> Result<Judged, MediaError> {
    let picture = read(file, form)?;
    let drawn = bench.file()?;
    draw(&picture, form, JPEG_QUALITY, &drawn)?;
    let judged = Judged {
        width: i32::try_from(picture.width()).ok(),
        height: i32::try_from(picture.height()).ok(),
        thumbhash: Some(thumbhash_of(&picture)),
        ..Judged::of(form)
    };
    let variants = variants(bench, picture, form)?;
    Ok(Judged { drawn: Some(drawn), variants, ..judged })
}

fn read(file: &Path, form: Form) -> Result<DynamicImage, MediaError> {
    match form {
        Form::Png => {
            let decoder =
                PngDecoder::with_limits(BufReader::new(File::open(file)?), room()).map_err(broken)?;
            if decoder.is_apng().map_err(broken)? {
                return Err(moves());
            }
            decoded(decoder)
        }
        Form::WebP => {
            ends::riff(file)?;
            let decoder = WebPDecoder::new(BufReader::new(File::open(file)?)).map_err(broken)?;
            if decoder.has_animation() {
                return Err(moves());
            }
            decoded(decoder)
        }
        _ => {
            let bytes = fs::read(file)?;
            ends::jpeg(&bytes)?;
            decoded(JpegDecoder::new(Cursor::new(bytes)).map_err(broken)?)
        }
    }
}

fn moves() -> MediaError {
    MediaError::Unsupported("This image moves".to_owned())
}

/// How much a decoder may take.
fn room() -> Limits {
    let mut room = Limits::no_limits();
    room.max_alloc = Some(limits::DECODED);
    room
}

/// Reads the pixels, once it is known that they are not too many.
fn decoded(mut decoder: impl ImageDecoder) -> Result<DynamicImage, MediaError> {
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > limits::PIXELS || width.max(height) > limits::SIDE {
        return Err(MediaError::TooManyPixels(width, height));
    }
    if decoder.total_bytes() > limits::DECODED {
        return Err(MediaError::TooMuchRoom);
    }
    decoder.set_limits(room()).map_err(broken)?;
    let orientation = decoder.orientation().map_err(broken)?;
    let profile = decoder.icc_profile().map_err(broken)?;
    let mut picture = plain(DynamicImage::from_decoder(decoder).map_err(broken)?);
    if let Some(profile) = profile {
        colours::to_srgb(&mut picture, &profile);
    }
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// Eight bits for each colour.
fn plain(picture: DynamicImage) -> DynamicImage {
    if picture.color().has_alpha() { picture.into_rgba8().into() } else { picture.into_rgb8().into() }
}

fn broken(error: ImageError) -> MediaError {
    match error {
        ImageError::Limits(_) => MediaError::TooMuchRoom,
        ImageError::Unsupported(_) => MediaError::Unsupported("This image is of a rare sort".to_owned()),
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            MediaError::Damaged("it ends too early".to_owned())
        }
        _ => MediaError::Damaged("the image cannot be read".to_owned()),
    }
}

/// A failure to write is ours.
#[expect(clippy::needless_pass_by_value, reason = "it is a step of `map_err`")]
fn unwritten(error: ImageError) -> MediaError {
    MediaError::Store(error.to_string())
}

fn draw(picture: &DynamicImage, form: Form, quality: u8, to: &ScratchFile) -> Result<(), MediaError> {
    let mut out = BufWriter::new(File::create(to.path())?);
    match form {
        Form::Png => picture.write_with_encoder(PngEncoder::new_with_quality(
            &mut out,
            CompressionType::Default,
            PngFilter::Adaptive,
        )),
        Form::WebP => picture.write_with_encoder(WebPEncoder::new_lossless(&mut out)),
        _ => picture.write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality)),
    }
    .map_err(unwritten)?;
    Ok(out.flush()?)
}

/// What a smaller image is where `WebP` is not understood.
pub(super) fn fallback(form: Form) -> Form {
    if form == Form::Jpeg { Form::Jpeg } else { Form::Png }
}

/// Smaller images, each made from the next larger one.
fn variants(
    bench: &Bench,
    mut picture: DynamicImage,
    form: Form,
) -> Result<Vec<(String, ScratchFile)>, MediaError> {
    let mut variants = Vec::new();
    for width in WIDTHS.into_iter().filter(|width| *width < picture.width()).collect::<Vec<_>>() {
        let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
        let height = u32::try_from(height).unwrap_or(1).max(1);
        picture = picture.resize_exact(width, height, FilterType::CatmullRom);
        let form = fallback(form);
        let (other, webp) = (bench.file()?, bench.file()?);
        draw(&picture, form, VARIANT_QUALITY, &other)?;
        fs::write(webp.path(), web_p(&picture)?)?;
        variants.push((format!("{width}.{}", form.ending()), other));
        variants.push((format!("{width}.webp"), webp));
    }
    Ok(variants)
}

fn web_p(picture: &DynamicImage) -> Result<Vec<u8>, MediaError> {
    let (width, height) = (picture.width(), picture.height());
    let encoder = match picture {
        DynamicImage::ImageRgba8(pixels) => webp::Encoder::from_rgba(pixels, width, height),
        DynamicImage::ImageRgb8(pixels) => webp::Encoder::from_rgb(pixels, width, height),
        _ => return Err(MediaError::Store("an image of other colours".to_owned())),
    };
    let written = encoder.encode_simple(false, WEBP_QUALITY);
    Ok(written.map_err(|error| MediaError::Store(format!("{error:?}")))?.to_vec())
}

/// What a page shows while the image is on its way.
fn thumbhash_of(picture: &DynamicImage) -> String {
    let small = picture.thumbnail(THUMB, THUMB).into_rgba8();
    let (width, height) = (small.width() as usize, small.height() as usize);
    STANDARD.encode(thumbhash::rgba_to_thumb_hash(width, height, small.as_raw()))
}
