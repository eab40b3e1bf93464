//! From the text of a record to its tree: an item of a list, or a page with front matter.

use super::{
    emit,
    node::{Entry, Kind, Node, Unreadable},
    reader::Reader,
    record::Noun,
    source_file::{Raw, SUMMARIES},
};

/// Reads a record, or tells what is wrong with it.
pub(super) fn read<N: Noun>(raw: &Raw, reader: &mut Reader<'_>) -> Option<N> {
    let text = text_of(raw, reader)?;
    let tree = if N::FILE == SUMMARIES { page(text) } else { item(text, raw.line) };
    match tree {
        Ok(node) => {
            let mut record = N::read(&node, reader)?;
            record.tidy();
            (N::FILE != SUMMARIES || is_named_after(&record, raw, reader)).then_some(record)
        }
        Err(wrong) => {
            reader.tell(wrong.line, wrong.reason);
            give_up::<N>(text, reader);
            None
        }
    }
}

/// Reads a page whatever its file is called, once its front matter was looked through.
pub(super) fn read_page<N: Noun>(
    raw: &Raw,
    reader: &mut Reader<'_>,
    look: impl FnOnce(&mut Node<'_>, &mut Reader<'_>),
) -> Option<N> {
    match page(text_of(raw, reader)?) {
        Ok(mut node) => {
            look(&mut node, reader);
            let mut record = N::read(&node, reader)?;
            record.tidy();
            Some(record)
        }
        Err(wrong) => {
            reader.tell(wrong.line, wrong.reason);
            None
        }
    }
}

fn text_of<'r>(raw: &'r Raw, reader: &mut Reader<'_>) -> Option<&'r str> {
    match std::str::from_utf8(&raw.bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let before = raw.bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = raw.line + before.split(|byte| *byte == b'\n').skip(1).count();
            reader.tell(line, "the text is not UTF-8; save the file in that encoding");
            None
        }
    }
}

/// A record that cannot be read still has its slug, so that others may mean it.
fn give_up<N: Noun>(text: &str, reader: &mut Reader<'_>) {
    let slug = text.lines().find_map(|line| line.trim_start_matches(['-', ' ']).strip_prefix("slug: "));
    if let Some(slug) = slug {
        reader.give(N::TABLE, slug.trim(), "slug", 0);
    }
}

/// The file a record belongs in.
pub(super) fn file_of<N: Noun>(record: &N) -> String {
    if N::FILE == SUMMARIES { format!("{SUMMARIES}/{}.md", record.name()) } else { N::FILE.to_owned() }
}

fn is_named_after<N: Noun>(record: &N, raw: &Raw, reader: &mut Reader<'_>) -> bool {
    let expected = file_of(record);
    let fits = *raw.file == *expected;
    if !fits {
        reader.tell(1, format!("a summary lies in a file named after its slug: {expected}"));
    }
    fits
}

/// The only item of a list.
fn item(text: &str, line: usize) -> Result<Node<'_>, Unreadable> {
    if !text.starts_with('-') {
        let reason = "a record begins with a dash and a blank in the first column, “- slug: ...”".to_owned();
        return Err(Unreadable { line, reason });
    }
    match Node::parse(text, line)?.kind {
        Kind::List(mut items) if items.len() == 1 => Ok(items.swap_remove(0)),
        _ => Err(Unreadable { line, reason: "this is not one record of a list".to_owned() }),
    }
}

/// The front matter, with the text below it as one more entry.
fn page(text: &str) -> Result<Node<'_>, Unreadable> {
    let refuse = |line, reason: &str| Err(Unreadable { line, reason: reason.to_owned() });
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let Some((_, rest)) = text.split_once('\n').filter(|(first, _)| first.trim_end() == "---") else {
        return refuse(1, "a summary begins with front matter between two lines of three dashes");
    };
    let Some((front, body)) = split_at_fence(rest) else {
        return refuse(1, "the front matter is not closed; a line of three dashes ends it");
    };
    let mut node = Node::parse(front, 2)?;
    let Kind::Map(entries) = &mut node.kind else {
        return refuse(2, "the front matter holds keys and their values");
    };
    if let Some(entry) = entries.iter().find(|entry| entry.key == "body") {
        return refuse(entry.line, "the body lies below the front matter");
    }
    let above = text.len() - body.trim_ascii_start().len();
    let line = 1 + text.get(..above).unwrap_or_default().matches('\n').count();
    let body = body.trim_ascii().replace("\r\n", "\n");
    if !body.is_empty() {
        let value = Node { line, kind: Kind::Text(body.into()) };
        entries.push(Entry { line, key: "body".into(), value });
    }
    Ok(node)
}

fn split_at_fence(text: &str) -> Option<(&str, &str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((text.get(..start)?, text.get(start + line.len()..)?));
        }
        start += line.len();
    }
    None
}

/// The text of a record as it lies in its file.
pub(super) fn write(file: &str, mut node: Node<'_>) -> String {
    if file != SUMMARIES {
        return emit::item(&node);
    }
    let mut body = String::new();
    if let Kind::Map(entries) = &mut node.kind
        && let Some(entry) = entries.pop_if(|entry| entry.key == "body")
        && let Kind::Text(text) = entry.value.kind
    {
        body = format!("\n{text}\n");
    }
    format!("---\n{}---\n{body}", emit::document(&node))
}
