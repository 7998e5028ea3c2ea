/** What this browser keeps of imports: mappings under a name, and the names of the files that it sent, which the service does not keep. */

const PRESETS = 'dealflow.import.presets';
const JOBS = 'dealflow.import.jobs';
const MOST_JOBS = 10;

/** @param {string} key @param {any} otherwise */
function load(key, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '') ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @returns {Record<string, {encoding: string, separator: string, settings: import('./mapping.js').Settings}>} */
export const presets = () => load(PRESETS, {});

/** @param {string} name @param {any} preset */
export const keepPreset = (name, preset) => localStorage.setItem(PRESETS, JSON.stringify({ ...presets(), [name]: preset }));

/** @param {string} name */
export function forgetPreset(name) {
  const { [name]: gone, ...others } = presets();
  localStorage.setItem(PRESETS, JSON.stringify(others));
}

/**
 * @typedef {{id: string, file: string, pipeline: string, by: string, at: string}} Job
 * @param {string} by only those that one has begun
 * @returns {Job[]} the latest first
 */
export const jobs = by => load(JOBS, []).filter((/** @type {Job} */ job) => job.by === by);

/** @param {Job} job */
export const keepJob = job => localStorage.setItem(JOBS, JSON.stringify([job, ...load(JOBS, [])].slice(0, MOST_JOBS)));
