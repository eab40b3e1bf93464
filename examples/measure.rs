#[path = "../tests/http/stand_in.rs"]
mod stand_in;
use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use congress_highlights::{app::App, database::Database, http};
use std::{
    fmt::Write,
    time::{Duration, Instant},
};
use tower::ServiceExt;

fn attacks() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut add = |name: &str, q: String| all.push((name.to_owned(), q));
    for depth in [20, 40] {
        let mut q = "{ ...f0 }".to_owned();
        for at in 0..depth {
            write!(q, " fragment f{at} on Query {{ ...f{} ...f{} }}", at + 1, at + 1).unwrap();
        }
        write!(q, " fragment f{depth} on Query {{ __typename }}").unwrap();
        add(&format!("doubling fragments {depth}"), q);
    }
    add("2000 aliases", format!("{{ {} }}", (0..2000).map(|a| format!("a{a}:echo ")).collect::<String>()));
    add("20000 aliases", format!("{{ {} }}", (0..20000).map(|a| format!("a{a}:echo ")).collect::<String>()));
    add(
        "depth 500",
        format!("{{ meeting(by: {{slug: \"a\"}}) {{ {}id{} }} }}", "series { ".repeat(500), " }".repeat(500)),
    );
    add("32000 braces", "{".repeat(32000));
    add("1000 directives", format!("{{ __typename {} }}", "@skip(if:false)".repeat(1000)));
    add("20000 directives", format!("{{ __typename {} }}", "@a ".repeat(20000)));
    add("list literal 10000 deep", format!("{{ echo(texts: {}{}) }}", "[".repeat(10000), "]".repeat(10000)));
    add("30000 digits", format!("{{ echo(number: {}) }}", "9".repeat(30000)));
    add("pages thrice", "{ meetings(first: 100) { nodes { meetings(first: 100) { nodes { meetings(first: 100) { nodes { id } } } } } } }".into());
    add(
        "introspection turns",
        format!("{{ __schema {{ types {{ {}name{} }} }} }}", "fields { type { ".repeat(6), " } }".repeat(6)),
    );
    // valid or nearly so, as heavy as may be
    add("4900 ids", format!("{{ meeting(by: {{slug: \"a\"}}) {{ {} }} }}", "id ".repeat(4900)));
    add(
        "40 roots of 100 unknown fields each",
        format!(
            "{{ {} }}",
            (0..40)
                .map(|a| format!(
                    "meeting(by: {{slug: \"a\"}}) {{ {} }}",
                    (0..60).map(|b| format!("x{a}y{b} ")).collect::<String>()
                ))
                .collect::<String>()
        ),
    );
    add(
        "unknown fields 4000",
        format!(
            "{{ meeting(by: {{slug: \"a\"}}) {{ {} }} }}",
            (0..4000).map(|b| format!("x{b} ")).collect::<String>()
        ),
    );
    add(
        "1200 unused fragments",
        format!(
            "{{ __typename }} {}",
            (0..1000).map(|a| format!("fragment f{a} on Query{{__typename}}")).collect::<String>()
        ),
    );
    add(
        "1000 used fragments",
        format!(
            "{{ {} }} {}",
            (0..900).map(|a| format!("...f{a} ")).collect::<String>(),
            (0..900).map(|a| format!("fragment f{a} on Query{{x}}")).collect::<String>()
        ),
    );
    add(
        "1500 variables",
        format!(
            "query ({}) {{ echo(texts: [{}]) }}",
            (0..1000).map(|a| format!("$v{a}:Int ")).collect::<String>(),
            (0..1000).map(|a| format!("$v{a} ")).collect::<String>()
        ),
    );
    add(
        "100 operations with the same fragment",
        format!(
            "{} fragment f on Query {{ {} }}",
            (0..100).map(|a| format!("query q{a} {{ ...f }} ")).collect::<String>(),
            "__typename ".repeat(38)
        ),
    );
    add(
        "conflicts 2000",
        format!(
            "{{ meeting(by: {{slug: \"a\"}}) {{ {} }} }}",
            "x: id x: slug ".repeat(1000).replace("x: ", "")
        ),
    );
    add(
        "alias conflicts 200",
        format!("{{ meeting(by: {{slug: \"a\"}}) {{ {} }} }}", "x: id x: slug ".repeat(99)),
    );
    add("deep merge", format!("{{ {} }}", "meeting(by: {slug: \"a\"}) { series { series { series { series { series { series { series { id } } } } } } } }".repeat(40)));
    add(
        "deep merge wide",
        format!(
            "{{ {} }}",
            format!(
                "meeting(by: {{slug: \"a\"}}) {{ {} }} ",
                "series { series { series { series { id slug name } } } } ".repeat(15)
            )
            .repeat(12)
        ),
    );
    add(
        "object keys 3000",
        format!(
            "{{ meetings(where: {{ {} }}) {{ nodes {{ id }} }} }}",
            (0..3000).map(|a| format!("k{a}:1 ")).collect::<String>()
        ),
    );
    add(
        "same key 3000",
        format!("{{ meetings(where: {{ {} }}) {{ nodes {{ id }} }} }}", "slug:null ".repeat(3000)),
    );
    add(
        "arguments 3000",
        format!("{{ echo({}) }}", (0..3000).map(|a| format!("k{a}:1 ")).collect::<String>()),
    );
    add("same argument 3000", format!("{{ echo({}) }}", "number:1 ".repeat(2400)));
    add("inline fragments 3000", format!("{{ {} }}", "...{__typename} ".repeat(1800)));
    add("nonsense quotes", "\"".repeat(32000));
    add("nonsense bangs", "!".repeat(32000));
    add("nonsense dots", "...".repeat(10000));
    add("nonsense emoji", "😀".repeat(8000));
    add("nonsense (", "(".repeat(32000));
    add(
        "variables in fragments",
        format!(
            "query ({}) {{ ...f }} fragment f on Query {{ {} }}",
            (0..800).map(|a| format!("$v{a}:Int ")).collect::<String>(),
            "__typename ".repeat(39)
        ),
    );
    add("one long block string", format!("{{ unicode(text: \"\"\"{}\"\"\") }}", "\\n ".repeat(10000)));
    add("block string of lines", format!("{{ unicode(text: \"\"\"{}\"\"\") }}", "\n ".repeat(15000)));
    add("escapes", format!("{{ unicode(text: \"{}\") }}", "\\u0041".repeat(5000)));
    all
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let db = Database::open_file(&folder.path().join("content.sqlite")).await.unwrap();
    db.migrate().await.unwrap();
    let app = App::new(db, folder.path().join("media"));
    let schema = stand_in::schema(Default::default(), Default::default());
    let server =
        http::Server::new(app.clone(), schema.clone(), stand_in::furnish, http::HttpConfig::default())
            .unwrap();
    let router = http::router(server);
    let ask = async |query: &str, variables: serde_json::Value| {
        let body = serde_json::json!({"query": query, "variables": variables}).to_string();
        let request = Request::post("/graphql")
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(Body::from(body))
            .unwrap();
        let begun = Instant::now();
        let response = router.clone().oneshot(request).await.unwrap();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (begun.elapsed(), String::from_utf8(bytes.to_vec()).unwrap())
    };
    ask("{ __typename }", serde_json::json!({})).await;
    for (name, query) in attacks() {
        let mut worst = Duration::ZERO;
        let mut text = String::new();
        for _ in 0..3 {
            let (t, x) = ask(&query, serde_json::json!({})).await;
            worst = worst.max(t);
            text = x;
        }
        println!("{:>9.2} ms  {:>6} B  {name}: {:.110}", worst.as_secs_f64() * 1e3, query.len(), text);
    }
    let small = "query Q($slug: String!) { meeting(by: {slug: $slug}) { id slug name } }";
    let medium = "query Q($slug: String!) { meeting(by: {slug: $slug}) { ...f series { ...f series { ...f } } writers { id name } meetings(first: 5) { nodes { ...f } pageInfo { hasNextPage endCursor } edges { cursor node { id } } } } other: meeting(by: {slug: \"x\"}) { ...f } } fragment f on Meeting { id slug name format }";
    let intro = include_str!("../tests/http/introspection.graphql");
    for (name, query) in [("small", small), ("medium", medium), ("introspection", intro)] {
        let vars = if name == "introspection" {
            serde_json::json!({})
        } else {
            serde_json::json!({"slug": "ash-2020"})
        };
        let n = if name == "introspection" { 200 } else { 20000 };
        let (cold, text) = ask(&format!("{query} # {n}"), vars.clone()).await;
        assert!(text.starts_with("{\"data\""), "{text}");
        for _ in 0..n / 10 {
            ask(query, vars.clone()).await;
        }
        let begun = Instant::now();
        let mut inner = Duration::ZERO;
        for _ in 0..n {
            inner += ask(query, vars.clone()).await.0;
        }
        let _ = begun;
        let doc = async_graphql::parser::parse_query(query).unwrap();
        let begun = Instant::now();
        for _ in 0..n {
            std::hint::black_box(doc.clone());
        }
        let clone = begun.elapsed() / n;
        let begun = Instant::now();
        for _ in 0..n {
            let mut r =
                async_graphql::Request::new("").variables(async_graphql::Variables::from_json(vars.clone()));
            r.set_parsed_query(doc.clone());
            std::hint::black_box(schema.execute(stand_in::furnish(r, &app)).await);
        }
        let exec = begun.elapsed() / n;
        let begun = Instant::now();
        for _ in 0..n {
            std::hint::black_box(
                schema
                    .execute(stand_in::furnish(
                        async_graphql::Request::new(query)
                            .variables(async_graphql::Variables::from_json(vars.clone())),
                        &app,
                    ))
                    .await,
            );
        }
        let full = begun.elapsed() / n;
        println!(
            "{name}: cold {cold:?}, hot via router {:?}, engine with parsed doc {exec:?}, clone+drop {clone:?}, engine parse+fast {full:?}, {} B",
            inner / n,
            text.len()
        );
    }
}
