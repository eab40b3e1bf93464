//! Rows are read with the columns a document shows. What it leaves out must not change what it shows:
//! each field of each noun, asked for alone, is answered as if rows were read whole.

use std::collections::BTreeMap;

use entity::account::Role;
use serde_json::Value;

use crate::desk::Desk;

const TYPES: &str = "{
  __schema {
    types {
      name kind
      fields { name args { type { kind } } type { ...Ref } }
    }
  }
}
fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// The types that somebody is shown, by name.
pub(crate) struct Types(BTreeMap<String, Value>);

impl Types {
    pub(crate) async fn of(desk: &Desk) -> Self {
        let data = desk.tell(TYPES).await;
        let types = data["__schema"]["types"].as_array().unwrap().iter();
        Self(types.map(|ty| (ty["name"].as_str().unwrap().to_owned(), ty.clone())).collect())
    }

    /// The fields of a type that need no argument: name, and kind and name of what they lead to.
    pub(crate) fn fields(&self, ty: &str) -> Vec<(&str, &str, &str)> {
        let fields = self.0[ty]["fields"].as_array().into_iter().flatten();
        let is_free = |field: &&Value| {
            field["args"].as_array().unwrap().iter().all(|argument| argument["type"]["kind"] != "NON_NULL")
        };
        let named = |field: &'_ Value| {
            let mut ty = field["type"].as_object();
            while let Some(inner) = ty.and_then(|ty| ty.get("ofType")?.as_object()) {
                ty = Some(inner);
            }
            (
                ty.unwrap()["kind"].as_str().unwrap().to_owned(),
                ty.unwrap()["name"].as_str().unwrap().to_owned(),
            )
        };
        let known = |(kind, name): (String, String)| {
            let ty = &self.0[&name];
            assert_eq!(ty["kind"], kind.as_str());
            (ty["kind"].as_str().unwrap(), ty["name"].as_str().unwrap())
        };
        fields
            .filter(is_free)
            .map(|field| {
                let (kind, name) = known(named(field));
                (field["name"].as_str().unwrap(), kind, name)
            })
            .collect()
    }

    /// What to select of a field: the plain values it leads to.
    fn selection(&self, kind: &str, ty: &str) -> String {
        if is_plain(kind) {
            return String::new();
        }
        if ty.ends_with("Connection") {
            return "(first: 3) { nodes { __typename } }".to_owned();
        }
        let plain = self.fields(ty).into_iter().filter(|(_, kind, _)| is_plain(kind));
        let plain: Vec<&str> = plain.map(|(name, ..)| name).collect();
        format!("{{ __typename {} }}", plain.join(" "))
    }
}

pub(crate) fn is_plain(kind: &str) -> bool {
    matches!(kind, "SCALAR" | "ENUM")
}

#[tokio::test]
async fn what_is_left_out_does_not_change_what_is_shown() {
    let sparse = Desk::with_content().await.signed_in("noor@example.org", &[Role::Editor, Role::Admin]).await;
    let whole = sparse.reading_whole_rows();
    let types = Types::of(&sparse).await;
    let lists = types.fields("Query").into_iter().filter(|(.., ty)| ty.ends_with("Connection"));

    let mut asked = 0;
    for (list, _, connection) in lists {
        for (field, kind, ty) in types.fields(connection.trim_end_matches("Connection")) {
            let document =
                format!("{{ {list}(first: 100) {{ nodes {{ {field} {} }} }} }}", types.selection(kind, ty));
            assert_eq!(sparse.tell(&document).await, whole.tell(&document).await, "{document}");
            asked += 1;
        }
    }

    assert!(asked > 300, "{asked} fields");
}
