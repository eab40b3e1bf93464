//! Walking lists from end to end.

use std::cmp::Ordering;

use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use super::crowd::{DATES, NUMBERS, crowd};
use crate::desk::Desk;

/// A noun, the fields it is sorted by, in `orderBy` and in the answer, and what comes along with it.
#[derive(Debug)]
pub(super) struct Noun {
    pub(super) name: &'static str,
    pub(super) fields: &'static [(&'static str, &'static str)],
    company: &'static str,
}

const LECTURE: Noun = Noun {
    name: "Lecture",
    fields: &[("ABSTRACT_NUMBER", "abstractNumber"), ("TITLE", "title"), ("SLUG", "slug")],
    company: "meeting { slug } session { slug }",
};
const MEETING: Noun = Noun {
    name: "Meeting",
    fields: &[("STARTS_ON", "startsOn"), ("NAME", "name"), ("SLUG", "slug")],
    company: "",
};
pub(super) const SUMMARY: Noun = Noun {
    name: "Summary",
    fields: &[("PUBLISHED_AT", "publishedAt"), ("TITLE", "title"), ("SLUG", "slug")],
    company: "lecture { slug session { slug } }",
};

/// A list: its noun, the field of the root that leads to it (or nothing), its own name, its length.
#[derive(Clone, Copy, Debug)]
struct List(&'static Noun, &'static str, &'static str, usize);

const LISTS: [List; 22] = [
    List(&LECTURE, "", "lectures", 26),
    List(&LECTURE, r#"meeting(by: {slug: "meeting-00"})"#, "lectures", 14),
    List(&LECTURE, r#"session(by: {slug: "session"})"#, "lectures", 14),
    List(&LECTURE, r#"topic(by: {slug: "marrow"})"#, "lectures", 13),
    List(&LECTURE, r#"person(by: {slug: "ada"})"#, "lectures", 26),
    List(&LECTURE, r#"trial(by: {slug: "trial"})"#, "lectures", 26),
    List(&LECTURE, r#"reference(by: {slug: "article"})"#, "lectures", 26),
    List(&LECTURE, r#"source(by: {slug: "paper"})"#, "lectures", 26),
    List(&MEETING, "", "meetings", 14),
    List(&MEETING, r#"meetingSeries(by: {slug: "series"})"#, "meetings", 14),
    List(&MEETING, r#"topic(by: {slug: "blood"})"#, "meetings", 14),
    List(&MEETING, r#"writer(by: {slug: "noor"})"#, "meetings", 7),
    List(&MEETING, r#"person(by: {slug: "ada"})"#, "meetings", 14),
    List(&MEETING, r#"organisation(by: {slug: "school"})"#, "meetings", 14),
    List(&MEETING, r#"reference(by: {slug: "article"})"#, "meetings", 14),
    List(&MEETING, r#"source(by: {slug: "paper"})"#, "meetings", 14),
    List(&SUMMARY, "", "summaries", 19),
    List(&SUMMARY, r#"lecture(by: {slug: "lecture-00"})"#, "summaries", 7),
    List(&SUMMARY, r#"meeting(by: {slug: "meeting-00"})"#, "summaries", 13),
    List(&SUMMARY, r#"topic(by: {slug: "marrow"})"#, "summaries", 10),
    List(&SUMMARY, r#"writer(by: {slug: "sam"})"#, "summaries", 19),
    List(&SUMMARY, r#"reference(by: {slug: "article"})"#, "summaries", 19),
];

impl List {
    fn document(self) -> String {
        let List(Noun { name, fields, company }, parent, list, _) = self;
        let (open, close) = if parent.is_empty() { ("", "") } else { ("{", "}") };
        let fields: Vec<&str> = fields.iter().map(|(_, field)| *field).collect();
        let fields = fields.join(" ");
        format!(
            "query($first: Int, $after: String, $last: Int, $before: String, $by: [{name}Order!]) {{
              {parent} {open}
                {list}(first: $first, after: $after, last: $last, before: $before, orderBy: $by) {{
                  totalCount
                  pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
                  edges {{ cursor node {{ id }} }}
                  nodes {{ id {fields} {company} }}
                }}
              {close}
            }}"
        )
    }

    async fn page(self, desk: &Desk, variables: Value) -> Value {
        let mut data = desk.ask(&self.document(), variables).await;
        let found = match self.1.split_once('(') {
            Some((parent, _)) => data[parent][self.2].take(),
            None => data[self.2].take(),
        };
        assert_eq!(found["totalCount"], self.3, "{self:?}");
        found
    }
}

/// What to sort by: fields of the noun by their place, and whether each descends.
type Order = Vec<(usize, bool)>;

#[derive(Clone, Debug)]
struct Walk {
    list: List,
    order: Order,
    size: usize,
    backwards: bool,
}

fn walks() -> impl Strategy<Value = Walk> {
    let order = prop::collection::vec((0..3_usize, any::<bool>()), 0..=3);
    (select(&LISTS[..]), order, 1..=7_usize, any::<bool>()).prop_map(|(list, order, size, backwards)| Walk {
        list,
        order,
        size,
        backwards,
    })
}

impl Walk {
    fn order_by(&self) -> Value {
        let fields = self.list.0.fields;
        let by = self.order.iter().map(|(field, descends)| {
            json!({ "field": fields[*field].0, "direction": if *descends { "DESC" } else { "ASC" } })
        });
        if self.order.is_empty() { Value::Null } else { by.collect() }
    }

    /// The order that holds: each field once; the noun's own if none is given.
    fn effective(&self) -> Order {
        let mut order = Order::new();
        for (field, descends) in &self.order {
            if order.iter().all(|(known, _)| known != field) {
                order.push((*field, *descends));
            }
        }
        if order.is_empty() { vec![(0, self.list.0.name != "Lecture")] } else { order }
    }

    /// All rows, sorted here and not by the database.
    async fn expected(&self, desk: &Desk) -> Vec<Value> {
        let mut page = self.list.page(desk, json!({ "first": 100 })).await;
        let mut rows = page["nodes"].take().as_array().unwrap().clone();
        let order = self.effective();
        rows.sort_by(|a, b| {
            let by_field = order.iter().map(|(field, descends)| {
                let name = self.list.0.fields[*field].1;
                compare(rank(name, &a[name]), rank(name, &b[name]), *descends)
            });
            let by_id = turned(a["id"].as_str().cmp(&b["id"].as_str()), order.last().unwrap().1);
            by_field.fold(Ordering::Equal, Ordering::then).then(by_id)
        });
        rows
    }

    async fn check(&self, desk: &Desk) {
        let expected = self.expected(desk).await;
        let mut found: Vec<Value> = Vec::new();
        let mut cursor = Value::Null;
        loop {
            let page = self.list.page(desk, self.variables(&cursor)).await;
            let nodes = page["nodes"].as_array().unwrap();
            let at_start =
                if self.backwards { found.len() + nodes.len() == expected.len() } else { found.is_empty() };
            let at_end =
                if self.backwards { found.is_empty() } else { found.len() + nodes.len() == expected.len() };
            let edges = page["edges"].as_array().unwrap();
            let info = json!({
                "hasNextPage": !at_end,
                "hasPreviousPage": !at_start,
                "startCursor": edges.first().unwrap()["cursor"],
                "endCursor": edges.last().unwrap()["cursor"],
            });
            assert_eq!(page["pageInfo"], info);
            assert!(edges.iter().map(|edge| &edge["node"]["id"]).eq(nodes.iter().map(|node| &node["id"])));
            let at = if self.backwards { 0 } else { found.len() };
            found.splice(at..at, nodes.iter().cloned());
            cursor = page["pageInfo"][if self.backwards { "startCursor" } else { "endCursor" }].clone();
            if if self.backwards { at_start } else { at_end } {
                break;
            }
        }
        assert_eq!(found, expected);
    }

    fn variables(&self, cursor: &Value) -> Value {
        if self.backwards {
            json!({ "last": self.size, "before": cursor, "by": self.order_by() })
        } else {
            json!({ "first": self.size, "after": cursor, "by": self.order_by() })
        }
    }
}

/// A value as something that sorts; none if it is not known.
fn rank(field: &str, value: &Value) -> Option<(usize, String)> {
    let text = value.as_str()?;
    let place = |all: &[&str]| all.iter().position(|known| *known == text).unwrap();
    Some(match field {
        "abstractNumber" => (place(&NUMBERS), String::new()),
        "startsOn" => (place(&DATES), String::new()),
        _ => (0, text.to_owned()),
    })
}

/// What is not known comes last either way.
fn compare<T: Ord>(a: Option<T>, b: Option<T>, descends: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => turned(a.cmp(&b), descends),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

fn turned(ordering: Ordering, descends: bool) -> Ordering {
    if descends { ordering.reverse() } else { ordering }
}

#[test]
fn walking_a_list_gives_every_row_once_and_in_order() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _inside = runtime.enter();
    let desk = runtime.block_on(Desk::with(crowd()));
    let mut runner = TestRunner::new(Config { cases: 120, failure_persistence: None, ..Config::default() });

    let walked = runner.run(&walks(), |walk| {
        runtime.block_on(walk.check(&desk));
        Ok(())
    });

    walked.unwrap_or_else(|failure| panic!("{failure}"));
}

#[tokio::test]
async fn every_list_can_be_walked_both_ways_in_its_own_order() {
    let desk = Desk::with(crowd()).await;

    for list in LISTS {
        for backwards in [false, true] {
            Walk { list, order: Order::new(), size: 5, backwards }.check(&desk).await;
        }
    }
}
