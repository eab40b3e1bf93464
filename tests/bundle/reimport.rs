//! A bundle that comes again changes only what it says differently.

use std::{fs, path::Path};

use congress_highlights::bundle::{self, ImportOptions, Tally};

use crate::desk::{content, desks};

#[tokio::test]
async fn the_same_bundle_again_changes_nothing() {
    for desk in desks().await {
        let first = desk.imported(&content()).await;
        let before = desk.state().await;

        let second = desk.imported(&content()).await;

        let all = first.total().created;
        assert_eq!(second.total(), Tally { created: 0, changed: 0, unchanged: all });
        assert_eq!(desk.state().await, before);
        desk.clear().await;
    }
}

#[tokio::test]
async fn a_change_is_reported_and_ids_stay() {
    for desk in desks().await {
        let bundle = desk.editable_content().await;
        let ids = "SELECT slug, id FROM lecture UNION ALL SELECT slug, id FROM outcome \
                   UNION ALL SELECT slug, id FROM key_slide UNION ALL SELECT slug, id FROM trial ORDER BY 1";
        let before = desk.rows(ids).await;

        edit(&bundle.join("lectures.yaml"), "data_status: unknown", "data_status: interim");
        edit(&bundle.join("trials.yaml"), "aliases: [a-TREAT]", "aliases: [a-TREAT, Treat]");
        edit(&bundle.join("summaries/a-treat-tranexamic-acid.md"), "width: 1280", "width: 1600");
        let report = desk.imported(&bundle).await;

        let total = report.total();
        assert_eq!((total.created, total.changed), (0, 3), "{report}");
        assert_eq!(desk.rows(ids).await, before);
        let arms = "SELECT count(*) FROM arm_result JOIN arm ON arm.id = arm_result.arm_id \
                    JOIN trial ON trial.id = arm.trial_id WHERE trial.slug = 'a-treat'";
        assert_eq!(desk.count(arms).await, 2);
        assert_eq!(desk.imported(&bundle).await.total().written(), 0);
        desk.clear().await;
    }
}

#[tokio::test]
async fn what_a_record_no_longer_holds_is_gone() {
    for desk in desks().await {
        let bundle = desk.editable_content().await;
        let slides = "SELECT count(*) FROM key_slide WHERE slug = 'a-treat-slide-2'";
        assert_eq!(desk.count(slides).await, 1);

        let page = bundle.join("summaries/a-treat-tranexamic-acid.md");
        let text = fs::read_to_string(&page).unwrap();
        let (before, rest) = text.split_once("  - slug: a-treat-slide-2\n").unwrap();
        let (_, after) = rest.split_once("sources:").unwrap();
        fs::write(&page, format!("{before}sources:{after}")).unwrap();
        desk.imported(&bundle).await;

        assert_eq!(desk.count(slides).await, 0);
        assert_eq!(desk.count("SELECT count(*) FROM key_slide WHERE slug = 'a-treat-slide-1'").await, 1);
        desk.clear().await;
    }
}

#[tokio::test]
async fn an_outcome_that_moves_to_another_lecture_keeps_its_id() {
    for desk in desks().await {
        let bundle = desk.folder.path("bundle");
        fs::create_dir(&bundle).unwrap();
        let lectures = |first: &str, second: &str| format!("{}{first}{}{second}", lecture("a"), lecture("b"));
        let outcome = "  outcomes:\n    - slug: result\n      endpoint: survival\n      endpoint_kind: survival_rate\n      endpoint_rank: primary\n      stage: presented\n      analysis_set: unknown\n";
        fs::write(bundle.join("meetings.yaml"), MEETING).unwrap();
        fs::write(bundle.join("lectures.yaml"), lectures(outcome, "")).unwrap();
        desk.imported(&bundle).await;
        let id = desk.rows("SELECT slug, id FROM outcome").await;

        fs::write(bundle.join("lectures.yaml"), lectures("", outcome)).unwrap();
        desk.imported(&bundle).await;

        assert_eq!(desk.rows("SELECT slug, id FROM outcome").await, id);
        let owner =
            "SELECT lecture.slug, lecture.id FROM lecture JOIN outcome ON outcome.lecture_id = lecture.id";
        assert_eq!(desk.rows(owner).await[0].0, "b");
        desk.clear().await;
    }
}

#[tokio::test]
async fn a_record_may_mean_one_that_is_only_in_the_database() {
    for desk in desks().await {
        let bundle = desk.folder.path("bundle");
        fs::create_dir(&bundle).unwrap();
        fs::write(bundle.join("meetings.yaml"), MEETING).unwrap();
        desk.imported(&bundle).await;
        fs::remove_file(bundle.join("meetings.yaml")).unwrap();
        fs::write(bundle.join("lectures.yaml"), lecture("a")).unwrap();

        let report = desk.imported(&bundle).await;

        assert_eq!(report.nouns(), [("lectures", Tally { created: 1, changed: 0, unchanged: 0 })]);
        desk.clear().await;
    }
}

#[tokio::test]
async fn a_dry_run_tells_all_and_writes_nothing() {
    for desk in desks().await {
        let before = desk.state().await;

        let options = ImportOptions { dry_run: true, progress: false };
        let report = bundle::import(&desk.app, &content(), options).await.unwrap();

        assert!(report.total().created > 400);
        assert_eq!(desk.state().await, before);
        assert!(!desk.app.media.folder().join("slides/a-treat-1.svg").exists());
        desk.clear().await;
    }
}

#[tokio::test]
async fn files_are_as_before_if_their_rows_cannot_be_committed() {
    for desk in desks().await {
        let bundle = desk.editable_content().await;
        let (slide, new) = ("slides/a-treat-1.svg", "slides/new.svg");
        let folder = desk.app.media.folder().to_path_buf();
        let before = fs::read(folder.join(slide)).unwrap();
        edit(&bundle.join("media").join(slide), "</svg>", "<!-- anew --></svg>");
        fs::copy(bundle.join("media").join(slide), bundle.join("media").join(new)).unwrap();
        edit(&bundle.join("summaries/a-treat-tranexamic-acid.md"), "slides/a-treat-2.svg", new);
        desk.run(TABLE).await;
        desk.run(if desk.is_on_a_server() { BREAKS_ON_A_SERVER } else { BREAKS }).await;

        let refused = desk.import(&bundle).await.unwrap_err().to_string();

        assert!(refused.to_lowercase().contains("foreign key"), "{refused}");
        assert_eq!(fs::read(folder.join(slide)).unwrap(), before);
        assert!(!folder.join(new).exists());
        assert_eq!(fs::read_dir(folder.join(".incoming")).unwrap().count(), 0);

        desk.run(if desk.is_on_a_server() { "DROP TRIGGER breaks ON media" } else { "DROP TRIGGER breaks" })
            .await;
        desk.imported(&bundle).await;
        assert_ne!(fs::read(folder.join(slide)).unwrap(), before);
        assert!(folder.join(new).exists());
        assert_eq!(fs::read_dir(folder.join(".incoming")).unwrap().count(), 0);
        desk.clear().await;
    }
}

/// What a file's row adds to it is missed when all is committed, and not before.
const TABLE: &str = "CREATE TABLE broken (
    id integer PRIMARY KEY, other integer REFERENCES broken (id) DEFERRABLE INITIALLY DEFERRED)";
const BREAKS: &str =
    "CREATE TRIGGER breaks AFTER UPDATE ON media BEGIN INSERT INTO broken (other) VALUES (2); END";
const BREAKS_ON_A_SERVER: &str = "
    CREATE FUNCTION breaks() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN INSERT INTO broken VALUES (1, 2); RETURN NULL; END';
    CREATE TRIGGER breaks AFTER UPDATE ON media FOR EACH ROW EXECUTE FUNCTION breaks()";

#[tokio::test]
async fn what_was_announced_stays_announced() {
    for desk in desks().await {
        let bundle = desk.folder.path("bundle");
        fs::create_dir(&bundle).unwrap();
        fs::write(bundle.join("meetings.yaml"), MEETING).unwrap();
        desk.imported(&bundle).await;

        let moved = "    - kind: moved_online\n      announced_on: 2020-06\n";
        fs::write(bundle.join("meetings.yaml"), format!("{MEETING}{moved}")).unwrap();
        desk.imported(&bundle).await;
        assert_eq!(desk.rows("SELECT format, id FROM meeting").await[0].0, "virtual");
        fs::write(bundle.join("meetings.yaml"), MEETING).unwrap();
        let refused = desk.import(&bundle).await.unwrap_err();

        assert_eq!(
            refused.to_string(),
            "meetings.yaml:1: schedule: changes what was announced before; the known steps (2) stay as they are, new ones follow\n\
             1 problem; nothing was imported"
        );
        desk.clear().await;
    }
}

const MEETING: &str = "- slug: congress\n  name: Congress\n  status: held\n  schedule:\n    - kind: announced\n      starts_on: 2020-12-05\n";

fn lecture(slug: &str) -> String {
    format!(
        "- slug: {slug}\n  meeting: congress\n  title: Title\n  title_kind: descriptive\n  kind: oral\n  data_status: unknown\n  completeness: stub\n"
    )
}

fn edit(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(file, text.replacen(from, to, 1)).unwrap();
}
