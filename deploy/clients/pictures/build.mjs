/**
 * Makes dist of the console's own modules, the pictures and what they import, and the example's answers of the API documents' examples. The
 * files are copied as they are: there is one source.
 */
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('../../../', import.meta.url);
const app = new URL('deploy/console/src/main/resources/console/app/', root);
const dist = new URL('dist/', import.meta.url);
const PICTURES = ['funnel', 'flow', 'forecast', 'curve'];

/** The picture's answer in the example: whose document, which path. */
const ANSWERS = {
  funnel: ['funnel', '/funnels/{pipeline}'],
  flow: ['funnel', '/funnels/{pipeline}/flow'],
  curve: ['funnel', '/funnels/{pipeline}/durations'],
  trend: ['funnel', '/funnels/{pipeline}/trend'],
  forecast: ['forecast', '/forecasts/{pipeline}'],
};

/** The module and all that it imports from beside it. */
async function take(module, taken) {
  if (taken.has(module.href)) {
    return;
  }
  taken.add(module.href);
  const into = new URL(relative(fileURLToPath(app), fileURLToPath(module)), dist);
  await mkdir(dirname(fileURLToPath(into)), { recursive: true });
  await cp(module, into);
  for (const [, path] of (await readFile(module, 'utf8')).matchAll(/^import .*?['"](\.{1,2}\/[^'"]+)['"];$/gms)) {
    await take(new URL(path, module), taken);
  }
}

await rm(dist, { recursive: true, force: true });
const taken = new Set();
for (const name of PICTURES) {
  await take(new URL(`pictures/${name}.js`, app), taken);
}
await writeFile(new URL('index.js', dist), PICTURES.map(name => `export * from './pictures/${name}.js';\n`).join(''));
for (const [name, [service, path]] of Object.entries(ANSWERS)) {
  const document = JSON.parse(await readFile(new URL(`${service}-service/target/openapi/openapi.json`, root), 'utf8'));
  const { example } = document.paths[path].get.responses['200'].content['application/json'];
  await writeFile(new URL(`example/${name}.json`, import.meta.url), JSON.stringify(example, null, 1));
}
