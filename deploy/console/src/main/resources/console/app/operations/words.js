/** What the three services and the states of their jobs are called. */

import { deals, forecasts, funnels } from '../api.js';
import { words } from '../language.js';

export const SERVICES = { deals, funnels, forecasts };

/** @typedef {keyof typeof SERVICES} Service */

export const serviceName = words({
  deals: ['Deal service', '商机服务'],
  funnels: ['Funnel service', '漏斗服务'],
  forecasts: ['Forecast service', '预测服务'],
});

/** Those that make their tables of the deal service's events. */
export const PROJECTIONS = /** @type {Service[]} */ (['funnels', 'forecasts']);

export const jobStatus = words({
  RUNNING: ['Running', '进行中'],
  DONE: ['Done', '已完成'],
  FAILED: ['Failed', '失败'],
});

export const statusClass = (/** @type {string} */ status) => /** @type {Record<string, string>} */ ({
  DONE: 'won', FAILED: 'lost', RUNNING: 'open', ACTIVE: 'won', PAUSED: 'open' })[status] ?? '';
