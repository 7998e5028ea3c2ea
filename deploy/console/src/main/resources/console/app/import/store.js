/** What this browser keeps of imports: mappings under a name, and the names of the files that it sent, which the service does not keep. */

const MAPPINGS = 'dealflow.import.mappings';
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

/** @typedef {{charset: string, corrections: import('./recognition.js').Corrections}} Mapping what makes the same of the next file */

/** @returns {Record<string, Mapping>} */
export const mappings = () => load(MAPPINGS, {});

/** @param {string} name @param {Mapping} mapping */
export const keepMapping = (name, mapping) => localStorage.setItem(MAPPINGS, JSON.stringify({ ...mappings(), [name]: mapping }));

/** @param {string} name */
export function forgetMapping(name) {
  const { [name]: gone, ...others } = mappings();
  localStorage.setItem(MAPPINGS, JSON.stringify(others));
}

/**
 * @typedef {{id: string, file: string, pipeline: string, by: string, at: string}} Job
 * @param {string} by only those that one has begun
 * @returns {Job[]} the latest first
 */
export const jobs = by => load(JOBS, []).filter((/** @type {Job} */ job) => job.by === by);

/** @param {Job} job */
export const keepJob = job => localStorage.setItem(JOBS, JSON.stringify([job, ...load(JOBS, [])].slice(0, MOST_JOBS)));
