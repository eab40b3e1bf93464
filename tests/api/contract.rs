//! The contract: written down, described, and as it was promised.

use congress_highlights::schema;
use serde_json::Value;

use crate::desk::Desk;

#[test]
fn the_contract_is_written_down() {
    let spoken = schema::sdl();
    let written = include_str!("../../schema.graphql");

    assert!(spoken == written, "schema.graphql is behind the code; `cargo contract` renews it");
}

const EVERYTHING: &str = r"{
  __schema {
    types {
      name kind description
      fields(includeDeprecated: true) { name description args(includeDeprecated: true) { name description } }
      inputFields(includeDeprecated: true) { name description }
      enumValues(includeDeprecated: true) { name description }
    }
  }
}";

/// What has no description, as `Type.field(argument:)`.
fn undescribed(types: &[Value]) -> Vec<String> {
    let mut silent = Vec::new();
    let mut look = |thing: &Value, name: String| {
        if thing["description"].as_str().is_none_or(|words| words.trim().is_empty()) {
            silent.push(name);
        }
    };
    for kind in types {
        let type_name = kind["name"].as_str().unwrap();
        look(kind, type_name.to_owned());
        for part in ["fields", "inputFields", "enumValues"] {
            for field in kind[part].as_array().into_iter().flatten() {
                let name = format!("{type_name}.{}", field["name"].as_str().unwrap());
                look(field, name.clone());
                for argument in field["args"].as_array().into_iter().flatten() {
                    look(argument, format!("{name}({}:)", argument["name"].as_str().unwrap()));
                }
            }
        }
    }
    silent
}

#[tokio::test]
async fn everything_is_described() {
    let desk = Desk::open().await.with_every_role().await;

    let data = desk.tell(EVERYTHING).await;

    let mut types = data["__schema"]["types"].as_array().unwrap().clone();
    let built_in = ["Boolean", "Float", "ID", "Int", "String"];
    types.retain(|kind| !kind["name"].as_str().unwrap().starts_with("__"));
    types.retain(|kind| !built_in.contains(&kind["name"].as_str().unwrap()));
    assert!(types.len() > 150, "{}", types.len());
    assert_eq!(undescribed(&types), Vec::<String>::new());
}

/// The names given to the first front-end, as `Type.field: type`.
const PROMISED: &str = "
    Query.node: Node
    Query.nodes: [Node]!
    Query.meeting: Meeting
    Query.meetings: MeetingConnection!
    Query.lecture: Lecture
    Query.lectures: LectureConnection!
    Query.summary: Summary
    Query.summaries: SummaryConnection!
    Query.podcastEpisodes: PodcastEpisodeConnection!
    Query.trainingTools: TrainingToolConnection!
    Query.organisation: Organisation
    Query.person: Person
    Query.writers: WriterConnection!
    Query.topic: Topic
    Query.trial: Trial
    Query.newsletter: Newsletter
    Meeting.id: ID!
    Meeting.slug: String!
    Meeting.name: String!
    Meeting.shortName: String
    Meeting.ordinal: Int
    Meeting.format: MeetingFormat!
    Meeting.startsOn: PartialDate
    Meeting.endsOn: PartialDate
    Meeting.welcome: Html
    Meeting.purposes: [Purpose!]!
    Meeting.objectives: [Objective!]!
    Meeting.scheduleSteps: [ScheduleStep!]!
    Meeting.series: MeetingSeries
    Meeting.organisers: [Organisation!]!
    Meeting.writers: [Writer!]!
    Meeting.sessions: SessionConnection!
    Meeting.lectures: LectureConnection!
    Meeting.summaries: SummaryConnection!
    Meeting.newsletters: NewsletterConnection!
    Lecture.id: ID!
    Lecture.slug: String!
    Lecture.title: String!
    Lecture.abstractNumber: AbstractNumber
    Lecture.session: Session
    Lecture.meeting: Meeting
    Lecture.presenters: [Person!]!
    Lecture.topics: [Topic!]!
    Lecture.trials: [Trial!]!
    Lecture.outcomes: [Outcome!]!
    Lecture.summaries: SummaryConnection!
    Lecture.completeness: Completeness!
    Summary.id: ID!
    Summary.slug: String!
    Summary.title: String!
    Summary.leadMessage: String!
    Summary.body: Html!
    Summary.bodyMarkdown: Markdown!
    Summary.takeHomeMessages: [TakeHomeMessage!]!
    Summary.publishedAt: DateTime
    Summary.lecture: Lecture
    Summary.meeting: Meeting
    Summary.writers: [Writer!]!
    Summary.topics: [Topic!]!
    Summary.slides: [KeySlide!]!
    Summary.podcastEpisodes: [PodcastEpisode!]!
    Summary.references: [Citation!]!
    KeySlide.id: ID!
    KeySlide.position: Int!
    KeySlide.caption: String!
    KeySlide.image: Image!
    Image.url: Url!
    Image.width: Int
    Image.height: Int
    Image.alt: String!
    PodcastEpisode.id: ID!
    PodcastEpisode.title: String!
    PodcastEpisode.audio: AudioFile!
    PodcastEpisode.durationSeconds: Int!
    PodcastEpisode.people: [Contribution!]!
    PodcastEpisode.chapters: [Chapter!]!
    PodcastEpisode.transcript: Transcript
    Writer.id: ID!
    Writer.name: String!
    Writer.credentials: [String!]!
    Writer.photo: Image
    Writer.summaries: SummaryConnection!
    MeetingBy.id: ID
    MeetingBy.slug: String
    LectureBy.id: ID
    LectureBy.meeting: String
    LectureBy.abstractNumber: String
    SummaryBy.id: ID
    SummaryBy.slug: String
    SummaryOrder.field: SummaryOrderField!
    SummaryOrder.direction: Direction!
";

const FIELDS: &str = "{
  __schema {
    types {
      name
      interfaces { name }
      fields { name type { ...T } args { name type { ...T } } }
      inputFields { name type { ...T } }
      enumValues { name }
    }
  }
}
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// A type as the contract writes it: `[Node!]!`.
fn written(kind: &Value) -> String {
    match kind["kind"].as_str().unwrap() {
        "NON_NULL" => format!("{}!", written(&kind["ofType"])),
        "LIST" => format!("[{}]", written(&kind["ofType"])),
        _ => kind["name"].as_str().unwrap().to_owned(),
    }
}

/// Every type by name.
async fn types() -> std::collections::BTreeMap<String, Value> {
    let mut data = Desk::open().await.with_every_role().await.tell(FIELDS).await;
    let types = data["__schema"]["types"].take();
    let named = types
        .as_array()
        .unwrap()
        .iter()
        .map(|kind| (kind["name"].as_str().unwrap().to_owned(), kind.clone()));
    named.collect()
}

#[tokio::test]
async fn the_names_already_given_are_kept() {
    let types = types().await;

    for promise in PROMISED.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (field, promised) = promise.split_once(": ").unwrap();
        let (owner, name) = field.split_once('.').unwrap();
        let fields =
            ["fields", "inputFields"].map(|part| types[owner][part].as_array().into_iter().flatten());
        let found = fields.into_iter().flatten().find(|field| field["name"] == name);
        assert_eq!(found.map(|field| written(&field["type"])).as_deref(), Some(promised), "{field}");
    }
}

#[tokio::test]
async fn every_list_takes_the_same_six_arguments() {
    let types = types().await;

    let mut lists = 0;
    for (owner, kind) in &types {
        for field in kind["fields"].as_array().into_iter().flatten() {
            let Some(noun) = written(&field["type"]).strip_suffix("Connection!").map(str::to_owned) else {
                continue;
            };
            let arguments: Vec<_> = field["args"]
                .as_array()
                .unwrap()
                .iter()
                .map(|argument| (argument["name"].as_str().unwrap(), written(&argument["type"])))
                .collect();
            let text = |text: &str| text.to_owned();
            // The filter of a series goes by a shorter name.
            let narrowed = arguments[4].1.clone();
            let expected = [
                ("first", text("Int")),
                ("after", text("String")),
                ("last", text("Int")),
                ("before", text("String")),
                ("where", narrowed),
                ("orderBy", format!("[{noun}Order!]")),
            ];
            assert_eq!(arguments, expected, "{owner}.{}", field["name"]);
            lists += 1;
        }
    }
    assert!(lists > 50, "{lists}");
}

#[tokio::test]
async fn whatever_has_an_id_is_a_node_and_whatever_is_a_node_has_one() {
    for (name, kind) in types().await {
        let has_id = kind["fields"].as_array().into_iter().flatten().any(|field| field["name"] == "id");
        let interfaces = kind["interfaces"].as_array().into_iter().flatten();
        let is_node = name == "Node" || interfaces.into_iter().any(|known| known["name"] == "Node");
        assert_eq!(has_id, is_node, "{name}");
    }
}

#[tokio::test]
async fn fields_come_in_the_order_asked() {
    let desk = Desk::with_content().await;

    let data = desk
        .tell(
            "query { z: __typename meetings(first: 1) { totalCount nodes { slug name id ...Rest } pageInfo { endCursor } }
               a: __typename lecture(by: { slug: \"ash20-2\" }) { title slug topics { name slug } kind } }
             fragment Rest on Meeting { startsOn format b: slug a: slug }",
        )
        .await;

    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(keys(&data), "z meetings a lecture");
    assert_eq!(keys(&data["meetings"]), "totalCount nodes pageInfo");
    assert_eq!(keys(&data["meetings"]["nodes"][0]), "slug name id startsOn format b a");
    assert_eq!(keys(&data["lecture"]), "title slug topics kind");
    assert_eq!(keys(&data["lecture"]["topics"][0]), "name slug");
}
