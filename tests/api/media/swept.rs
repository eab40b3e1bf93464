//! What nothing shows goes after a day; what something shows stays.

use std::time::Duration;

use congress_highlights::{
    media::{Swept, sweep},
    statements,
};
use entity::{account::Role, media, media_use, upload, value::Instant};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};

use super::{
    files, files_below, left,
    shown::{Sent, draft},
    tickets,
};
use crate::{
    desk::Desk,
    manuscript::{SAVE, Team, autosave::KEEP},
};

/// Years after every file of these tests was written.
pub(crate) const LATER: i64 = 2_208_988_800_000_000;

/// A desk in years to come.
async fn team() -> Team {
    let public = Desk::with_content().await;
    public.set_clock(LATER);
    Team::at(public).await
}

/// As if all had come in long ago.
async fn age(desk: &Desk) {
    let tx = desk.app.db.begin().await.unwrap();
    let old = upload::ActiveModel { uploaded_at: Set(Instant(0)), ..Default::default() };
    upload::Entity::update_many().set(old).exec(&tx).await.unwrap();
    tx.commit().await.unwrap();
}

async fn bytes_of(desk: &Desk, media: &Value) -> u16 {
    desk.get(media["url"].as_str().unwrap(), &[]).await.status.as_u16()
}

#[tokio::test]
async fn what_nothing_shows_goes_after_a_day_and_what_a_version_shows_stays() {
    let team = team().await;
    let sent = Sent::by(&team.noor).await;
    draft(&team, sent.input(&team, "Asciminib")).await;
    assert_eq!(sweep(&team.public.app).await.unwrap(), Swept::default());
    age(&team.public).await;

    let swept = sweep(&team.public.app).await.unwrap();

    assert_eq!((swept.media, swept.objects), (1, 1));
    assert_eq!(bytes_of(&team.noor, &sent.other).await, 404);
    for kept in [&sent.image, &sent.sound, &sent.captions] {
        assert_eq!(bytes_of(&team.noor, kept).await, 200);
    }
    assert_eq!(sweep(&team.public.app).await.unwrap(), Swept::default());
    let again = team.noor.upload(&files::png(30, 20)).await;
    assert_eq!(bytes_of(&team.noor, &again).await, 200);
}

#[tokio::test]
async fn what_somebody_has_written_and_not_saved_shows_its_files() {
    let team = team().await;
    let id = draft(&team, team.input("Asciminib")).await["manuscript"]["id"].take();
    let image = team.noor.upload(&files::png(30, 20)).await;
    let mut input = team.input("Asciminib");
    let gone = "media_01h455vb4pex5vsknk084sn02q";
    input["slides"] = json!([Sent::slide(&image), { "media": gone }]);
    input["episodes"] = json!([{ "title": "A talk", "audio": gone, "transcript": gone }]);
    for _ in 0..2 {
        let done = team.noor.ask(KEEP, json!({ "id": id, "basedOn": 1, "input": input })).await;
        assert_eq!(done["manuscriptAutosave"]["problems"], json!([]));
    }
    age(&team.public).await;

    assert_eq!(sweep(&team.public.app).await.unwrap(), Swept::default());
    assert_eq!(bytes_of(&team.noor, &image).await, 200);
    let kept = "query($id: ID!) { manuscript(by: { id: $id }) { autosave { version {
      slides { media { id } } episodes { title audio { id } transcript { id } }
    } } } }";
    let told = team.noor.ask(kept, json!({ "id": id })).await["manuscript"]["autosave"]["version"].take();
    assert_eq!(told["slides"], json!([{ "media": { "id": image["id"] } }, { "media": null }]));
    assert_eq!(told["episodes"], json!([{ "title": "A talk", "audio": null, "transcript": null }]));

    let mine = json!({ "id": id, "version": 1, "input": team.input("Without it") });
    assert_eq!(team.noor.ask(SAVE, mine).await["manuscriptSave"]["problems"], json!([]));
    assert_eq!(sweep(&team.public.app).await.unwrap().media, 1);
    assert_eq!(bytes_of(&team.noor, &image).await, 404);
}

#[tokio::test]
async fn what_came_in_again_stays_for_another_day() {
    let team = team().await;
    let first = team.noor.upload(&files::png(30, 20)).await;
    age(&team.public).await;
    let again = team.noor.upload(&files::png(30, 20)).await;

    assert_eq!(sweep(&team.public.app).await.unwrap(), Swept::default());
    assert_eq!(first["id"], again["id"]);
    assert_eq!(bytes_of(&team.noor, &first).await, 200);
}

#[tokio::test]
async fn what_was_left_half_there_goes() {
    let team = team().await;
    let wav = files::wav(1);
    let url = team.noor.begin("SOUND", &wav).await;
    team.noor.put(&url, &format!("bytes 0-99/{}", wav.len()), &wav[..100]).await;
    let folder = team.public.app.media.folder().to_owned();
    let hash = "a".repeat(64);
    let left_over = [
        format!(".incoming/{}", "b".repeat(32)),
        format!("uploads/{hash}.png"),
        format!("uploads/{hash}.png#1"),
        format!("variants/{hash}-320.webp"),
    ];
    for name in &left_over {
        std::fs::create_dir_all(folder.join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.join(name), "half").unwrap();
    }
    let before = files_below(&team.public.app.media);

    team.public.set_clock(LATER + 24 * 3_600_000_000);
    let swept = sweep(&team.public.app).await.unwrap();

    assert_eq!(swept, Swept { media: 0, tickets: 1, objects: 4 });
    assert_eq!(tickets(&team.public.app).await, 0);
    let after = files_below(&team.public.app.media);
    assert!(after.iter().all(|name| !name.starts_with('.') && !name.contains(&hash)), "{after:?}");
    assert_eq!(before.len() - after.len(), 5);
}

#[tokio::test]
async fn a_sweep_asks_no_more_often_when_there_are_more_files() {
    let team = team().await;
    let mut asked = Vec::new();
    for (round, more) in (0..).zip([1, 6]) {
        for number in 0..more {
            team.noor.upload(&files::png(700 + number, 20 + round)).await;
        }
        let (swept, statements) = statements::counted(sweep(&team.public.app)).await;
        assert_eq!(swept.unwrap(), Swept::default());
        asked.push(statements);
    }
    assert_eq!(asked[0], asked[1]);
}

#[tokio::test]
async fn who_shows_a_file_in_the_moment_it_would_go_keeps_it() {
    let team = team().await;
    let id = draft(&team, team.input("Asciminib")).await["manuscript"]["id"].take();
    let (mut version, mut kept, mut gone) = (1, 0, 0);
    for round in 0..24 {
        let image = team.noor.upload(&files::png(20 + round, 20)).await;
        age(&team.public).await;
        let mut input = team.input("Asciminib");
        input["slides"] = json!([Sent::slide(&image)]);
        let variables = json!({ "id": id, "version": version, "input": input });
        let (soon, later) = if round % 2 == 0 { (0, round % 8) } else { (round % 8, 0) };
        let save = after(soon, team.noor.ask(SAVE, variables));
        let sweep = after(later, sweep(&team.public.app));

        let (done, swept) = match round {
            0 => (save.await, sweep.await),
            1 => {
                let swept = sweep.await;
                (save.await, swept)
            }
            _ => tokio::join!(save, sweep),
        };

        swept.unwrap();
        if done["manuscriptSave"]["problems"] == json!([]) {
            (version, kept) = (version + 1, kept + 1);
            assert_eq!(bytes_of(&team.noor, &image).await, 200, "{round}");
        } else {
            gone += 1;
            let code = done["manuscriptSave"]["problems"][0]["code"].as_str().unwrap();
            assert!(["FILE_GONE", "BAD_SLIDES"].contains(&code), "{code}");
            assert_eq!(bytes_of(&team.noor, &image).await, 404, "{round}");
        }
    }
    assert!(kept > 0 && gone > 0, "{kept} kept, {gone} gone");
    whole(&team.public).await;
}

#[tokio::test]
async fn what_comes_in_while_its_bytes_are_swept_is_whole() {
    let public = Desk::with_content().await;
    public.set_clock(tomorrow());
    let noor = public.signed_in("noor@example.org", &[Role::Writer]).await;
    for round in 0..12 {
        let png = files::png(400 + round, 20);
        let first = noor.upload(&png).await;
        age(&public).await;
        // What lies there is a day old now, and what comes is not.
        public.set_clock(tomorrow());

        let (swept, again) = tokio::join!(sweep(&public.app), noor.upload(&png));

        swept.unwrap();
        assert_eq!(first["sha256"], again["sha256"]);
        whole(&public).await;
        assert_eq!(bytes_of(&noor, &again).await, 200, "{round}");
    }
}

/// Does it after so many milliseconds.
async fn after<T>(milliseconds: u32, work: impl Future<Output = T>) -> T {
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    work.await
}

/// When what is written from now on will be a day old, by the clock that files are written by.
pub(crate) fn tomorrow() -> i64 {
    let file = tempfile::NamedTempFile::new().unwrap();
    let now = file.as_file().metadata().unwrap().modified().unwrap();
    let now = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_micros();
    i64::try_from(now).unwrap() + 24 * 3_600_000_000
}

/// No row without its bytes, and no use without its row.
async fn whole(desk: &Desk) {
    let db = desk.app.db.reader();
    let files = files_below(&desk.app.media);
    let rows = media::Entity::find().all(db).await.unwrap();
    for row in rows.iter().filter(|row| row.path.starts_with("uploads/")) {
        assert!(files.contains(&row.path), "{} is lost", row.path);
        let widths = [320, 640, 1_280].into_iter().filter(|width| row.width > Some(*width));
        for variant in widths.map(|width| format!("variants/{}-{width}.webp", row.sha256)) {
            assert!(files.contains(&variant), "{variant} is lost");
        }
    }
    for shown in media_use::Entity::find().all(db).await.unwrap() {
        assert!(rows.iter().any(|row| row.id == shown.media_id));
    }
    assert_eq!(left(&desk.app).await.1.iter().filter(|file| file.starts_with('.')).count(), 0);
}
