import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const contract = new URL('../../../deal-service/contract/', import.meta.url);
const read = path => JSON.parse(readFileSync(new URL(path, contract), 'utf8'));

const ajv = new Ajv2020({ strict: true, allErrors: true });
formats.default(ajv);
const names = readdirSync(new URL('schemas/', contract));
names.forEach(name => ajv.addSchema(read(`schemas/${name}`)));
const validators = new Map(names.map(name => [name, ajv.getSchema(name)]));
assert.ok(validators.size >= 8);

const { samples, forecasts } = read('samples/index.json');
assert.ok(samples.length >= 26);
assert.ok(forecasts.length >= 7);
for (const { file, type } of [...samples, ...forecasts]) {
  const validate = validators.get(`${type.replace(/^dealflow\.(deal|forecast)\.|\.v1$/g, '')}.json`);
  assert.ok(validate(read(`samples/${file}`)), `${file}: ${ajv.errorsText(validate.errors)}`);
}
const pipeline = validators.get('pipeline.json');
assert.ok(pipeline(read('samples/pipeline.json')), ajv.errorsText(pipeline.errors));
assert.ok(!validators.get('opened.json')({ ...read(`samples/${samples[0].file}`), sequence: 2 }), 'an opening is the first event');
