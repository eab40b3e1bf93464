//! The contract as each role sees it, printed and introspected.

use std::collections::BTreeMap;

use apollo_compiler::{Schema, schema::ExtendedType};
use async_graphql::Request;
use congress_highlights::{policy::Standing, schema};
use entity::account::Role;
use sea_orm::Iterable;
use serde_json::{Value, json};

use super::everybody;
use crate::desk::Desk;

/// What tools ask.
const STOCK: &str = include_str!("../../http/introspection.graphql");

#[test]
fn a_view_is_the_contract_without_some_of_its_lines() {
    let whole = schema::sdl();
    assert_eq!(schema::sdl_as(Standing::of(&Role::iter().collect::<Vec<_>>())).unwrap(), whole);

    for (name, standing) in Standing::each() {
        let view = schema::sdl_as(standing).unwrap();
        let mut rest = whole.lines();
        assert!(view.lines().all(|line| rest.any(|other| other == line)), "{name}");
        assert!(Schema::parse_and_validate(&view, "view.graphql").is_ok(), "{name}");
    }
}

#[test]
fn every_set_of_roles_has_a_view_that_holds() {
    let roles: Vec<_> = Role::iter().collect();
    for set in 0_u32..1 << roles.len() {
        let held: Vec<_> = roles.iter().copied().filter(|role| set & (1 << *role as u32) != 0).collect();
        let view = schema::sdl_as(Standing::of(&held)).unwrap();
        assert!(Schema::parse_and_validate(&view, "view.graphql").is_ok(), "{held:?}");
    }
}

/// Every name in a contract: types, and what they consist of.
fn printed(view: &str) -> BTreeMap<String, Vec<String>> {
    let schema = Schema::parse(view, "view.graphql").unwrap();
    let types = schema.types.iter().filter(|(_, ty)| !ty.is_built_in());
    let parts = types.map(|(name, ty)| {
        let parts: Vec<_> = match ty {
            ExtendedType::Object(ty) => ty.fields.keys().map(ToString::to_string).collect(),
            ExtendedType::Interface(ty) => ty.fields.keys().map(ToString::to_string).collect(),
            ExtendedType::InputObject(ty) => ty.fields.keys().map(ToString::to_string).collect(),
            ExtendedType::Enum(ty) => ty.values.keys().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        (name.to_string(), parts)
    });
    parts.collect()
}

fn told(types: &Value) -> BTreeMap<String, Vec<String>> {
    let name = |thing: &Value| thing["name"].as_str().unwrap().to_owned();
    let types = types.as_array().unwrap().iter().map(|ty| {
        let parts = ["fields", "inputFields", "enumValues"].map(|part| ty[part].as_array());
        (name(ty), parts.into_iter().flatten().flatten().map(name).collect())
    });
    types.filter(|(name, _)| is_own(name)).collect()
}

#[tokio::test]
async fn what_is_introspected_is_what_is_printed() {
    let desk = Desk::open().await;

    for ((name, viewer), (_, standing)) in everybody(&desk).await.iter().zip(Standing::each()) {
        let answer = viewer.tell(STOCK).await;
        let view = schema::sdl_as(standing).unwrap();
        assert_eq!(told(&answer["__schema"]["types"]), printed(&view), "{name}");
        assert_eq!(answer["__schema"]["mutationType"]["name"], "Mutation");
    }
}

#[tokio::test]
async fn whoever_may_everything_is_told_what_the_engine_would_tell() {
    let desk = Desk::open().await;
    let all = desk.with_every_role().await;

    let mut answer = all.tell(STOCK).await;
    let engine = schema::build().finish().execute(Request::new(STOCK)).await;
    let mut engine = engine.data.into_json().unwrap();

    let part = |answer: &mut Value, part: &str| answer["__schema"][part].take();
    for name in ["queryType", "mutationType", "subscriptionType"] {
        assert_eq!(part(&mut answer, name), part(&mut engine, name));
    }
    let (types, expected) = (own(&part(&mut answer, "types")), own(&part(&mut engine, "types")));
    assert_eq!(types.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, ty) in types {
        assert_eq!(ty, expected[&name], "{name}");
    }
}

/// The types that are the contract's own, by name. The engine tells the kinds of a node in no order, and of an interface
/// that it has no interfaces by null.
fn own(types: &Value) -> BTreeMap<String, Value> {
    let named = types.as_array().unwrap().iter().filter(|ty| is_own(ty["name"].as_str().unwrap()));
    let told = named.cloned().map(|mut ty| {
        if let Some(kinds) = ty["possibleTypes"].as_array_mut() {
            kinds.sort_by_key(|kind| kind["name"].to_string());
            ty["interfaces"] = json!([]);
        }
        (ty["name"].as_str().unwrap().to_owned(), ty)
    });
    told.collect()
}

fn is_own(name: &str) -> bool {
    !name.starts_with("__") && !["Boolean", "Float", "ID", "Int", "String"].contains(&name)
}

#[tokio::test]
async fn what_is_asked_of_the_contract_stands_among_the_rest() {
    let desk = Desk::with_content().await;
    let document = "query($name: String!, $with: Boolean!) {
      meetings(first: 1) { nodes { __typename } }
      a: __type(name: $name) { isOneOf k: kind ofType { name } }
      ...rest
      z: __typename
      none: __type(name: \"Manuscript\") { name }
    }
    fragment rest on Query {
      b: __type(name: \"MeetingWhere\") { one: isOneOf ... on __Type { isOneOf } }
      c: __type(name: \"Meeting\") { isOneOf fields @include(if: $with) { name } }
      m: meeting(by: { slug: \"ash-2020\" }) { slug }
    }";

    let told = desk.ask(document, json!({ "name": "MeetingBy", "with": false })).await;

    let expected = json!({
        "meetings": { "nodes": [{ "__typename": "Meeting" }] },
        "a": { "isOneOf": true, "k": "INPUT_OBJECT", "ofType": null },
        "b": { "one": false, "isOneOf": false },
        "c": { "isOneOf": null },
        "m": { "slug": "ash-2020" },
        "z": "Query",
        "none": null,
    });
    assert_eq!(told.to_string(), expected.to_string());
}

#[tokio::test]
async fn an_introspection_is_kept_by_nobody_and_the_same_text_tells_each_viewer_their_own() {
    let desk = Desk::open().await;
    let noor = desk.signed_in("noor@example.org", &[Role::Writer]).await;
    let document = "{ __type(name: \"Manuscript\") { name } }";

    for _ in 0..2 {
        assert_eq!(desk.tell(document).await["__type"], Value::Null);
        let (headers, told) = noor.answer(document, json!({}), &[]).await;
        assert_eq!(told["data"]["__type"]["name"], "Manuscript");
        assert_eq!(headers["cache-control"], "no-store");
    }
}
