//! Writes a tree as YAML, always the same way: two blanks a level, words as they are where that is
//! safe, quotes where it is not, text of several lines as a block. What it writes reads back as
//! the same tree.

use super::node::{Entry, Kind, Node};

/// A flow list, `[a, b]`, may fill a line up to here.
const WIDTH: usize = 100;

/// The record as an item of a list.
pub(super) fn item(node: &Node<'_>) -> String {
    let mut out = String::new();
    write_item(&mut out, node, 0);
    out
}

/// The record as a document of its own.
pub(super) fn document(node: &Node<'_>) -> String {
    let mut out = String::new();
    match &node.kind {
        Kind::Map(entries) => write_entries(&mut out, entries, 0, false),
        _ => write_item(&mut out, node, 0),
    }
    out
}

fn write_item(out: &mut String, node: &Node<'_>, indent: usize) {
    pad(out, indent);
    match &node.kind {
        Kind::Map(entries) if !entries.is_empty() => {
            out.push_str("- ");
            write_entries(out, entries, indent + 2, true);
        }
        _ => {
            out.push('-');
            write_value(out, node, indent);
        }
    }
}

fn write_entries(out: &mut String, entries: &[Entry<'_>], indent: usize, begun: bool) {
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 || !begun {
            pad(out, indent);
        }
        out.push_str(&inline(&entry.key));
        out.push(':');
        write_value(out, &entry.value, indent);
    }
}

/// What follows a key or a dash, up to the end of its last line.
fn write_value(out: &mut String, node: &Node<'_>, indent: usize) {
    match &node.kind {
        Kind::Plain(word) => line(out, word),
        Kind::Text(text) if is_block(text) => write_block(out, text, indent + 2),
        Kind::Text(text) => line(out, &inline(text)),
        Kind::Map(entries) if entries.is_empty() => line(out, "{}"),
        Kind::Map(entries) => {
            out.push('\n');
            write_entries(out, entries, indent + 2, false);
        }
        Kind::List(items) => write_list(out, items, indent + 2),
    }
}

fn write_list(out: &mut String, items: &[Node<'_>], indent: usize) {
    if let Some(list) = flow(items) {
        return line(out, &list);
    }
    out.push('\n');
    for item in items {
        write_item(out, item, indent);
    }
}

fn line(out: &mut String, text: &str) {
    out.push(' ');
    out.push_str(text);
    out.push('\n');
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Short words go on one line.
fn flow(items: &[Node<'_>]) -> Option<String> {
    let words: Option<Vec<String>> = items
        .iter()
        .map(|item| match &item.kind {
            Kind::Plain(word) => Some(word.to_string()),
            Kind::Text(text) => {
                Some(if text.contains([',', '[', ']', '{', '}']) { quoted(text) } else { inline(text) })
            }
            Kind::List(_) | Kind::Map(_) => None,
        })
        .collect();
    let list = format!("[{}]", words?.join(", "));
    (list.chars().count() <= WIDTH).then_some(list)
}

/// A block keeps every character, as long as its first line is not indented and its end is plain.
fn is_block(text: &str) -> bool {
    let end = text.strip_suffix('\n').unwrap_or(text);
    end.contains('\n')
        && !end.ends_with('\n')
        && !end.starts_with([' ', '\t', '\n'])
        && text.chars().all(|c| c == '\n' || is_printable(c))
        && text.lines().all(|line| line.is_empty() || !line.trim_matches([' ', '\t']).is_empty())
}

fn write_block(out: &mut String, text: &str, indent: usize) {
    out.push_str(if text.ends_with('\n') { " |\n" } else { " |-\n" });
    for line in text.lines() {
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn inline(text: &str) -> String {
    if is_safe(text) { text.to_owned() } else { quoted(text) }
}

/// Whether every reader of YAML, old or new, takes the bare text for text.
fn is_safe(text: &str) -> bool {
    let starts_well = match text.chars().next() {
        Some(c) if c.is_ascii_digit() => text.chars().any(is_in_no_number),
        first => first.is_some_and(char::is_alphabetic),
    };
    starts_well
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(|c| is_printable(c) && c != '\t')
        && !is_word_with_meaning(text)
}

/// Numbers and times, in any notation, are made of the other characters.
fn is_in_no_number(c: char) -> bool {
    c.is_alphabetic() && !"abcdefABCDEFoOxXtTzZ".contains(c)
}

fn is_word_with_meaning(text: &str) -> bool {
    const WORDS: [&str; 11] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || c == '\t'
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            // Everything that cannot be printed lies below U+FFFF.
            c => out.extend(['\\', 'u'].into_iter().chain(hex(u32::from(c)))),
        }
    }
    out.push('"');
    out
}

fn hex(code: u32) -> [char; 4] {
    [12, 8, 4, 0].map(|shift| char::from_digit(code >> shift & 0xf, 16).unwrap_or('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn reads_back(node: &Node<'_>) {
        let text = item(node);
        let tree = Node::parse(&text, 1).unwrap_or_else(|error| panic!("{error:?} in\n{text}"));

        let Kind::List(items) = tree.kind else { panic!("no list in\n{text}") };
        assert_eq!(items.iter().map(bare).collect::<Vec<_>>(), [bare(node)], "in\n{text}");
    }

    /// The tree without its lines and quotes.
    fn bare(node: &Node<'_>) -> String {
        match &node.kind {
            Kind::Plain(text) | Kind::Text(text) => format!("{text:?}"),
            Kind::List(items) => format!("[{}]", items.iter().map(bare).collect::<Vec<_>>().join(",")),
            Kind::Map(entries) => {
                let entries: Vec<_> =
                    entries.iter().map(|entry| format!("{:?}:{}", entry.key, bare(&entry.value))).collect();
                format!("{{{}}}", entries.join(","))
            }
        }
    }

    fn record(text: &str) -> Node<'_> {
        let entry = |key: &'static str, value| Entry { line: 0, key: key.into(), value };
        Node::map(vec![
            entry("text", Node::text(text)),
            entry("list", Node::list(vec![Node::text(text), Node::text("b")])),
            entry("nested", Node::list(vec![Node::map(vec![entry("inner", Node::text(text))])])),
        ])
    }

    const AWKWARD: &[&str] = &[
        "",
        " ",
        "no",
        "Yes",
        "null",
        "~",
        "1.0",
        "2011",
        "6th",
        "10.1182/blood",
        "0x1f",
        "12:30",
        "1e3",
        "2020-12-05",
        "12 o'clock: now",
        "#",
        "a #b",
        "a: b",
        "a:",
        "- a",
        "-",
        "---",
        "...",
        "? a",
        "'",
        "\"",
        "\\",
        "%",
        "@",
        "`",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "[",
        "a, b",
        "{}",
        " leading",
        "trailing ",
        "two\nlines",
        "two\nlines\n",
        "two\n\n\n",
        "\n",
        "\nfirst",
        " one\ntwo",
        "one\n two",
        "one\n \ntwo",
        "one \ntwo",
        "tab\tin",
        "\ttab",
        "one\n\ttwo",
        "é“x”",
        "\u{feff}a",
        "\u{85}",
        "\u{2028}",
        "a\r\nb",
        "\u{7f}",
        "🩸",
        "a\n# b",
        "a\n- b",
        "a\n---\nb",
        "- x\n- y",
    ];

    #[test]
    fn awkward_texts_read_back() {
        for text in AWKWARD {
            reads_back(&record(text));
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back(text in "[ -~\n\t\u{80}-\u{17f}“”:#\\-]{0,40}") {
            reads_back(&record(&text));
        }

        #[test]
        fn any_character_reads_back(text in ".{0,12}") {
            reads_back(&record(&text));
        }

        #[test]
        fn text_made_of_what_yaml_means_reads_back(
            text in "(- |: |#| |\n|\"|'|no|1\\.0|\\[|\\]|\\{|,|\\?|&|\\*|!|%|@|a|\t|--|\\||>){0,12}"
        ) {
            reads_back(&record(&text));
        }
    }
}
