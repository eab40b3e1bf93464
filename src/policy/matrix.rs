//! Who may what, as people read it: `docs/who-may-what.md`.

use std::{
    collections::BTreeSet,
    fmt::{self, Write},
};

use apollo_compiler::parser::Parser;

use super::{
    contract::{Policy, Unreadable, types},
    standing::Standing,
    table::{ROWS, Which, Who},
};

const HEAD: &str = "# Who may what

Made from the table in `src/policy/table.rs` by `cargo policy`. A test asks the service for every field as
every role, and compares. An account with several roles may what any of them may.

An operation that touches something its viewer may not use is refused before anything of it runs: `UNAUTHENTICATED` if nobody is signed in,
`FORBIDDEN` with the sentence below otherwise. Introspection shows a viewer what they may use and no more; `congress-highlights schema --as
reader` prints the same.
";

const DEEDS: &str = "
## Deeds
";

const FIELDS: &str = "
## Fields

Those that are not for everybody; all others are. `Type.*` stands for all fields of a type.
";

const ROWS_HEAD: &str = "
## Rows

Of all other nouns everybody sees what is published at the moment of the question, and nobody sees more. A row that is not seen is absent from
lists, counts and edges, and null by its id.

| rows of | seen by | which |
|---|---|---|
";

/// Who may use a field: in the order of the columns.
type Marks = Vec<bool>;

/// What somebody sees: types and fields by name.
type Seen = BTreeSet<(String, String)>;

impl Policy {
    /// Every deed, every field that is not for everybody, and the rows that readers do not see.
    pub fn matrix(&self) -> Result<String, Unreadable> {
        let columns = Standing::each();
        let views = columns.iter().map(|(_, standing)| seen(&self.view(*standing)));
        let views = views.collect::<Result<Vec<_>, _>>()?;
        let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut deeds = heading(&[&names[..], &["others are told"]].concat());
        let mut fields = heading(&names);
        for (ty, all) in types(&self.document) {
            let marks = all.iter().map(|field| {
                let field = (ty.to_string(), field.name.to_string());
                let marks: Marks = views.iter().map(|view| view.contains(&field)).collect();
                (field.1, marks)
            });
            if ["Mutation", "Subscription"].contains(&ty.as_str()) {
                self.tell_deeds(&mut deeds, ty, marks.collect());
            } else {
                tell_fields(&mut fields, ty, marks.collect());
            }
        }
        Ok(format!("{HEAD}{DEEDS}{deeds}{FIELDS}{fields}{ROWS_HEAD}{Rows}"))
    }

    fn tell_deeds(&self, told: &mut String, ty: &str, fields: Vec<(String, Marks)>) {
        for (field, marks) in fields {
            let lines = self.lines(ty, &field);
            line(told, ty, &field, &marks);
            let _always = writeln!(told, " {} |", lines.first().map_or("", |line| line.otherwise));
        }
    }
}

/// A type whose fields are all alike is one line.
fn tell_fields(told: &mut String, ty: &str, mut fields: Vec<(String, Marks)>) {
    if let Some((_, marks)) = fields.first().cloned()
        && fields.iter().all(|(_, others)| *others == marks)
    {
        fields = vec![("*".to_owned(), marks)];
    }
    for (field, marks) in fields.iter().filter(|(_, marks)| marks.contains(&false)) {
        line(told, ty, field, marks);
        told.push('\n');
    }
}

fn line(told: &mut String, ty: &str, field: &str, marks: &Marks) {
    let marks: Vec<_> = marks.iter().map(|may| if *may { "yes" } else { "" }).collect();
    let _always = write!(told, "| `{ty}.{field}` | {} |", marks.join(" | "));
}

fn heading(columns: &[&str]) -> String {
    format!("\n| | {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len() + 1))
}

fn seen(sdl: &str) -> Result<Seen, Unreadable> {
    let document = Parser::new().parse_ast(sdl, "view.graphql");
    let document = document.map_err(|found| Unreadable(found.errors.to_string()))?;
    let fields = types(&document)
        .flat_map(|(ty, fields)| fields.iter().map(|field| (ty.to_string(), field.name.to_string())));
    Ok(fields.collect())
}

struct Rows;

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for rows in ROWS {
            let who = match rows.1 {
                Who::Everybody => "everybody".to_owned(),
                Who::SignedIn => "whoever is signed in".to_owned(),
                Who::Any(_) => {
                    let included = |(_, standing): &(_, Standing)| rows.1.includes(*standing);
                    let names = Standing::each().into_iter().filter(included).map(|(name, _)| name);
                    names.collect::<Vec<_>>().join(", ")
                }
            };
            let which = if rows.2 == Which::All { "all" } else { "their own" };
            writeln!(f, "| `{}` | {who} | {which} |", rows.0)?;
        }
        Ok(())
    }
}
