//! Every field of the contract, asked for as every role.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use apollo_compiler::schema::ExtendedType;
use entity::account::Role;
use sea_orm::ActiveEnum;
use serde_json::{Value, json};

use super::{
    WRITTEN,
    asking::{Contract, Way},
    everybody,
};
use crate::desk::Desk;

/// Types and fields by name.
pub(super) type Seen = BTreeSet<(String, String)>;

/// Follows the contract from its roots as far as a viewer is let, and tells every field that was not refused. What is
/// asked for is passed over when it is run, so that nothing happens.
async fn crawl(viewer: &Desk, contract: &Contract) -> Seen {
    let mut seen = Seen::new();
    let mut known = BTreeSet::new();
    let mut waiting = VecDeque::from([
        ("Query".to_owned(), Way::from("query")),
        ("Mutation".to_owned(), Way::from("mutation")),
    ]);
    while let Some((ty, way)) = waiting.pop_front() {
        let is_root = way.depth == 1;
        let fields = contract.fields(&ty);
        for some in fields.chunks(20) {
            let all: Vec<_> = some.iter().map(|field| contract.selection(field, is_root)).collect();
            let all_may = is_seen(viewer, &way.asking(&all.join(" "))).await;
            for field in some {
                if all_may || is_seen(viewer, &way.asking(&contract.selection(field, is_root))).await {
                    seen.insert((ty.clone(), field.name.to_string()));
                    let to = field.ty.inner_named_type();
                    if contract.is_composite(to) && known.insert(to.to_string()) {
                        waiting.push_back((to.to_string(), way.step(&contract.call(field, is_root))));
                    }
                }
            }
        }
        if let ExtendedType::Interface(_) = &contract.0.types[ty.as_str()] {
            let kinds = contract.0.implementers_map()[ty.as_str()].objects.clone();
            for kind in kinds.into_iter().filter(|kind| !known.contains(kind.as_str())) {
                waiting.push_back((kind.to_string(), way.step(&format!("... on {kind}"))));
            }
        }
    }
    seen
}

async fn is_seen(viewer: &Desk, document: &str) -> bool {
    let reply = viewer.reply(document, json!({})).await;
    let Some(errors) = reply["errors"].as_array() else { return true };
    let code = errors[0]["extensions"]["code"].as_str().unwrap();
    assert!(["UNAUTHENTICATED", "FORBIDDEN"].contains(&code), "{document}\n{reply}");
    assert!(reply.get("data").is_none(), "{reply}");
    false
}

/// What introspection shows somebody.
pub(super) async fn introspected(viewer: &Desk) -> Seen {
    let all = "{ __schema { types { name fields(includeDeprecated: true) { name } } } }";
    let told = viewer.tell(all).await;
    let text = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let mut seen = Seen::new();
    for ty in told["__schema"]["types"].as_array().unwrap() {
        for field in ty["fields"].as_array().into_iter().flatten() {
            seen.insert((text(ty), text(field)));
        }
    }
    seen.retain(|(ty, _)| !ty.starts_with("__"));
    seen
}

/// The lines of the document that people read: what each column says of a type's field.
fn written() -> BTreeMap<(String, String), Vec<bool>> {
    let lines = WRITTEN.lines().filter_map(|line| line.strip_prefix("| `")?.split_once("` |"));
    let lines = lines.filter_map(|(what, marks)| {
        let (ty, field) = what.split_once('.')?;
        let marks = marks.split('|').take(7).map(|mark| mark.trim() == "yes").collect();
        Some(((ty.to_owned(), field.to_owned()), marks))
    });
    lines.collect()
}

/// What is told to listeners alone, and not asked for here.
const TOLD: [&str; 3] = ["DeskEvent", "PublicationEvent", "Subscription"];

/// The fields with which one begins to listen.
fn roots(seen: &Seen) -> Seen {
    seen.iter().filter(|(ty, _)| ty == "Subscription").cloned().collect()
}

#[tokio::test]
async fn each_role_is_let_to_what_is_written_down_and_introspection_shows_them_that() {
    let desk = Desk::open().await;
    let contract = Contract::read();
    let all = desk.with_every_role().await;
    let everything = crawl(&all, &contract).await;
    let unasked: Seen = introspected(&all).await.difference(&everything).cloned().collect();
    let types: BTreeSet<&str> = unasked.iter().map(|(ty, _)| ty.as_str()).collect();
    assert_eq!(types, BTreeSet::from(TOLD));
    let written = written();
    assert!(everything.len() > 800 && written.len() > 20, "{} {}", everything.len(), written.len());

    for (column, (name, viewer)) in everybody(&desk).await.iter().enumerate() {
        let seen = crawl(viewer, &contract).await;

        let let_to = |all: &Seen| -> Seen {
            let some = all.iter().filter(|(ty, field)| {
                let all_of_it = written.get(&(ty.clone(), "*".to_owned()));
                let line = written.get(&(ty.clone(), field.clone())).or(all_of_it);
                line.is_none_or(|marks| marks[column])
            });
            some.cloned().collect()
        };
        assert_eq!(differences(&seen, &let_to(&everything)), Vec::<String>::new(), "{name}");
        let shown = introspected(viewer).await;
        assert_eq!(roots(&shown), let_to(&roots(&unasked)), "{name}");
        let asked: Seen = shown.difference(&unasked).cloned().collect();
        assert_eq!(differences(&seen, &asked), Vec::<String>::new(), "{name}");
    }
}

fn differences(one: &Seen, other: &Seen) -> Vec<String> {
    one.symmetric_difference(other).map(|(ty, field)| format!("{ty}.{field}")).collect()
}

#[tokio::test]
async fn each_deed_is_done_by_those_it_is_written_down_for_and_by_no_others() {
    let desk = Desk::open().await;
    let contract = Contract::read();
    let written = written();

    for (column, (name, first)) in everybody(&desk).await.into_iter().enumerate() {
        let mut viewer = first;
        let mut sign_ins = 0;
        for deed in contract.fields("Mutation") {
            let document = Way::from("mutation").asking(&contract.selection(deed, false));
            let code = viewer.reply(&document, json!({})).await["errors"][0]["extensions"]["code"].clone();
            let is_refused = code == "UNAUTHENTICATED" || code == "FORBIDDEN";
            let marks = &written[&("Mutation".to_owned(), deed.name.to_string())];
            assert_eq!(!is_refused, marks[column], "{name}: {document} {code}");
            if name != "anonymous" && !is_signed_in(&viewer).await {
                sign_ins += 1;
                let roles = [Role::try_from_value(&name).unwrap()];
                viewer = desk.signed_in(&format!("{name}-{sign_ins}@example.org"), &roles).await;
            }
        }
    }
}

async fn is_signed_in(viewer: &Desk) -> bool {
    viewer.reply("{ viewer { email } }", json!({})).await["data"]["viewer"].is_object()
}
