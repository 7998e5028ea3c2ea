/** Makes src/generated from what the build has written: the three API documents, and the contract of the events. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapi, { astToString } from 'openapi-typescript';

const root = new URL('../../../', import.meta.url);
const into = new URL('src/generated/', import.meta.url);
/** Schemas under names of their own (`Deals.Money`); what has a default may be left out of a request. */
const options = { rootTypes: true, rootTypesNoSchemaPrefix: true, rootTypesKeepCasing: true, defaultNonNullable: false, emptyObjectsUnknown: true, silent: true };

const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** The contract's JSON Schemas as one document: what each defines stands beside it. */
async function contract() {
  const schemas = {};
  for (const [name, file] of [['DealEvent', 'deal-event'], ['PipelineDefinition', 'pipeline'], ['ForecastEvent', 'forecast-event']]) {
    const text = await readFile(new URL(`deal-service/contract/schemas/${file}.json`, root), 'utf8');
    const { $defs, $schema, $id, ...schema } = JSON.parse(text.replace(/"#\/\$defs\/(\w+)"/g, (_, key) => `"#/components/schemas/${capital(key)}"`));
    for (const [key, value] of [...Object.entries($defs).map(([key, value]) => [capital(key), value]), [name, schema]]) {
      if (key in schemas && JSON.stringify(schemas[key]) !== JSON.stringify(value)) {
        throw new Error(`'${key}' means two things in the contract's schemas`);
      }
      schemas[key] = value;
    }
  }
  return { openapi: '3.1.0', info: { title: 'Events', version: '1' }, paths: {}, components: { schemas } };
}

async function write(name, source) {
  const types = astToString(await openapi(source, options));
  await writeFile(new URL(`${name}.ts`, into), types);
}

await mkdir(into, { recursive: true });
for (const name of ['deal', 'funnel', 'forecast']) {
  const document = new URL(`${name}-service/target/openapi/openapi.json`, root);
  if (!existsSync(document)) {
    console.error(`clients: ${fileURLToPath(document)} is missing: run mvn package first`);
    process.exit(1);
  }
  await write(`${name}s`, document);
}
await write('events', await contract());
