//! Markdown in, safe HTML out.

use std::sync::LazyLock;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::scalar::Html;

/// A part of a text under one of its second-level headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading; none for what stands before the first.
    pub heading: Option<String>,
    /// The Markdown below it.
    pub markdown: String,
}

/// Renders Markdown. Whatever could run, load or restyle is taken out; of an image its words are left.
pub fn html(markdown: &str) -> Html {
    let mut rendered = String::with_capacity(markdown.len() * 3 / 2);
    let safe = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
        .filter(|event| !is_foreign(event));
    pulldown_cmark::html::push_html(&mut rendered, safe);
    Html(SAFE.clean(&rendered).to_string())
}

/// What may be left of a page.
static SAFE: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut safe = ammonia::Builder::default();
    safe.rm_tags(["img"]);
    safe
});

fn is_foreign(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image)
    )
}

/// Cuts Markdown at its second-level headings.
pub fn sections(markdown: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut heading: Option<String> = None;
    let mut start = 0;
    let mut inside: Option<String> = None;
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                push(&mut sections, heading.take(), &markdown[start..range.start]);
                inside = Some(String::new());
            }
            Event::End(TagEnd::Heading(HeadingLevel::H2)) => {
                heading = inside.take();
                start = range.end;
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut inside {
                    words.push_str(&text);
                }
            }
            _ => {}
        }
    }
    push(&mut sections, heading, &markdown[start..]);
    sections
}

fn push(sections: &mut Vec<Section>, heading: Option<String>, markdown: &str) {
    let markdown = markdown.trim();
    if heading.is_some() || !markdown.is_empty() {
        sections.push(Section { heading, markdown: markdown.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_run_is_taken_out() {
        let Html(html) =
            html("**Safe** <script>alert(1)</script> [x](javascript:alert(1)) ![i](/media/a.svg)");

        assert!(html.contains("<strong>Safe</strong>"));
        assert!(!html.contains("script"));
        assert!(!html.contains("img") && html.ends_with(" i</p>\n"), "{html}");
    }

    #[test]
    fn a_text_is_cut_at_its_headings() {
        let sections =
            sections("Lead.\n\n## Background\n\nOne.\n\n### Detail\n\nTwo.\n\n## Results `n`\n\nThree.");

        let headings: Vec<_> = sections.iter().map(|section| section.heading.as_deref()).collect();
        assert_eq!(headings, [None, Some("Background"), Some("Results n")]);
        assert_eq!(sections[1].markdown, "One.\n\n### Detail\n\nTwo.");
    }
}
