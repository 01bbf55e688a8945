/*
 * Tells the story with one peer and prints a line for each step:
 *
 *   node run.js whatsapp-web.js --sandbox http://127.0.0.1:8090 --tls-port 8493 --profile <directory> --chromium <path>
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Phones } from './phones.js';
import { tell } from './story.js';

const PEERS = {
  'whatsapp-web.js': { driver: './whatsapp-web-js.js', account: '15557650001' },
  wppconnect: { driver: './wppconnect.js', account: '15557650002' },
};
const OTHER = '15551234567';
const MISSING = '15550000000';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sandbox: { type: 'string' }, 'tls-port': { type: 'string' }, profile: { type: 'string' }, chromium: { type: 'string' } },
});
const { driver, account } = PEERS[positionals[0]];
const peer = await import(driver);
const { version } = JSON.parse(readFileSync(new URL(`node_modules/${peer.name}/package.json`, import.meta.url)));
const print = (...fields) => console.log([`${peer.name} ${version}`, ...fields].join(' | '));

async function step(name, action) {
  const start = performance.now();
  const millis = () => `${Math.round(performance.now() - start)} ms`;
  try {
    const result = await action();
    print(name, 'ok', millis());
    return result;
  } catch (error) {
    print(name, 'FAILED', millis(), String(error && error.message ? error.message : error));
    throw error;
  }
}

const flags = [
  `--host-resolver-rules=MAP web.whatsapp.com 127.0.0.1:${values['tls-port']}, MAP * ~NOTFOUND`,
  '--ignore-certificate-errors',
  '--disable-gpu',
  ...(process.getuid && process.getuid() === 0 ? ['--no-sandbox'] : []),
];
try {
  await tell({
    peer,
    settings: { profile: values.profile, chromium: values.chromium, flags },
    phones: new Phones({ sandbox: values.sandbox, account, other: OTHER, missing: MISSING }),
    step,
  });
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
