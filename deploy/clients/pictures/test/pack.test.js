import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (/** @type {string} */ path) => readFileSync(`${root}/${path}`, 'utf8');
const about = JSON.parse(read('package.json'));
/** @type {Set<string>} */
const packed = new Set(JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: root, encoding: 'utf8' }))[0]
  .files.map((/** @type {{path: string}} */ { path }) => path));

/** @param {string} code @returns {string[]} what it imports */
const imports = code => [...code.matchAll(/^\s*(?:import|export)\s(?:[^'"=;]*\sfrom\s)?['"]([^'"]+)['"];/gm)].map(([, path]) => path);

test('a pack has all that its modules import', () => {
  /** @type {Set<string>} */
  const libraries = new Set();
  const modules = [...packed].filter(path => path.endsWith('.js'));
  assert.ok(modules.length >= 10, String(modules));
  for (const module of modules) {
    for (const path of imports(read(module))) {
      if (path.startsWith('.')) {
        assert.ok(packed.has(posix.join(posix.dirname(module), path)), `${module} imports ${path}`);
      } else {
        libraries.add(path);
      }
    }
  }
  assert.deepEqual([...libraries].sort(), Object.keys(about.dependencies).sort());
});

test('what the package offers is in it, with its types', () => {
  for (const [name, offered] of Object.entries(about.exports)) {
    for (const path of Object.values(offered)) {
      assert.ok(packed.has(path.slice(2)), `${name}: ${path}`);
    }
  }
});

test('the example has its answers and the addresses of its libraries', () => {
  const page = read('example/index.html');
  for (const [, name] of page.matchAll(/await answer\('(\w+)'\)/g)) {
    assert.ok(packed.has(`example/${name}.json`), name);
  }
  /** @type {[string, string][]} */
  const addresses = Object.entries(JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? '').imports);
  const own = addresses.filter(([name]) => name.startsWith('@dealflow/'));
  assert.deepEqual(own.map(([, path]) => packed.has(path.replace('/node_modules/@dealflow/pictures/', ''))), [true]);
});
