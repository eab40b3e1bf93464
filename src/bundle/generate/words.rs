//! Words without meaning, in the lengths of real ones.

use super::chance::Chance;

const WORDS: [&str; 40] = [
    "lorem",
    "ipsum",
    "dolor",
    "sit",
    "amet",
    "consectetur",
    "adipiscing",
    "elit",
    "sed",
    "eiusmod",
    "tempor",
    "incididunt",
    "labore",
    "dolore",
    "magna",
    "aliqua",
    "enim",
    "minim",
    "veniam",
    "quis",
    "nostrud",
    "exercitation",
    "ullamco",
    "laboris",
    "nisi",
    "aliquip",
    "commodo",
    "consequat",
    "duis",
    "aute",
    "irure",
    "reprehenderit",
    "voluptate",
    "velit",
    "esse",
    "cillum",
    "fugiat",
    "nulla",
    "pariatur",
    "excepteur",
];

/// A few hundred sentences and paragraphs to choose from.
pub(super) struct Words {
    titles: Vec<String>,
    sentences: Vec<String>,
    paragraphs: Vec<String>,
}

impl Words {
    pub(super) fn new(chance: &mut Chance) -> Self {
        Self {
            titles: (0..1500).map(|_| words(chance, 6, 10)).collect(),
            sentences: (0..500).map(|_| sentence(chance, 16, 16)).collect(),
            paragraphs: (0..400).map(|_| paragraph(chance)).collect(),
        }
    }

    pub(super) fn title(&self, chance: &mut Chance) -> &str {
        chance.pick(&self.titles).map_or("Lorem ipsum", String::as_str)
    }

    pub(super) fn sentence(&self, chance: &mut Chance) -> &str {
        chance.pick(&self.sentences).map_or("Lorem ipsum.", String::as_str)
    }

    /// About 2.5 kB of Markdown.
    pub(super) fn body(&self, chance: &mut Chance) -> String {
        let mut body = "This text is synthetic.".to_owned();
        for _ in 0..5 {
            body.push_str("\n\n");
            body.push_str(chance.pick(&self.paragraphs).map_or("", String::as_str));
        }
        body
    }
}

fn paragraph(chance: &mut Chance) -> String {
    let heading = words(chance, 4, 4);
    let text: Vec<String> = (0..4).map(|_| sentence(chance, 8, 18)).collect();
    let (first, second) = (sentence(chance, 6, 6), sentence(chance, 5, 5));
    format!("## {heading}\n\n{} “Sed” ≥ magna.\n\n- *{first}*\n- **{second}**", text.join(" "))
}

fn sentence(chance: &mut Chance, least: u32, most: u32) -> String {
    words(chance, least, most) + "."
}

/// Some words, the first with a capital.
fn words(chance: &mut Chance, least: u32, most: u32) -> String {
    let count = least + chance.below(most - least + 1);
    let some: Vec<&str> = (0..count).filter_map(|_| chance.pick(&WORDS).copied()).collect();
    let text = some.join(" ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
