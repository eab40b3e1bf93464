// Documents by the rule of the specification they keep or break. `valid` ones must be run, `invalid`
// ones must be refused before anything runs.

const deep = (times) =>
  `{ meeting(by: {slug: "ash-2020"}) { ${'series { meetings(first: 1) { nodes { '.repeat(times)}slug${' } } }'.repeat(times)} } }`;

const page = (selection) => `{ meetings(first: 1) { nodes { ${selection} } } }`;

export default {
  'syntax': {
    valid: [
      '{ __typename }',
      'query { __typename }',
      'query Named { __typename }',
      '# a comment\n{ __typename # another\n}',
      '{,,,__typename,,,}',
      '\uFEFF{ __typename }',
      '{ a: __typename b: __typename }',
      'query ($v: String = """a "block" text""") { meetings(after: $v) { nodes { id } } }',
      '{ meeting(by: {slug: "\\u0061sh"}) { id } }',
      '{ meeting(by: {slug: "\\u{1F600}"}) { id } }',
      '{ meeting(by: {slug: "\\uD83D\\uDE00"}) { id } }',
      '{ meeting(by: {slug: """\n  block \\""" text\n"""}) { id } }',
      '{ meeting(by: {slug: "\\"\\\\\\/\\b\\f\\n\\r\\t"}) { id } }',
      '{ meeting(by: {slug: "😀 ünï"}) { id } }',
      'fragment on_ on Query { __typename } query on { ...on_ }',
      'query query { type: __typename null: __typename true: __typename on: __typename }',
    ],
    invalid: [
      '', '   ', '# nothing', '{', '}', '{}', 'query {}', '{ __typename', '{ __typename }}', '{ ? }',
      'query () { __typename }',
      '{ meetings() { nodes { id } } }',
      'fragment on on Query { __typename } { ...on }',
      'query ($v: Int = $w) { meetings(first: $v) { nodes { id } } }',
      'query ($v Int) { meetings(first: $v) { nodes { id } } }',
      '{ meeting(by: {slug: "open}) { id } }',
      '{ meeting(by: {slug: "two\nlines"}) { id } }',
      '{ meeting(by: {slug: "\\x"}) { id } }',
      '{ meeting(by: {slug: "\\u00"}) { id } }',
      '{ meeting(by: {slug: "\\uD83D"}) { id } }',
      '{ meeting(by: {slug: "\\u{110000}"}) { id } }',
      '{ meetings(first: 01) { nodes { id } } }',
      '{ meetings(first: 1.) { nodes { id } } }',
      '{ meetings(first: -) { nodes { id } } }',
      '{ meetings(first: 1a) { nodes { id } } }',
      '{ meetings(first: +1) { nodes { id } } }',
      '{ ...  on Query __typename }',
      'mutation', 'subscription', 'unknown { __typename }',
      '{ a: b: __typename }',
      "{ meeting(by: {slug: 'single'}) { id } }",
    ],
  },
  'the deepest that may be asked': { valid: [deep(1), deep(4), deep(6)], invalid: [] },
  'only executable definitions': {
    valid: [],
    invalid: [
      'type Extra { id: ID } { __typename }',
      '{ __typename } extend type Query { more: Int }',
      'schema { query: Query } { __typename }',
      'directive @extra on FIELD query { __typename }',
    ],
  },
  'operations have different names': {
    valid: [{ query: 'query A { __typename } query B { __typename }', operationName: 'B' }],
    invalid: [
      { query: 'query A { __typename } query A { __typename }', operationName: 'A' },
      'query A { __typename } query B { __typename }',
      { query: 'query A { __typename }', operationName: 'B' },
      { query: '{ __typename }', operationName: 'A' },
      'fragment f on Query { __typename }',
    ],
  },
  'an anonymous operation stands alone': {
    valid: ['{ ...f } fragment f on Query { __typename }'],
    invalid: [
      '{ __typename } query A { __typename }',
      { query: '{ __typename } query A { __typename }', operationName: 'A' },
      '{ __typename } { __typename }',
    ],
  },
  'fields are defined on their type': {
    valid: [
      page('id slug name format'),
      '{ node(id: "1") { id __typename } }',
      '{ node(id: "1") { ... on Meeting { slug } } }',
      '{ __schema { queryType { name } } __type(name: "Meeting") { name kind } }',
    ],
    invalid: [
      '{ nothing }', page('nothing'), '{ node(id: "1") { slug } }', '{ meeting: nothing }',
      '{ node(id: "1") { ... on Meeting { nothing } } }',
      '{ meetings { __schema { queryType { name } } } }',
      '{ __schema { nothing } }',
    ],
  },
  'selections of the same name can be merged': {
    valid: [
      page('id id'), page('same: slug same: slug'),
      '{ meetings(first: 1) { nodes { id } } meetings(first: 1) { nodes { slug } } }',
      '{ meetings(first: 1) { nodes { id } } more: meetings(first: 2) { nodes { id } } }',
      '{ node(id: "1") { ... on Meeting { x: slug } ... on Writer { x: name } } }',
      '{ meetings(where: {slug: {eq: "a"}}, first: 1) { nodes { id } } meetings(first: 1, where: {slug: {eq: "a"}}) { nodes { id } } }',
      'query ($n: Int) { meetings(first: $n) { nodes { id } } meetings(first: $n) { nodes { slug } } }',
    ],
    invalid: [
      page('x: slug x: name'), page('slug: name slug'),
      '{ meetings(first: 1) { nodes { id } } meetings(first: 2) { nodes { id } } }',
      '{ meetings { nodes { id } } meetings(first: 2) { nodes { id } } }',
      '{ meetings { nodes { x: slug } } meetings { nodes { x: name } } }',
      '{ ...a ...b } fragment a on Query { x: __typename } fragment b on Query { x: meetings { nodes { id } } }',
      '{ node(id: "1") { ... on Meeting { x: format } ... on Writer { x: name } } }',
      '{ node(id: "1") { ... on Meeting { x: id } ... on Writer { x: name } } }',
      'query ($n: Int, $m: Int) { meetings(first: $n) { nodes { id } } meetings(first: $m) { nodes { slug } } }',
    ],
  },
  'leaves have no selection and everything else has one': {
    valid: [page('format')],
    invalid: [page('id { x }'), page('format { x }'), '{ meetings }', '{ meetings { nodes } }', '{ node(id: "1") }', '{ __schema }'],
  },
  'arguments are defined': {
    valid: ['{ meetings(first: 1, after: null, where: null) { nodes { id } } }'],
    invalid: [
      '{ meetings(nothing: 1) { nodes { id } } }', page('id(x: 1)'),
      '{ __typename @skip(if: true, unless: false) }', '{ __typename @include(unless: false) }',
    ],
  },
  'arguments are given once': {
    valid: [],
    invalid: [
      '{ meetings(first: 1, first: 1) { nodes { id } } }', '{ meetings(first: 1, first: 2) { nodes { id } } }',
      '{ meetings { nodes { id @skip(if: true, if: true) } } }',
    ],
  },
  'required arguments are given': {
    valid: ['{ node(id: "1") { id } }', '{ meetings { nodes { id } } }'],
    invalid: [
      '{ node { id } }', '{ node(id: null) { id } }', '{ meeting { id } }', '{ nodes { id } }',
      '{ __typename @skip }', '{ __typename @skip(if: null) }', '{ __type { name } }',
    ],
  },
  'fragments have different names': {
    valid: ['{ ...a ...b } fragment a on Query { __typename } fragment b on Query { __typename }'],
    invalid: ['{ ...a } fragment a on Query { __typename } fragment a on Query { __typename }'],
  },
  'fragments are on types that exist': {
    valid: ['{ ... on Query { __typename } }', '{ ... { __typename } }', '{ ... @include(if: true) { __typename } }'],
    invalid: ['{ ... on Nothing { __typename } }', '{ ...a } fragment a on Nothing { __typename }'],
  },
  'fragments are on types with fields': {
    valid: ['{ node(id: "1") { ... on Node { id } } }'],
    invalid: [
      '{ ... on MeetingFormat { __typename } }', '{ ... on String { __typename } }', '{ ... on MeetingBy { slug } }',
      '{ ...a } fragment a on MeetingWhere { slug }',
    ],
  },
  'fragments are used': {
    valid: ['{ ...a } fragment a on Query { ...b } fragment b on Query { __typename }'],
    invalid: [
      '{ __typename } fragment a on Query { __typename }',
      '{ __typename } fragment a on Query { ...b } fragment b on Query { ...a }',
    ],
  },
  'fragments that are used are defined': { valid: [], invalid: ['{ ...nothing }', page('...nothing')] },
  'fragments do not use themselves': {
    valid: [],
    invalid: [
      '{ ...a } fragment a on Query { ...a }',
      '{ ...a } fragment a on Query { __typename ...b } fragment b on Query { ...a }',
      '{ ...a } fragment a on Query { meetings { nodes { ...c } } } fragment c on Meeting { series { ...c } }',
    ],
  },
  'fragments can apply where they are used': {
    valid: [
      '{ node(id: "1") { ...m } } fragment m on Meeting { slug }',
      page('... on Node { id }'), page('...n') + ' fragment n on Node { id }',
    ],
    invalid: [
      page('... on Writer { name }'), '{ ... on Meeting { slug } }', page('...w') + ' fragment w on Writer { name }',
      page('... on Query { __typename }'),
    ],
  },
  'values are of the right type': {
    valid: [
      '{ meetings(first: -2147483648, after: "x") { nodes { id } } }',
      '{ node(id: 7) { id } }', '{ nodes(ids: "1") { id } }', '{ nodes(ids: ["1", 2]) { id } }', '{ nodes(ids: []) { id } }',
      '{ meetings(where: {format: {eq: HYBRID}}) { nodes { id } } }',
      '{ meetings(where: {format: {in: HYBRID}}) { nodes { id } } }',
      '{ meetings(where: {slug: {in: ["a", "b"], isNull: false}}) { nodes { id } } }',
      '{ meetings(orderBy: {field: NAME}) { nodes { id } } }',
      '{ meetings(orderBy: [{field: NAME, direction: DESC}, {field: STARTS_ON}]) { nodes { id } } }',
      '{ meetings(where: {}) { nodes { id } } }', '{ meetings(where: {slug: null}) { nodes { id } } }',
    ],
    invalid: [
      '{ meetings(first: "1") { nodes { id } } }', '{ meetings(first: 1.0) { nodes { id } } }',
      '{ meetings(first: true) { nodes { id } } }', '{ meetings(first: ONE) { nodes { id } } }',
      '{ meetings(first: 2147483648) { nodes { id } } }', '{ meetings(first: -2147483649) { nodes { id } } }',
      '{ meetings(first: 99999999999999999999999999) { nodes { id } } }',
      '{ meetings(first: [1]) { nodes { id } } }', '{ meetings(first: {}) { nodes { id } } }',
      '{ meetings(after: 1) { nodes { id } } }', '{ meetings(after: x) { nodes { id } } }', '{ meetings(after: ["x"]) { nodes { id } } }',
      '{ node(id: 1.5) { id } }', '{ node(id: true) { id } }', '{ node(id: ["1"]) { id } }', '{ node(id: x) { id } }',
      '{ nodes(ids: [null]) { id } }', '{ nodes(ids: null) { id } }', '{ nodes(ids: [["1"]]) { id } }', '{ nodes(ids: [1.5]) { id } }',
      '{ meetings(where: {format: {eq: "HYBRID"}}) { nodes { id } } }', '{ meetings(where: {format: {eq: NOTHING}}) { nodes { id } } }',
      '{ meetings(where: {format: {eq: hybrid}}) { nodes { id } } }', '{ meetings(where: {format: {eq: 1}}) { nodes { id } } }',
      '{ meetings(where: {format: {eq: true}}) { nodes { id } } }', '{ meetings(where: {format: {in: [HYBRID, null]}}) { nodes { id } } }',
      '{ meetings(where: []) { nodes { id } } }', '{ meetings(where: "x") { nodes { id } } }', '{ meetings(where: 1) { nodes { id } } }',
      '{ meetings(where: {slug: {isNull: "false"}}) { nodes { id } } }', '{ meetings(where: {slug: {isNull: 0}}) { nodes { id } } }',
      '{ __typename @skip(if: "true") }', '{ __typename @skip(if: 1) }',
    ],
  },
  'keys of an input are defined': {
    valid: [],
    invalid: [
      '{ meetings(where: {nothing: 1}) { nodes { id } } }', '{ meetings(where: {slug: {like: "x"}}) { nodes { id } } }',
      '{ meetings(orderBy: [{field: NAME, nulls: LAST}]) { nodes { id } } }',
    ],
  },
  'keys of an input are given once': {
    valid: [],
    invalid: [
      '{ meetings(where: {slug: {eq: "a"}, slug: {eq: "b"}}) { nodes { id } } }',
      '{ meetings(where: {slug: {eq: "a", eq: "a"}}) { nodes { id } } }',
      '{ meetings(orderBy: [{field: NAME, field: NAME}]) { nodes { id } } }',
      'query ($w: MeetingWhere = {slug: {eq: "a", eq: "a"}}) { meetings(where: $w) { nodes { id } } }',
    ],
  },
  'required keys of an input are given': {
    valid: ['{ meetings(orderBy: [{field: NAME}]) { nodes { id } } }'],
    invalid: [
      '{ meetings(orderBy: [{}]) { nodes { id } } }', '{ meetings(orderBy: [{direction: ASC}]) { nodes { id } } }',
      '{ meetings(orderBy: [{field: null}]) { nodes { id } } }', '{ meetings(orderBy: [null]) { nodes { id } } }',
      '{ meetings(orderBy: [{field: NAME, direction: null}]) { nodes { id } } }',
    ],
  },
  'one of the keys': {
    valid: [
      '{ meeting(by: {slug: "a"}) { id } }', '{ meeting(by: {id: "a"}) { id } }', '{ meeting(by: {id: 1}) { id } }',
      { query: 'query ($s: String!) { meeting(by: {slug: $s}) { id } }', variables: '{"s": "a"}' },
      { query: 'query ($by: MeetingBy!) { meeting(by: $by) { id } }', variables: '{"by": {"slug": "a"}}' },
      'query ($by: MeetingBy! = {slug: "a"}) { meeting(by: $by) { id } }',
    ],
    invalid: [
      '{ meeting(by: {}) { id } }', '{ meeting(by: {slug: "a", id: "b"}) { id } }', '{ meeting(by: {slug: null}) { id } }',
      '{ meeting(by: {slug: "a", id: null}) { id } }', '{ meeting(by: {slug: "a", slug: "a"}) { id } }',
      '{ meeting(by: null) { id } }', '{ meeting(by: "a") { id } }', '{ meeting(by: [{slug: "a"}]) { id } }',
      '{ meeting(by: {nothing: "a"}) { id } }', '{ meeting(by: {slug: 1}) { id } }',
      { query: 'query ($s: String) { meeting(by: {slug: $s}) { id } }', variables: '{"s": "a"}', graphqlJs: 'valid' },
      { query: 'query ($s: String = "a") { meeting(by: {slug: $s}) { id } }', variables: '{}', graphqlJs: 'valid' },
      { query: 'query ($s: String!, $i: ID!) { meeting(by: {slug: $s, id: $i}) { id } }', variables: '{"s": "a", "i": "b"}' },
      'query ($by: MeetingBy! = {slug: "a", id: "b"}) { meeting(by: $by) { id } }',
      'query ($by: MeetingBy! = {slug: null}) { meeting(by: $by) { id } }',
    ],
  },
  'directives are defined': {
    valid: [page('id @skip(if: false) @include(if: true)')],
    invalid: ['{ __typename @nothing }', 'query @nothing { __typename }', page('id @nothing'), '{ ... @nothing { __typename } }',
      'query ($v: Int @nothing) { meetings(first: $v) { nodes { id } } }'],
  },
  'directives stand where they may': {
    valid: ['{ ...f @include(if: true) } fragment f on Query { __typename }'],
    invalid: [
      'query @skip(if: true) { __typename }', '{ ...f } fragment f on Query @include(if: true) { __typename }',
      'query ($v: Int @include(if: true)) { meetings(first: $v) { nodes { id } } }',
      '{ __typename @deprecated }', '{ __typename @specifiedBy(url: "x") }', '{ meetings @oneOf { nodes { id } } }',
    ],
  },
  'directives stand once': {
    valid: [],
    invalid: [
      page('id @skip(if: true) @skip(if: true)'), '{ __typename @include(if: true) @include(if: true) }',
      '{ ... @skip(if: false) @skip(if: true) { __typename } }',
    ],
  },
  'variables have different names': {
    valid: ['query ($a: Int, $b: Int) { meetings(first: $a, last: $b) { nodes { id } } }'],
    invalid: ['query ($a: Int, $a: Int) { meetings(first: $a) { nodes { id } } }', 'query ($a: Int, $a: String) { meetings(first: $a) { nodes { id } } }'],
  },
  'variables are of input types': {
    valid: ['query ($w: MeetingWhere, $o: [MeetingOrder!]) { meetings(where: $w, orderBy: $o) { nodes { id } } }'],
    invalid: [
      'query ($m: Meeting) { meetings(first: $m) { nodes { id } } }', 'query ($m: Nothing) { meetings(first: $m) { nodes { id } } }',
      'query ($m: [Node!]) { nodes(ids: $m) { id } }',
    ],
  },
  'variables that are used are declared': {
    valid: ['query ($n: Int) { ...f } fragment f on Query { meetings(first: $n) { nodes { id } } }'],
    invalid: [
      '{ meetings(first: $n) { nodes { id } } }', 'query ($m: Int) { meetings(first: $n, last: $m) { nodes { id } } }',
      '{ ...f } fragment f on Query { meetings(first: $n) { nodes { id } } }', '{ __typename @skip(if: $n) }',
      '{ meetings(where: {slug: {eq: $s}}) { nodes { id } } }', '{ nodes(ids: [$i]) { id } }',
      { query: 'query A ($n: Int) { ...f } query B { ...f } fragment f on Query { meetings(first: $n) { nodes { id } } }', operationName: 'A' },
    ],
  },
  'variables that are declared are used': {
    valid: [
      { query: 'query ($b: Boolean!) { __typename @skip(if: $b) }', variables: '{"b": false}' },
      { query: 'query ($b: Boolean!) { ... @skip(if: $b) { __typename } }', variables: '{"b": false}' },
      'query ($s: String) { meetings(where: {slug: {eq: $s}}) { nodes { id } } }',
    ],
    invalid: ['query ($n: Int) { __typename }', 'query ($n: Int, $m: Int) { meetings(first: $n) { nodes { id } } }'],
  },
  'variables fit where they stand': {
    valid: [
      { query: 'query ($n: Int!) { meetings(first: $n) { nodes { id } } }', variables: '{"n": 1}' },
      { query: 'query ($i: ID! = "1") { node(id: $i) { id } }', variables: '{}' },
      { query: 'query ($i: ID = "1") { node(id: $i) { id } }', variables: '{}' },
      { query: 'query ($i: [ID!]!) { nodes(ids: $i) { id } }', variables: '{"i": ["1"]}' },
      { query: 'query ($i: ID!) { nodes(ids: [$i]) { id } }', variables: '{"i": "1"}' },
      { query: 'query ($s: String) { meetings(where: {slug: {eq: $s}}) { nodes { id } } }', variables: '{"s": null}' },
      { query: 'query ($s: [String!]) { meetings(where: {slug: {in: $s}}) { nodes { id } } }', variables: '{"s": ["a"]}' },
      { query: 'query ($d: Direction) { meetings(orderBy: [{field: NAME, direction: $d}]) { nodes { id } } }', variables: '{"d": "ASC"}' },
      { query: 'query ($n: String!) { __type(name: $n) { name } }', variables: '{"n": "Meeting"}' },
    ],
    invalid: [
      'query ($n: String) { meetings(first: $n) { nodes { id } } }', 'query ($n: [Int]) { meetings(first: $n) { nodes { id } } }',
      'query ($i: ID) { node(id: $i) { id } }', 'query ($i: String!) { node(id: $i) { id } }', 'query ($i: ID = null) { node(id: $i) { id } }',
      'query ($i: [ID]!) { nodes(ids: $i) { id } }', 'query ($i: [ID!]) { nodes(ids: $i) { id } }', 'query ($i: ID!) { nodes(ids: $i) { id } }',
      'query ($i: ID) { nodes(ids: [$i]) { id } }', 'query ($i: [ID!]!) { nodes(ids: [$i]) { id } }',
      'query ($s: Int) { meetings(where: {slug: {eq: $s}}) { nodes { id } } }',
      'query ($s: [String]) { meetings(where: {slug: {in: $s}}) { nodes { id } } }',
      'query ($s: String) { meetings(where: {slug: {in: $s}}) { nodes { id } } }',
      'query ($s: [String!]) { meetings(where: {slug: {eq: $s}}) { nodes { id } } }',
      'query ($s: String) { meetings(where: {slug: {in: [$s]}}) { nodes { id } } }',
      'query ($f: MeetingOrderField) { meetings(orderBy: [{field: $f}]) { nodes { id } } }',
      'query ($f: String!) { meetings(orderBy: [{field: $f}]) { nodes { id } } }',
      'query ($o: MeetingOrder) { meetings(orderBy: [$o]) { nodes { id } } }',
      'query ($b: Boolean) { __typename @skip(if: $b) }', 'query ($b: String!) { __typename @skip(if: $b) }',
      'query ($w: MeetingBy) { meeting(by: $w) { id } }',
      'query ($i: ID) { ...f } fragment f on Query { node(id: $i) { id } }',
    ],
  },
  'defaults are of the type of their variable': {
    valid: [
      'query ($n: Int = 3) { meetings(first: $n) { nodes { id } } }', 'query ($n: Int = null) { meetings(first: $n) { nodes { id } } }',
      'query ($f: MeetingFormat = HYBRID) { meetings(where: {format: {eq: $f}}) { nodes { id } } }',
      'query ($o: [MeetingOrder!] = {field: NAME}) { meetings(orderBy: $o) { nodes { id } } }',
    ],
    invalid: [
      'query ($n: Int = "3") { meetings(first: $n) { nodes { id } } }', 'query ($n: Int! = null) { meetings(first: $n) { nodes { id } } }',
      'query ($f: MeetingFormat = "HYBRID") { meetings(where: {format: {eq: $f}}) { nodes { id } } }',
      'query ($o: [MeetingOrder!] = {direction: ASC}) { meetings(orderBy: $o) { nodes { id } } }',
      'query ($n: Int = 2147483648) { meetings(first: $n) { nodes { id } } }',
    ],
  },
  'operations are of kinds there are': {
    valid: [],
    invalid: ['mutation { nothing }', 'subscription { nothing }'],
  },
};
