//! What the summary would be recognised by.

use congress_highlights::graphql::NodeId;
use entity::subject::Subject;
use serde_json::Value;
use uuid::Uuid;

use super::{
    needle::{Needle, text_of},
    story::{SLUG, TITLE, string},
};
use crate::{manuscript::Team, media::shown::Sent};

/// What readers find once it is out.
pub(super) async fn open(team: &Team, sent: &Sent, keys: &[(&'static str, NodeId)]) -> Vec<Needle> {
    let words = [
        ("title", TITLE),
        ("slug", SLUG),
        ("lead message", "quokka"),
        ("body", "okapi"),
        ("take-home message", "axolotl"),
        ("holder of the rights", "Ocelot"),
        ("caption", "pangolin"),
        ("alt text", "numbat"),
        ("credit", "Tapir"),
        ("episode", "kakapo"),
        ("description", "dugong"),
        ("chapter", "wombat"),
        ("transcript", "Narwhal"),
    ];
    let mut needles: Vec<Needle> = words.map(|(name, word)| Needle::new(name, word)).into();
    needles.push(Needle::new("thumbhash", &string(&sent.image["thumbhash"])));
    for (name, file) in [("image", &sent.image), ("sound", &sent.sound)] {
        needles.push(Needle::new(&format!("{name}: address"), &string(&file["sha256"])));
        let bytes = team.ruth.get(&string(&file["url"]), &[]).await.bytes;
        needles.push(Needle::new(&format!("{name}: bytes"), &text_of(&bytes[..bytes.len() / 2])));
    }
    needles.extend(keys.iter().flat_map(|(name, key)| spellings(name, key.id)));
    needles
}

/// What stays at the desk.
pub(super) fn closed(sent: &Sent, keys: &[(&'static str, NodeId)], version: &Value) -> Vec<Needle> {
    let words = [("comment", "Gecko"), ("reason", "marmot"), ("embargo", "Lemur"), ("autosave", "Bandicoot")];
    let mut needles: Vec<Needle> = words.map(|(name, word)| Needle::new(name, word)).into();
    needles.push(Needle::new("cues: address", &string(&sent.captions["sha256"])));
    needles.push(Needle::new("version: hash", &string(version)));
    needles.push(Needle::new("manuscript", &keys[0].1.encode()));
    let names = ["comment", "image", "sound", "cues"];
    needles.extend(names.iter().zip(&keys[1..]).flat_map(|(name, (_, key))| spellings(name, key.id)));
    needles
}

/// An id in all its spellings.
fn spellings(name: &str, id: Uuid) -> [Needle; 3] {
    let whole = NodeId { subject: Subject::Summary, id }.encode();
    let suffix = whole.rsplit_once('_').unwrap().1;
    [
        Needle::new(&format!("{name}: id"), suffix),
        Needle::new(&format!("{name}: UUID"), &id.hyphenated().to_string()),
        Needle::new(&format!("{name}: digits"), &id.simple().to_string()),
    ]
}
