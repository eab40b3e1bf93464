//! The text of a summary.

use insta::assert_json_snapshot;
use serde_json::json;

use crate::desk::{Cast, Desk};

async fn body(markdown: &str) -> serde_json::Value {
    let cast =
        Cast::default().meeting("m", json!({})).summary("s", json!({ "meeting": "m" })).body("s", markdown);
    let desk = Desk::with(cast).await;
    desk.tell("{ summary(by: { slug: \"s\" }) { body bodyMarkdown sections { heading markdown html } } }")
        .await["summary"]
        .take()
}

#[tokio::test]
async fn markdown_becomes_html() {
    let found = body("Lead *in*.\n\n## Results `n`\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~\n\n### Detail\n\nMore.").await;

    assert_json_snapshot!(found, @r#"
    {
      "body": "<p>Lead <em>in</em>.</p>\n<h2>Results <code>n</code></h2>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>\n<p><del>old</del></p>\n<h3>Detail</h3>\n<p>More.</p>\n",
      "bodyMarkdown": "Lead *in*.\n\n## Results `n`\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~\n\n### Detail\n\nMore.",
      "sections": [
        {
          "heading": null,
          "markdown": "Lead *in*.",
          "html": "<p>Lead <em>in</em>.</p>\n"
        },
        {
          "heading": "Results n",
          "markdown": "- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n~~old~~\n\n### Detail\n\nMore.",
          "html": "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>\n<p><del>old</del></p>\n<h3>Detail</h3>\n<p>More.</p>\n"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn nothing_in_a_text_can_run_load_or_restyle() {
    let found = body(
        "[x](javascript:alert(1)) [y](data:text/html,hi) [ok](https://example.org/a)\n\n\
         [vb](vbscript:x) <https://example.org/b>\n\n    <script>alert(3)</script>",
    )
    .await;

    let html = found["body"].as_str().unwrap();
    for danger in ["javascript:", "vbscript:", "data:", "<script", "onerror", "style="] {
        assert!(!html.contains(danger), "{html}");
    }
    assert!(html.contains(r#"href="https://example.org/a""#), "{html}");
    assert!(html.contains("&lt;script&gt;alert(3)&lt;/script&gt;"), "{html}");
}

#[tokio::test]
async fn messages_rest_on_results_and_results_know_their_messages() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "{ summary(by: { slug: \"a-treat-tranexamic-acid\" }) { takeHomeMessages { position outcomes { slug } } }
               outcome(by: { slug: \"ash20-2-bleeding-presented\" }) { takeHomeMessages { position summary { slug } } } }",
        )
        .await;

    let (presented, published) =
        (json!({ "slug": "ash20-2-bleeding-presented" }), json!({ "slug": "ash20-2-bleeding-published" }));
    assert_eq!(
        data["summary"]["takeHomeMessages"],
        json!([
            { "position": 1, "outcomes": [presented] },
            { "position": 2, "outcomes": [published] },
            { "position": 3, "outcomes": [presented, published] },
        ])
    );
    let summary = json!({ "slug": "a-treat-tranexamic-acid" });
    assert_eq!(
        data["outcome"]["takeHomeMessages"],
        json!([
            { "position": 1, "summary": summary },
            { "position": 3, "summary": summary },
        ])
    );
}

#[tokio::test]
async fn slides_carry_words_for_those_who_cannot_see_them() {
    let desk = Desk::with_content().await;

    let data = desk.tell("{ keySlides(first: 100) { nodes { slug position image { url width height alt } summary { slug } lecture { slug } } } }").await;

    let slides = data["keySlides"]["nodes"].as_array().unwrap();
    assert_eq!(slides.len(), 10);
    for slide in slides {
        assert!(slide["image"]["alt"].as_str().unwrap().len() > 40, "{slide}");
        assert!(slide["image"]["url"].as_str().unwrap().starts_with("/media/slides/"), "{slide}");
        assert_eq!((&slide["image"]["width"], &slide["image"]["height"]), (&json!(1280), &json!(720)));
        assert!(slide["summary"]["slug"].is_string() && slide["lecture"]["slug"].is_string());
    }
}
