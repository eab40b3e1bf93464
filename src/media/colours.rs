//! The colours of an image: as its profile means them, told in sRGB, so that the profile can be left out.

use image::DynamicImage;
use moxcms::{CmsError, ColorProfile, DataColorSpace, Layout, TransformOptions};

/// Tells the colours in sRGB. Those of a profile that cannot be read, or is of another sort, stay as they are.
pub(super) fn to_srgb(picture: &mut DynamicImage, profile: &[u8]) {
    if let Err(error) = convert(picture, profile) {
        tracing::debug!(%error, "a colour profile is passed over");
    }
}

fn convert(picture: &mut DynamicImage, profile: &[u8]) -> Result<(), CmsError> {
    let profile = ColorProfile::new_from_slice(profile)?;
    if profile.color_space != DataColorSpace::Rgb {
        return Ok(());
    }
    let row = picture.width() as usize;
    let (pixels, layout, row): (&mut [u8], _, _) = match picture {
        DynamicImage::ImageRgb8(pixels) => (pixels, Layout::Rgb, row * 3),
        DynamicImage::ImageRgba8(pixels) => (pixels, Layout::Rgba, row * 4),
        _ => return Ok(()),
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())?;
    let mut told = vec![0; row];
    for pixels in pixels.chunks_exact_mut(row.max(1)) {
        transform.transform(pixels, &mut told)?;
        pixels.copy_from_slice(&told);
    }
    Ok(())
}
