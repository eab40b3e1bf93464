// The server audits of the graphql-http package: everything the GraphQL-over-HTTP draft asks for.
// usage: node audits.mjs http://127.0.0.1:8080

import { auditServer } from 'graphql-http';

const address = process.argv[2];
const results = await auditServer({ url: `${address}/graphql` });
for (const result of results.filter((result) => result.status !== 'ok')) {
  console.log(`${result.status}: ${result.name}`);
  console.log(`  ${result.reason}`);
}
const passed = results.filter((result) => result.status === 'ok').length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
