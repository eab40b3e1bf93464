// Values for variables, as JSON texts, by the type a variable is declared with.

const asked = {
  'Int': 'query ($v: Int) { meetings(first: $v) { nodes { id } } }',
  'Int!': 'query ($v: Int!) { meetings(first: $v) { nodes { id } } }',
  'String': 'query ($v: String) { meetings(where: {slug: {eq: $v}}) { nodes { id } } }',
  'String!': 'query ($v: String!) { meetings(where: {slug: {eq: $v}}) { nodes { id } } }',
  'Boolean!': 'query ($v: Boolean!) { __typename @skip(if: $v) }',
  'ID!': 'query ($v: ID!) { node(id: $v) { id } }',
  '[ID!]!': 'query ($v: [ID!]!) { nodes(ids: $v) { id } }',
  '[String!]': 'query ($v: [String!]) { meetings(where: {slug: {in: $v}}) { nodes { id } } }',
  'MeetingFormat': 'query ($v: MeetingFormat) { meetings(where: {format: {eq: $v}}) { nodes { id } } }',
  'MeetingWhere': 'query ($v: MeetingWhere) { meetings(where: $v) { nodes { id } } }',
  '[MeetingOrder!]': 'query ($v: [MeetingOrder!]) { meetings(orderBy: $v) { nodes { id } } }',
  'MeetingBy!': 'query ($v: MeetingBy!) { meeting(by: $v) { id } }',
};

const values = {
  'Int': {
    valid: ['1', '0', '1.0', '1e2', '-2147483648', 'null'],
    invalid: ['"1"', 'true', '1.5', '2147483648', '-2147483649', '1e40', '[1]', '{}', '99999999999999999999999'],
  },
  'Int!': { valid: ['1'], invalid: ['null', undefined] },
  'String': { valid: ['"a"', '""', '"😀"', 'null', undefined], invalid: ['1', 'true', '["a"]', '{}'] },
  'String!': { valid: ['"a"'], invalid: ['null', undefined] },
  'Boolean!': { valid: ['true', 'false'], invalid: ['"true"', '0', '1', 'null', '[true]', undefined] },
  'ID!': { valid: ['"1"', '1', '1.0'], invalid: ['1.5', 'true', 'null', '["1"]', '{}', undefined] },
  '[ID!]!': { valid: ['["1", 2]', '[]', '"1"', '1'], invalid: ['[null]', 'null', '[["1"]]', '[true]', '{"0": "1"}'] },
  '[String!]': { valid: ['["a"]', '"a"', 'null', '[]'], invalid: ['[1]', '["a", null]', '1'] },
  'MeetingFormat': { valid: ['"HYBRID"', 'null'], invalid: ['"hybrid"', '"NOTHING"', '1', '["HYBRID"]', '""', '{}'] },
  'MeetingWhere': {
    valid: ['{}', 'null', '{"slug": {"eq": "a"}}', '{"slug": null}', '{"format": {"in": ["HYBRID"]}}', '{"format": {"in": "HYBRID"}}'],
    invalid: ['"a"', '1', '[]', '[{}]', '{"nothing": 1}', '{"slug": "a"}', '{"slug": {"eq": 1}}', '{"slug": {"in": [null]}}', '{"format": {"eq": "NOTHING"}}', '{"slug": {"isNull": "no"}}', '{"series": {"slug": {"nothing": 1}}}'],
  },
  '[MeetingOrder!]': {
    valid: ['[{"field": "NAME"}]', '{"field": "NAME"}', '[{"field": "NAME", "direction": "DESC"}]', '[]', 'null'],
    invalid: ['[{}]', '[null]', '[{"field": null}]', '[{"field": "NAME", "direction": null}]', '[{"direction": "ASC"}]', '"NAME"'],
  },
  'MeetingBy!': {
    valid: ['{"slug": "a"}', '{"id": "a"}', '{"id": 1}'],
    invalid: ['{}', '{"slug": "a", "id": "b"}', '{"slug": null}', '{"slug": "a", "id": null}', 'null', '"a"', '[{"slug": "a"}]', '{"nothing": 1}', undefined],
  },
};

const wrap = (type) => (value) => ({
  query: asked[type],
  variables: value === undefined ? '{}' : `{"v": ${value}}`,
});

export default Object.fromEntries(
  Object.entries(values).map(([type, { valid, invalid }]) => [
    `a variable of type ${type}`,
    { valid: valid.map(wrap(type)), invalid: invalid.map(wrap(type)) },
  ]),
);
