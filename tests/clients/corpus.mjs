// Documents judged twice: by graphql-js against schema.graphql, and by the server. The verdicts must
// agree with the table, and so with each other.
// usage: node corpus.mjs http://127.0.0.1:8080 [schema.graphql]

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  buildClientSchema, buildSchema, getIntrospectionQuery, getOperationAST, lexicographicSortSchema,
  parse, printSchema, validate,
} from 'graphql';
import { getVariableValues as coerce } from 'graphql/execution/values.js';
import documents from './corpus/documents.mjs';
import variables from './corpus/variables.mjs';

const address = process.argv[2];
const file = process.argv[3] ?? fileURLToPath(new URL('../../schema.graphql', import.meta.url));
const schema = buildSchema(readFileSync(file, 'utf8'));

const ask = async (body) => {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body,
  });
  return { status: response.status, answer: await response.json() };
};

const judgedByGraphqlJs = ({ query, variables, operationName }) => {
  let document;
  try {
    document = parse(query);
  } catch {
    return 'invalid';
  }
  if (validate(schema, document).length > 0) return 'invalid';
  const operation = getOperationAST(document, operationName);
  if (!operation || !schema.getRootType(operation.operation)) return 'invalid';
  const coerced = coerce(schema, operation.variableDefinitions ?? [], JSON.parse(variables ?? '{}'));
  return coerced.errors ? 'invalid' : 'valid';
};

const judgedByServer = async ({ query, variables, operationName }) => {
  const name = operationName === undefined ? '' : `, "operationName": ${JSON.stringify(operationName)}`;
  const { status, answer } = await ask(`{"query": ${JSON.stringify(query)}, "variables": ${variables ?? '{}'}${name}}`);
  const codes = (answer.errors ?? []).map((error) => error.extensions?.code);
  if (status === 200 && !codes.includes('INTERNAL')) return 'valid';
  if (status === 400 && !('data' in answer) && codes.every((code) => code === 'BAD_USER_INPUT')) return 'invalid';
  return `${status} ${JSON.stringify(answer)}`;
};

let passed = 0;
let failed = 0;
const judge = (what, expected, found) => {
  if (found === expected) {
    passed += 1;
  } else {
    failed += 1;
    console.log(`${what}\n  expected ${expected}\n  found ${found}`);
  }
};

for (const [rule, table] of Object.entries({ ...documents, ...variables })) {
  for (const expected of ['valid', 'invalid']) {
    for (const entry of table[expected]) {
      const request = typeof entry === 'string' ? { query: entry } : entry;
      judge(`${rule}, by the server: ${JSON.stringify(request)}`, expected, await judgedByServer(request));
      judge(`${rule}, by graphql-js: ${JSON.stringify(request)}`, request.graphqlJs ?? expected, judgedByGraphqlJs(request));
    }
  }
}

// The stock questions of tools, old and new, are answered, and tell the schema that is written down.
const questions = [
  getIntrospectionQuery(),
  getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true }),
  getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true, oneOf: true }),
];
for (const query of questions) {
  const { status, answer } = await ask(JSON.stringify({ query }));
  judge(`introspection: ${JSON.stringify(answer.errors)}`, 200, status);
  if (query === questions.at(-1) && answer.data) {
    const print = (schema) => printSchema(lexicographicSortSchema(schema));
    judge('introspection and schema.graphql tell the same', print(schema), print(buildClientSchema(answer.data)));
  }
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
