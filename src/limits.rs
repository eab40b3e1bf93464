//! What one request may ask for. A request that asks for more is refused before anything of it
//! runs, with a sentence that names the limit, what was asked and where.

use std::time::Duration;

/// The limits of one request and of one connection.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a request body, counted while it arrives.
    pub body_bytes: usize,
    /// Bytes of the query string of a GET request.
    pub query_string_bytes: usize,
    /// Bytes of a document.
    pub document_bytes: usize,
    /// Tokens of a document.
    pub tokens: usize,
    /// Levels of braces, brackets and fragments within each other.
    pub nesting: usize,
    /// Levels of fields below an operation.
    pub depth: usize,
    /// Selections and directives of a document with every fragment written out.
    pub selections: u64,
    /// Fields on the first level of one operation.
    pub root_fields: u64,
    /// Aliases written in a document.
    pub aliases: u64,
    /// Directives written in a document.
    pub directives: u64,
    /// Values a document or its variables hold, with the lists and inputs they stand in.
    pub input_values: u64,
    /// Entries of one list among them.
    pub input_list: u64,
    /// Objects an answer may hold, estimated from the sizes of its pages.
    pub objects: u64,
    /// Plain values an answer may hold, estimated in the same way.
    pub values: u64,
    /// Items a page is expected to hold if nobody says how many.
    pub page: u64,
    /// Items a list without pages is expected to hold.
    pub list: u64,
    /// Errors listed in one answer.
    pub errors: usize,
    /// How long an operation may run.
    pub operation_time: Duration,
    /// How long a request body may take to arrive.
    pub body_time: Duration,
    /// How long the head of a request may take to arrive, and how long a connection may idle.
    pub head_time: Duration,
    /// How long a client may leave an answer unread.
    pub write_time: Duration,
    /// How long running requests may go on once the server is told to stop.
    pub shutdown_time: Duration,
    /// Connections open at the same time.
    pub connections: usize,
    /// Sockets and event streams open at the same time.
    pub streams: usize,
    /// Those among them that one account, or one address without an account, may hold.
    pub streams_of_one: usize,
    /// Operations that run at the same time over one socket.
    pub socket_operations: usize,
    /// Messages of one operation that wait until the client has read the ones before.
    pub waiting_messages: usize,
    /// How long a socket may take to say who it is.
    pub init_time: Duration,
    /// How often a quiet stream is asked whether it is still there.
    pub ping_time: Duration,
    /// How long a socket may stay open without an operation.
    pub idle_time: Duration,
    /// Prepared documents kept for their next use.
    pub kept_documents: usize,
    /// Bytes they may take, about.
    pub kept_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 256 * 1024,
            query_string_bytes: 48 * 1024,
            document_bytes: 32 * 1024,
            tokens: 10_000,
            nesting: 32,
            depth: 20,
            selections: 5_000,
            root_fields: 40,
            aliases: 200,
            directives: 200,
            input_values: 1_000,
            input_list: 100,
            objects: 200_000,
            values: 1_000_000,
            page: 20,
            list: 10,
            errors: 20,
            operation_time: Duration::from_secs(10),
            body_time: Duration::from_secs(10),
            head_time: Duration::from_secs(30),
            write_time: Duration::from_secs(30),
            shutdown_time: Duration::from_secs(10),
            connections: 1_024,
            streams: 4_096,
            streams_of_one: 256,
            socket_operations: 50,
            waiting_messages: 8,
            init_time: Duration::from_secs(5),
            ping_time: Duration::from_secs(15),
            idle_time: Duration::from_mins(5),
            kept_documents: 1_000,
            kept_bytes: 64 * 1024 * 1024,
        }
    }
}

/// What a file may be.
pub mod media {
    use std::time::Duration;

    use entity::media::Kind;

    /// Bytes of a file sent with a question.
    pub const SMALL: u64 = 8 * 1024 * 1024;
    /// Files sent with a question.
    pub const FILES: usize = 4;
    /// Bytes of the map that says which file belongs where.
    pub const MAP: u64 = 16 * 1024;
    /// Pixels of an image.
    pub const PIXELS: u64 = 25_000_000;
    /// Pixels of a side.
    pub const SIDE: u32 = 15_000;
    /// Bytes an image takes while it is read.
    pub const DECODED: u64 = 128 * 1024 * 1024;
    /// Hours of a sound.
    pub const HOURS: u64 = 6;
    /// Tags of a sound that are noted, and characters of each.
    pub const TAGS: usize = 20;
    /// Characters of a tag.
    pub const TAG: usize = 200;
    /// Unfinished uploads of an account.
    pub const TICKETS: u64 = 20;
    /// Bytes they may announce together.
    pub const TICKET_BYTES: i64 = 2 * 1024 * 1024 * 1024;
    /// Files that come in at the same time.
    pub const ARRIVALS: usize = 16;
    /// Files that are judged at the same time: each may take [`DECODED`] bytes and as many again.
    pub const JUDGES: usize = 1;
    /// How long files sent with a question may take to arrive.
    pub const ARRIVAL: Duration = Duration::from_mins(2);
    /// How long a sender may be silent.
    pub const SILENCE: Duration = Duration::from_secs(30);
    /// How long an upload may take, and how long what nothing shows is kept, in microseconds.
    pub const DAY: i64 = 24 * 3_600 * 1_000_000;

    /// Bytes of a file of a kind.
    pub const fn bytes(kind: Kind) -> u64 {
        match kind {
            Kind::Image => 20 * 1024 * 1024,
            Kind::Sound => 300 * 1024 * 1024,
            Kind::Captions => 1024 * 1024,
        }
    }
}
