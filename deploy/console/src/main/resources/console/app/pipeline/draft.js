/** The next version of a pipeline while it is written. */

/** A key out of a name, as far as its letters go. @param {string} name */
export const keyOf = name => name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60);

/**
 * @typedef {object} Draft
 * @property {any} pipeline the definition; stages and checklist items that are new have `isNew`
 * @property {Record<string, string>} mapping stages that go, and where their deals count; '' where nothing is to count
 */

const place = (/** @type {any} */ pipeline) => `dealflow.pipeline.${pipeline.key}.${pipeline.version}`;

/** What was written before this page was left, or the definition itself. @param {any} pipeline @returns {Draft} */
export function begin(pipeline) {
  const kept = sessionStorage.getItem(place(pipeline));
  return kept ? JSON.parse(kept) : { pipeline: structuredClone(pipeline), mapping: {} };
}

/** @param {any} pipeline @param {Draft} draft */
export const keep = (pipeline, draft) => sessionStorage.setItem(place(pipeline), JSON.stringify(draft));

/** @param {any} pipeline */
export const drop = pipeline => sessionStorage.removeItem(place(pipeline));

/** Where the deals of a stage that goes may count: on the same side of the funnel's entrance. @param {Draft} draft @param {any} stage @returns {any[]} */
export const targets = (draft, stage) =>
  draft.pipeline.stages.filter((/** @type {any} */ each) => each.place === stage.place && each.key !== stage.key && !each.isNew);

/** The one before it, or after. @param {Draft} draft @param {any} stage */
export function nearest(draft, stage) {
  const { stages } = draft.pipeline;
  const possible = targets(draft, stage);
  return possible.findLast(each => stages.indexOf(each) < stages.indexOf(stage)) ?? possible[0];
}

/** Without a stage, whose deals count in another one. @param {Draft} draft @param {any} stage @param {string} into '' for none @returns {Draft} */
export function withoutStage(draft, stage, into) {
  const stages = draft.pipeline.stages.filter((/** @type {any} */ each) => each !== stage);
  const mapping = Object.fromEntries(Object.entries(draft.mapping).map(([old, now]) => [old, now === stage.key ? into : now]));
  return { pipeline: { ...draft.pipeline, stages }, mapping: stage.isNew ? mapping : { ...mapping, [stage.key]: into } };
}

/** With a new stage behind another one. @param {Draft} draft @param {number} index @returns {Draft} */
export function withNewStage(draft, index) {
  const before = draft.pipeline.stages[index];
  const stage = {
    key: '', names: {}, place: before.place, buyingPhase: before.buyingPhase, stalledAfter: null, stalledCountsBusinessDays: false,
    signals: [], checklist: [], concerns: {}, actions: {}, priceStance: before.priceStance, isNew: crypto.randomUUID(),
  };
  return { ...draft, pipeline: { ...draft.pipeline, stages: draft.pipeline.stages.toSpliced(index + 1, 0, stage) } };
}

/** @param {Draft} draft @param {number} index @param {number} by -1 or 1 @returns {Draft} */
export function moved(draft, index, by) {
  const { stages } = draft.pipeline;
  const order = stages.toSpliced(index, 1).toSpliced(index + by, 0, stages[index]);
  return { ...draft, pipeline: { ...draft.pipeline, stages: order } };
}

/** Leads come before the funnel. @param {any[]} stages @param {number} index @param {number} by */
export const mayMove = (stages, index, by) => stages[index + by]?.place === stages[index].place;

/** The definition as the service takes it: whatever is new gets a key. @param {Draft} draft */
export function finished(draft) {
  const { pipeline } = draft;
  const items = new Set([...pipeline.stages, pipeline.won].flatMap((/** @type {any} */ stage) => stage.checklist.map((/** @type {any} */ item) => item.key)));
  const stages = new Set(pipeline.stages.map((/** @type {any} */ stage) => stage.key));
  const checklist = (/** @type {any[]} */ entries) => entries.map(({ isNew, ...item }) => ({ ...item, key: item.key || unique(item.names, 'item', items) }));
  return {
    ...pipeline,
    won: { ...pipeline.won, checklist: checklist(pipeline.won.checklist) },
    stages: pipeline.stages.map(({ isNew, longer, ...stage }) => ({
      ...stage,
      key: stage.key || unique(stage.names, 'stage', stages),
      checklist: checklist(stage.checklist),
    })),
  };
}

/** @param {Record<string, string>} names @param {string} otherwise @param {Set<string>} taken */
function unique(names, otherwise, taken) {
  const name = keyOf(names.en ?? '') || otherwise;
  let key = name;
  for (let i = 2; taken.has(key); i++) {
    key = `${name}-${i}`;
  }
  taken.add(key);
  return key;
}
