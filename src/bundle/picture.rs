//! How large a picture is, from its first bytes.

/// Width and height, if the type tells them at its head.
pub(super) fn size(media_type: &str, head: &[u8]) -> Option<(i32, i32)> {
    match media_type {
        "image/png" => png(head),
        "image/svg+xml" => svg(&String::from_utf8_lossy(head)),
        _ => None,
    }
}

fn png(head: &[u8]) -> Option<(i32, i32)> {
    let number = |range: std::ops::Range<usize>| {
        i32::try_from(u32::from_be_bytes(head.get(range)?.try_into().ok()?)).ok()
    };
    head.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((number(16..20)?, number(20..24)?))
}

fn svg(head: &str) -> Option<(i32, i32)> {
    let (_, rest) = head.split_once("<svg")?;
    let (tag, _) = rest.split_once('>')?;
    let length = |name| attribute(tag, name)?.trim_end_matches("px").parse::<f64>().ok();
    let view_box = || {
        let mut numbers =
            attribute(tag, "viewBox")?.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    };
    let (width, height) = length("width").zip(length("height")).or_else(view_box)?;
    Some((pixels(width)?, pixels(height)?))
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[expect(clippy::cast_possible_truncation, reason = "the range was looked at before")]
fn pixels(length: f64) -> Option<i32> {
    (1.0..100_000.0).contains(&length).then(|| length.round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_tell_their_size() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x02\xd0";

        assert_eq!(size("image/png", png), Some((1280, 720)));
        assert_eq!(size("image/svg+xml", b"<?xml?><svg width=\"12.6\" height=\"8px\">"), Some((13, 8)));
        assert_eq!(size("image/svg+xml", b"<svg viewBox=\"0 0 1280 720\">"), Some((1280, 720)));
        assert_eq!(size("image/svg+xml", b"<svg width=\"100%\">"), None);
        assert_eq!(size("image/jpeg", b"anything"), None);
    }
}
