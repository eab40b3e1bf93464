//! A bundle with faults: each is told once, with its place and what would be right, and nothing is
//! written.

use std::{fs, path::Path};

use crate::desk::{Desk, desks};

/// Files that would be right without the lines that say what is wrong with them.
const FILES: &[(&str, &str)] = &[
    ("source.yaml", ""),
    (
        "people.yaml",
        "\
- slug: ada
  name: Ada
  sort_key: ada
  orcid: 0000-0002-1825-0098
- slug: Ben
  name: Ben
  sort_key: ben
- slug: ada
  name: Ada again
  sort_key: ada
- slug: cleo
  sort_key: cleo
- slug: dora
  name: {first: Dora}
  sort_key: dora
- slug: emil
  name: Emil
  sort_key: emil
  colour: blue
  credentials: MD
- slug: fred
  name: \"unclosed
",
    ),
    (
        "references.yaml",
        "\
- slug: paper
  kind: journal_artikle
  doi: https://doi.org/10.1182/blood
  pmid: PMC12
  url: www.example.org
  year: 5 December 2020
",
    ),
    (
        "trials.yaml",
        "\
- slug: try
  phase: phase3
  registrations:
    - registry: clinical_trials_gov
      number: NCT123
    - registry: eudra_ct
      number: 2016-002461
",
    ),
    (
        "meetings.yaml",
        "\
- slug: congress
  name: Congress
  status: held
  schedule:
    - kind: announced
      starts_on: 2020-12-05
      ends_on: 2020-12-04
- slug: empty
  name: Empty
  status: held
  writers: [nobody]
",
    ),
    (
        "lectures.yaml",
        "\
- slug: talk
  meeting: congress
  title: Talk
  title_kind: official
  abstract_number: 4 12
  kind: oral
  starts_at: 9:30
  data_status: unknown
  is_on_demand: maybe
  completeness: full
  outcomes:
    - slug: talk-result
      endpoint: survival
      endpoint_kind: survival_rate
      endpoint_rank: primary
      stage: presented
      analysis_set: unknown
      effect: 0,83
- slug: other
  meeting: congress
  title: Other
  title_kind: official
  kind: oral
  data_status: unknown
  completeness: full
  people:
    - person: zoe
      role: presenter
  topics: [blood, blood]
  outcomes:
    - slug: other-result
      endpoint: survival
      endpoint_kind: survival_rate
      endpoint_rank: primary
      stage: presented
      analysis_set: unknown
      effect: 0.83
      interval_low: 0.9
      interval_high: 1.2
      arms:
        - arm: one
          size: 10
          evaluable: 12
        - arm: two
          events: 73
          evaluable: 145
          percent: 55.3
        - arm: three
          percent: 101
",
    ),
    ("topics.yaml", "- slug: blood\n  kind: subject\n  name: Blood\n"),
    (
        "podcast-episodes.yaml",
        "\
- slug: talk-aloud
  title: Talk aloud
  language: en
  audio: podcasts/../talk.mp3
  audio_type: audio/mpeg
  duration_seconds: 60
  status: draft
- slug: listen
  title: Listen
  language: en
  audio: https://audio.example.org/1.mp3
  audio_type: audio/mpeg
  duration_seconds: 60
  chapters:
    - start_ms: 0
      title: Start
    - start_ms: 60000
      title: End
  transcript: podcasts/listen.vtt
  status: draft
- slug: hear
  title: Hear
  language: en
  audio: hear.exe
  audio_type: audio/mpeg
  duration_seconds: 60
  status: published
  published_at: 2020-12-06
",
    ),
    ("media/podcasts/listen.vtt", "WEBVTT\n\n00:05.000 --> 00:04.000\nHello.\n"),
    (
        "summaries/no-subject.md",
        "---\nslug: no-subject\ntitle: No subject\nlead_message: None.\nlanguage: en\nstatus: published\nwriters: [desk]\n---\n\nText.\n",
    ),
    ("summaries/open.md", "---\nslug: open\ntitle: Open\n"),
    ("summaries/bare.md", "# No front matter\n"),
    (
        "summaries/other-name.md",
        "---\nslug: a-name\nlecture: other\ntitle: Other\nlead_message: None.\nlanguage: en\nstatus: draft\nwriters: [desk]\n---\n\nText.\n",
    ),
    (
        "summaries/image.md",
        "---\nslug: image\nlecture: other\ntitle: A picture\nlead_message: None.\nlanguage: en\nstatus: draft\nwriters: [desk]\n---\n\nText, ![a curve][1].\n\n[1]: https://example.org/a.png\n",
    ),
    (
        "summaries/html.md",
        "---\nslug: html\nlecture: other\ntitle: Markup\nlead_message: None.\nlanguage: en\nstatus: draft\nwriters: [desk]\nslides:\n  - slug: slide\n    caption: A slide\n    image: slides/none.svg\n    alt: A slide\n  - slug: slide-2\n    caption: A slide\n    image: https://example.org/a.png\n    alt: A slide\n    focal_x: 101\n    focal_y: 50\n  - slug: slide-3\n    caption: A slide\n    image: https://example.org/a.png\n    alt: A slide\n    focal_y: 50\n---\n\n## Text\n\nSome <b>bold</b> text.\n",
    ),
    ("writers.yaml", "- slug: desk\n  name: Desk\n  is_demonstration: true\n"),
];

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "the sentences are many")]
async fn every_fault_is_told_at_once_and_nothing_is_written() {
    for desk in desks().await {
        let bundle = desk.folder.path("bundle");
        for (name, text) in FILES {
            write(&bundle, name, text.as_bytes());
        }
        write(&bundle, "videos.yaml", b"- slug: film\n  title: \xff\n  kind: film\n");
        let before = desk.state().await;

        let refused = desk.import(&bundle).await.unwrap_err();

        insta::allow_duplicates! {
            insta::assert_snapshot!(refused, @r"
            lectures.yaml:5: abstract_number: “4 12” is not an abstract number; it is up to 24 letters, digits, dots, dashes and underscores, such as 412 or LBA-4
            lectures.yaml:7: starts_at: “9:30” is not a local time; write it as 09:30
            lectures.yaml:9: is_on_demand: “maybe” is neither true nor false
            lectures.yaml:18: outcomes.effect: “0,83” is not a decimal number; write digits with an optional minus and point, such as 0.83
            lectures.yaml:27: people.person: “zoe” is no person, neither in the bundle nor in the database
            lectures.yaml:29: topics: names “blood” twice; keep one
            lectures.yaml:37: outcomes.effect: “0.83” is less than interval_low, “0.9”
            lectures.yaml:43: outcomes.arms.evaluable: 12 is more than size, 10
            lectures.yaml:47: outcomes.arms.percent: “55.3” is not what 73 of 145 come to; check the three
            lectures.yaml:49: outcomes.arms.percent: “101” is not between 0 and 100
            meetings.yaml:7: schedule.ends_on: “2020-12-04” comes before the start, “2020-12-05”
            meetings.yaml:8: schedule: is missing; a meeting has at least the step that announced it
            meetings.yaml:11: writers: “nobody” is no writer, neither in the bundle nor in the database
            people.yaml:4: orcid: “0000-0002-1825-0098” is not an ORCID iD; it has four groups of four digits, the last of which checks the others, such as 0000-0002-1825-0097
            people.yaml:5: slug: “Ben” is not a slug; it is made of small letters, digits and single dashes, such as ash-2020
            people.yaml:8: slug: “ada” is given twice; no two records share it
            people.yaml:11: name: is missing; every such record has it
            people.yaml:14: name: a record stands where a text is expected
            people.yaml:19: “colour” is not a field here; the fields are slug, name, sort_key, name_variants, credentials, affiliations, orcid, sources
            people.yaml:20: credentials: a text stands where a list is expected
            people.yaml:22: this is not YAML: while scanning a quoted scalar, found unexpected end of stream
            podcast-episodes.yaml:4: audio: “podcasts/../talk.mp3” is not a path below media/; write it as slides/a-treat-1.svg, without .. and blanks
            podcast-episodes.yaml:14: chapters: “End” starts at 60000 ms, but the episode ends at 60000 ms
            podcast-episodes.yaml:19: transcript: “podcasts/listen.vtt”, line 3: it does not end after its start
            podcast-episodes.yaml:24: audio: “hear.exe” is of a type we do not serve; a name ends with svg, png, jpg, jpeg, webp, mp3, m4a, ogg, wav, flac, vtt
            podcast-episodes.yaml:28: published_at: “2020-12-06” is not a moment; write date, time and offset, such as 2020-12-06T09:00:00Z
            references.yaml:2: kind: “journal_artikle” is not one of abstract, journal_article, preprint, book_chapter, guideline, registry_record, label, press_release, web; did you mean “journal_article”?
            references.yaml:3: doi: “https://doi.org/10.1182/blood” is not a DOI; it begins with 10. and a slash follows, without https://doi.org/ before it
            references.yaml:4: pmid: “PMC12” is not a PubMed number; it has one to eight digits and does not begin with 0
            references.yaml:5: url: “www.example.org” is not an address; it begins with https:// or http:// and has no blanks
            references.yaml:6: year: “5 December 2020” is not a date; write it as far as it is known: 2011, 2009-09, 2020-12-05, 2014? or an interval 2009-09-11/2009-09-13
            source.yaml: is not a file of a bundle; did you mean “sources.yaml”?
            summaries/bare.md:1: a summary begins with front matter between two lines of three dashes
            summaries/html.md:12: slides.image: there is no file “media/slides/none.svg” in the bundle
            summaries/html.md:18: slides.focal_x: is not between 0 and 100
            summaries/html.md:24: slides.focal_y: is half of a point; give both focal_x and focal_y
            summaries/html.md:29: body: “<b>” is HTML; a body is plain Markdown
            summaries/image.md:11: body: “![a curve][1]” is an image; images are key slides, each with its right and its alt text
            summaries/no-subject.md:2: names neither a lecture nor a meeting; say what it is about
            summaries/no-subject.md:6: published_at: is missing; what is published says since when, such as 2020-12-06T09:00:00Z
            summaries/open.md:1: the front matter is not closed; a line of three dashes ends it
            summaries/other-name.md:1: a summary lies in a file named after its slug: summaries/a-name.md
            trials.yaml:5: registrations.number: “NCT123” is not a number of ClinicalTrials.gov; it is NCT and eight digits
            trials.yaml:7: registrations.number: “2016-002461” is not a number of EudraCT; write it as 2016-002461-66
            videos.yaml:2: the text is not UTF-8; save the file in that encoding
            45 problems; nothing was imported
            ");
        }
        assert_eq!(desk.state().await, before);
        desk.clear().await;
    }
}

#[tokio::test]
async fn two_hundred_problems_are_shown_and_the_rest_is_counted() {
    let desk = Desk::on_sqlite().await;
    let bundle = desk.folder.path("bundle");
    write(&bundle, "people.yaml", "- slug: a\n".repeat(300).as_bytes());

    let refused = desk.import(&bundle).await.unwrap_err().to_string();

    assert_eq!(refused.lines().count(), 202);
    assert!(refused.ends_with("\nand 699 more\n899 problems; nothing was imported"), "{refused}");
}

fn write(bundle: &Path, name: &str, bytes: &[u8]) {
    let file = bundle.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}
