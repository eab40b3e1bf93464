// Listening as front ends do: with graphql-ws over a socket and graphql-sse over event streams, and going on after a
// broken connection.
// usage: node events.mjs http://127.0.0.1:8080 SCHEMA PROGRAM
//
// Starts its own server, next to the one that is given, on a folder of its own.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient as createStreams } from 'graphql-sse';
import { createClient as createSocket } from 'graphql-ws';
import WebSocket from 'ws';

const [address, , program] = process.argv.slice(2);
const home = `http://127.0.0.1:${Number(new URL(address).port) + 3}`;
const url = `${home}/graphql`;
const folder = mkdtempSync('/tmp/events-');

const server = spawn(program, ['serve', '--listen', new URL(home).host, '--data', folder], { stdio: 'ignore' });

async function ask(secret, query, variables) {
  const headers = { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  return data;
}

async function join(name, role) {
  const told = execFileSync(program, ['account', 'add', `${name}@example.org`, '--name', name, '--role', role, '--data', folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  const query = 'mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { secret } }';
  const password = told.toString().trim().split(/\s/).at(-1);
  return (await ask(null, query, { email: `${name}@example.org`, password })).signIn.secret;
}

/** What a subscription tells, as it is told. */
function listen(client, query, variables = {}) {
  const heard = [];
  heard.end = client.subscribe(
    { query, variables },
    { next: ({ data, errors }) => heard.push(errors ?? data), error: (error) => heard.push({ error }), complete: () => {} },
  );
  return heard;
}

async function until(is, what) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (is()) return;
    await wait(100);
  }
  assert.fail(`in vain: ${what}`);
}

async function main() {
  for (let tries = 0; !(await fetch(`${home}/health/ready`).then((answer) => answer.ok, () => false)); tries += 1) {
    assert.ok(tries < 60, 'the server is not ready');
    await wait(500);
  }
  const [noor, eve] = [await join('noor', 'writer'), await join('eve', 'editor')];
  const { lecture } = await ask(null, '{ lecture(by: { meeting: "ash-2020", abstractNumber: "LBA-4" }) { id } }');
  const draft = async (title) => {
    const query = `mutation($lecture: ID!, $title: String!) {
      manuscriptDraft(lecture: $lecture, input: { title: $title }) { manuscript { id } problems { message } } }`;
    return (await ask(noor, query, { lecture: lecture.id, title })).manuscriptDraft.manuscript.id;
  };

  const socket = (secret) =>
    createSocket({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, connectionParams: { authorization: `Bearer ${secret}` } });
  const stream = (secret) => createStreams({ url, headers: { authorization: `Bearer ${secret}` } });
  const events = 'subscription($after: String) { deskEvents(after: $after) { cursor kind manuscript { id } } }';

  const clients = [socket(noor), stream(eve)];
  const heard = clients.map((client) => listen(client, events));
  await wait(500);
  const first = await draft('The first of this test');
  for (const one of heard) {
    await until(() => one.length === 1, 'the first draft');
    assert.equal(one[0].deskEvents.kind, 'DRAFT');
    assert.equal(one[0].deskEvents.manuscript.id, first);
  }
  console.log('  a draft is heard over graphql-ws and over graphql-sse');

  heard.forEach((one) => one.end());
  const missed = [await draft('Two'), await draft('Three')];
  const again = clients.map((client, place) => listen(client, events, { after: heard[place][0].deskEvents.cursor }));
  for (const one of again) {
    await until(() => one.length === 2, 'what was missed');
    assert.deepEqual(one.map((event) => event.deskEvents.manuscript.id), missed);
    one.end();
  }
  console.log('  what was missed is heard once');

  const plain = listen(clients[0], '{ meetings(first: 1) { nodes { slug } } }');
  await until(() => plain.length === 1, 'an answer over the socket');
  assert.equal(plain[0].meetings.nodes.length, 1);
  const refused = listen(createStreams({ url, retryAttempts: 0 }), events);
  await until(() => refused.length === 1, 'a refusal');
  assert.ok(refused[0].error, 'a stranger does not hear of the desk');
  const closed = listen(createSocket({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: 'Bearer nothing' } }), events);
  await until(() => closed.length === 1, 'a closed socket');
  assert.equal(closed[0].error.code, 4403);
  console.log('  a query is answered over the socket; strangers and bad secrets are refused');
  await Promise.all(clients.map((client) => client.dispose()));
}

try {
  await main();
} finally {
  server.kill('SIGINT');
  rmSync(folder, { recursive: true, force: true });
}
