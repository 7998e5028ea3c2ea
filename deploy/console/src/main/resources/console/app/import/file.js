/** What a file is, as far as the console has to know before the service is asked. */

/** How much of a file with lines is shown from. */
const SAMPLE_BYTES = 1 << 16;

/** By the names that the service takes in `Content-Type`. @type {Record<string, string>} */
export const ENCODINGS = {
  'UTF-8': 'UTF-8',
  'UTF-16LE': 'UTF-16 (little-endian)',
  'UTF-16BE': 'UTF-16 (big-endian)',
  'windows-1252': 'Windows-1252 (Western Europe)',
  GB18030: 'GBK / GB18030 (简体中文)',
};

export const SEPARATORS = [',', ';', '\t'];

/** Systems whose exports the service knows. @type {Record<string, string>} */
export const SYSTEMS = {
  HUBSPOT: 'HubSpot', SALESFORCE: 'Salesforce', PIPEDRIVE: 'Pipedrive', ZOHO: 'Zoho CRM', ODOO: 'Odoo', BITRIX24: 'Bitrix24',
};

/** The text at the beginning of a file, without a byte order mark. @param {File} file @returns {Promise<{text: string, isCut: boolean}>} */
export async function beginningOf(file) {
  const bytes = await file.slice(0, SAMPLE_BYTES).arrayBuffer();
  // A stream, because the last character may be cut off.
  return { text: new TextDecoder().decode(bytes, { stream: true }), isCut: file.size > SAMPLE_BYTES };
}

/** Whether a file holds deals as lines of JSON. @param {string} name @param {string} text */
export const isLines = (name, text) => /\.(ndjson|jsonl)$/i.test(name) || text.trimStart().startsWith('{"');
