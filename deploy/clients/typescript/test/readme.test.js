import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

test('the examples of the README compile', () => {
  const blocks = [...readFileSync(at('../README.md'), 'utf8').matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  assert.ok(blocks.length >= 9);
  // As if each were a module beside this one.
  const modules = new Map(blocks.map((code, index) => [at(`./example-${index}.ts`), code]));
  const { config } = ts.readConfigFile(at('./tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson({ ...config.compilerOptions, checkJs: false, allowJs: false }, at('.'));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (path) => modules.get(path) ?? readFile(path);
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  host.getSourceFile = (path, language, ...more) => {
    const code = modules.get(path);
    return code === undefined ? getSourceFile(path, language, ...more) : ts.createSourceFile(path, code, language, true);
  };
  const wrong = ts.getPreEmitDiagnostics(ts.createProgram([...modules.keys()], options, host));
  assert.equal(ts.formatDiagnostics(wrong, host), '');
});
