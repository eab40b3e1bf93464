// Signing in at a real OpenID Connect provider (panva's oidc-provider), as a browser would: redirects, forms, cookies.
// usage: node sign-in.mjs http://127.0.0.1:8080 SCHEMA PROGRAM
//
// Starts its own server, next to the one that is given, on a folder of its own.

import { spawn, execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import assert from 'node:assert/strict';
import Provider from 'oidc-provider';

const [address, , program] = process.argv.slice(2);
const port = Number(new URL(address).port);
const home = `http://127.0.0.1:${port + 1}`;
const issuer = `http://127.0.0.1:${port + 2}`;
const folder = mkdtempSync('/tmp/sign-in-');
const people = { noor: 'noor@example.org', stranger: 'stranger@example.org' };

const key = (kid) => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
};

async function provide(keys) {
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'highlights',
        client_secret: 'a secret of this test',
        redirect_uris: [`${home}/sign-in/oidc/callback`],
      },
    ],
    pkce: { required: () => true },
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: people[id], email_verified: true, name: id }),
    }),
    jwks: { keys },
    cookies: { keys: ['a key of this test'] },
    features: { devInteractions: { enabled: true } },
  });
  const server = provider.listen(port + 2, '127.0.0.1');
  await once(server, 'listening');
  return () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
}

/** Keeps cookies and follows nothing by itself. */
class Browser {
  jars = new Map();

  async ask(url, options = {}) {
    const { origin } = new URL(url);
    const jar = this.jars.get(origin) ?? new Map();
    this.jars.set(origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', ...options, headers: { ...options.headers, cookie } });
    for (const kept of answer.headers.getSetCookie()) {
      const [pair] = kept.split(';');
      const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      value === '' || /max-age=0\b/i.test(kept) ? jar.delete(name) : jar.set(name, value);
    }
    return answer;
  }

  /** From our page through the provider's forms to the address it sends back to. */
  async way(login) {
    let answer = await this.ask(`${home}/sign-in/oidc?returnTo=/health/live`);
    assert.equal(answer.status, 303, await answer.clone().text());
    let at = answer.headers.get('location');
    for (let steps = 0; !at.startsWith(`${home}/sign-in/oidc/callback`); steps++) {
      assert.ok(steps < 20, `the provider leads nowhere: ${at}`);
      answer = await this.ask(at);
      if (answer.status === 200) {
        const page = await answer.text();
        const form = new URLSearchParams({ prompt: /name="prompt" value="(\w+)"/.exec(page)[1], login, password: 'x' });
        answer = await this.ask(at, { method: 'POST', body: form });
      }
      at = new URL(answer.headers.get('location'), at).href;
    }
    return at;
  }

  async viewer() {
    const answer = await this.ask(`${home}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { email } }' }),
    });
    return (await answer.json()).data.viewer;
  }
}

async function refused(answer, status, says) {
  const text = await answer.text();
  assert.equal(answer.status, status, text);
  assert.match(text, says);
}

const results = [];
async function check(name, work) {
  try {
    await work();
    results.push(true);
  } catch (error) {
    results.push(false);
    console.log(`failed: ${name}\n  ${error.stack}`);
  }
}

execFileSync(program, ['account', 'add', people.noor, '--name', 'Noor', '--role', 'writer', '--data', folder], {
  stdio: 'ignore',
});
const server = spawn(program, ['serve', '--no-content', '--listen', `127.0.0.1:${port + 1}`, '--data', folder], {
  stdio: ['ignore', 'ignore', 'pipe'],
  env: {
    ...process.env,
    PUBLIC_URL: home,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'highlights',
    OIDC_CLIENT_SECRET: 'a secret of this test',
    OIDC_NAME: 'the test provider',
  },
});
let log = '';
server.stderr.on('data', (words) => (log += words));
while (!(await fetch(`${home}/health/ready`).then((answer) => answer.ok, () => false))) await wait(200);

const noor = new Browser();
let stop;
await check('the service starts while the provider is down, and says so', async () => {
  await refused(await noor.ask(`${home}/sign-in/oidc`), 503, /cannot be reached now/);
  await wait(5_100);
  stop = await provide([key('one')]);
});
await check('a browser signs in and comes back with our cookie', async () => {
  const answer = await noor.ask(await noor.way('noor'));
  assert.equal(answer.status, 303, await answer.clone().text());
  assert.equal(answer.headers.get('location'), `${home}/health/live`);
  assert.deepEqual(await noor.viewer(), { email: people.noor });
});
await check('a callback is good once, and in its own browser', async () => {
  const browser = new Browser();
  const back = await browser.way('noor');
  const jar = new Map(browser.jars.get(home));
  await refused(await new Browser().ask(back), 400, /another browser/);
  assert.equal((await browser.ask(back)).status, 303);
  browser.jars.set(home, jar);
  await refused(await browser.ask(back), 403, /did not confirm|finished before/);
});
await check('the code of one sign-in with the state of another fails at the provider: PKCE', async () => {
  const [one, other] = [new Browser(), new Browser()];
  const [first, second] = [new URL(await one.way('noor')), new URL(await other.way('noor'))];
  second.searchParams.set('code', first.searchParams.get('code'));
  await refused(await other.ask(second), 403, /did not confirm/);
});
await check('the provider wants PKCE, and gets S256, a state and a nonce', async () => {
  const asked = new URL((await new Browser().ask(`${home}/sign-in/oidc`)).headers.get('location'));
  assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
  assert.match(asked.searchParams.get('state'), /^[0-9a-f]{64}$/);
  assert.match(asked.searchParams.get('nonce'), /^[0-9a-f]{64}$/);
  asked.searchParams.delete('code_challenge');
  const answer = await new Browser().ask(asked);
  assert.match(answer.headers.get('location'), /error=invalid_request/);
});
await check('a changed state signs nobody in', async () => {
  const browser = new Browser();
  const back = new URL(await browser.way('noor'));
  back.searchParams.set('state', 'f'.repeat(64));
  await refused(await browser.ask(back), 400, /another browser/);
  assert.equal(await browser.viewer(), null);
});
await check('who has no account is told so', async () => {
  const browser = new Browser();
  await refused(await browser.ask(await browser.way('stranger')), 403, /no open account for you/);
});
await check('new keys at the same address are found', async () => {
  await stop();
  stop = await provide([key('two')]);
  await wait(5_100);
  const browser = new Browser();
  assert.equal((await browser.ask(await browser.way('noor'))).status, 303);
  assert.deepEqual(await browser.viewer(), { email: people.noor });
});
await check('the log holds no code, no token and no secret', async () => {
  assert.match(log, /sign-in\/oidc\/callback/);
  assert.doesNotMatch(log, /code=|eyJ|chs_|secret of this test/);
});

await stop?.();
server.kill();
rmSync(folder, { recursive: true, force: true });
const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
