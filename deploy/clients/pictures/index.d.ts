import type { CurvePicture } from './dist/pictures/curve.js';
import type { FlowPicture } from './dist/pictures/flow.js';
import type { ForecastPicture } from './dist/pictures/forecast.js';
import type { FunnelPicture } from './dist/pictures/funnel.js';

export * from './dist/pictures/curve.js';
export * from './dist/pictures/flow.js';
export * from './dist/pictures/forecast.js';
export * from './dist/pictures/funnel.js';

declare global {
  interface HTMLElementTagNameMap {
    'dealflow-curve': CurvePicture;
    'dealflow-flow': FlowPicture;
    'dealflow-forecast': ForecastPicture;
    'dealflow-funnel': FunnelPicture;
  }
}
