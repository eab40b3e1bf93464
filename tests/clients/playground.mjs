// Opens the interactive page in a real browser that can reach nothing but the server.
// usage: [SCREENSHOT=page.png] [CHROMIUM=/usr/bin/chromium] node playground.mjs http://127.0.0.1:8080

import puppeteer from 'puppeteer-core';

const address = process.argv[2];
let passed = 0;
let failed = 0;
const check = (what, holds, seen = '') => {
  holds ? (passed += 1) : (failed += 1);
  if (!holds) console.log(`${what}\n  ${seen}`);
};

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1440, height: 900 });

  const foreign = [];
  const complaints = [];
  await page.setRequestInterception(true);
  page.on('request', (request) => {
    const url = request.url();
    if (url.startsWith(`${address}/`) || url.startsWith('data:') || url.startsWith('blob:')) {
      request.continue();
    } else {
      foreign.push(url);
      request.abort();
    }
  });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));

  const begun = Date.now();
  await page.goto(`${address}/`, { waitUntil: 'load' });
  check('the root leads to the page', page.url() === `${address}/playground`, page.url());
  await page.waitForSelector('.graphiql-execute-button', { timeout: 30_000 });
  console.log(`drawn after ${Date.now() - begun} ms`);

  const tabs = await page.$$eval('.graphiql-tab', (tabs) => tabs.map((tab) => tab.textContent.trim()));
  check('the examples are in tabs', tabs.length >= 3, tabs);

  for (const [at, name] of tabs.entries()) {
    await page.evaluate((at) => document.querySelectorAll('.graphiql-tab-button')[at].click(), at);
    // The page looks for the name of the operation a moment after the text has changed.
    await new Promise((resolve) => setTimeout(resolve, 700));
    await page.click('.graphiql-execute-button');
    const answer = await page.waitForFunction(
      () => {
        const text = document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue() ?? '';
        return /"(data|errors)"/.test(text) && text;
      },
      { timeout: 30_000 },
    );
    const { data, errors } = JSON.parse(await answer.jsonValue());
    check(`the example ${name} is answered`, data && !errors, JSON.stringify(errors));
  }

  await page.click('button[aria-label="Show Documentation Explorer"]');
  await page.waitForFunction(
    () => document.querySelector('.graphiql-doc-explorer')?.textContent.includes('Query'),
    { timeout: 30_000 },
  );
  const explorer = await page.$eval('.graphiql-doc-explorer', (element) => element.textContent);
  check('the schema is explained', explorer.includes('Query'), explorer);

  if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  check('nothing was asked of any other server', foreign.length === 0, foreign);
  check('the browser has nothing to complain about', complaints.length === 0, complaints);
} finally {
  await browser.close();
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
