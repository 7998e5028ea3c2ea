/** Typed calls to the three Dealflow services. The README shows each part by one example. */
import type { paths as DealPaths } from './generated/deals.js';
import type { paths as ForecastPaths } from './generated/forecasts.js';
import type { paths as FunnelPaths } from './generated/funnels.js';
import { service, type Service, type ServiceOptions } from './service.js';

export type * as Deals from './generated/deals.js';
export type * as Forecasts from './generated/forecasts.js';
export type * as Funnels from './generated/funnels.js';
export { feed, isDealEvent, isForecastEvent, Sequences, verifyWebhook, WebhookError } from './events.js';
export type { Contract, DealflowEvent, FeedOptions, FromFeed, WebhookMessage } from './events.js';
export { pages } from './pages.js';
export { ProblemError } from './problem.js';
export type { FieldError, Missing } from './problem.js';
export type { Patience, Token } from './repeat.js';
export type { Service } from './service.js';

/** Calls to the deal service. */
export type DealService = Service<DealPaths>;
/** Calls to the funnel service. */
export type FunnelService = Service<FunnelPaths>;
/** Calls to the forecast service. */
export type ForecastService = Service<ForecastPaths>;

/** Where the three services are, and what all calls to them have in common. */
export interface DealflowOptions extends ServiceOptions {
  /** The deal service's address, such as `http://localhost:8081`, or a path of your own backend, such as `/api/deals`. */
  deals: string;
  /** The funnel service's. */
  funnels: string;
  /** The forecast service's. */
  forecasts: string;
}

/** The three services, ready to be called. */
export interface Dealflow {
  deals: DealService;
  funnels: FunnelService;
  forecasts: ForecastService;
}

/** Makes the three clients; nothing is sent yet. */
export function dealflow({ deals, funnels, forecasts, ...options }: DealflowOptions): Dealflow {
  return {
    deals: service<DealPaths>(deals, options),
    funnels: service<FunnelPaths>(funnels, options),
    forecasts: service<ForecastPaths>(forecasts, options),
  };
}
