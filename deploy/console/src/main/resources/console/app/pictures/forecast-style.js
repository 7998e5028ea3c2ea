/** How the picture of a forecast looks; the colours come from outside. */

import { css } from 'lit';

export const style = css`
  :host {
    display: block; position: relative; min-width: 0; color: var(--_ink); font-size: .8125rem;
    --_closed: var(--dealflow-closed, #1c7a3e); --_open: var(--dealflow-open, #b9760b); --_new: var(--dealflow-new, #5f7183);
    --_target: var(--dealflow-target, #8a3fa0); --_ink: var(--dealflow-ink, #1b2530); --_soft: var(--dealflow-soft, #556270);
    --_line: var(--dealflow-line, #d5dbe1); --_paper: var(--dealflow-paper, #ffffff);
  }
  .place { position: relative; height: 330px; overflow: hidden; }
  svg { display: block; width: 100%; height: 100%; }
  text { fill: var(--_soft); font-size: 12px; font-variant-numeric: tabular-nums; }
  text.strong { fill: var(--_ink); font-weight: 600; }
  .axis { stroke: var(--_line); } .base { stroke: var(--_soft); }
  .closed { fill: var(--_closed); } .open { fill: var(--_open); }
  .hatch { stroke: var(--_new); stroke-width: 2.5; } .edge { fill: none; stroke: var(--_new); stroke-width: 1.25; }
  .whisker { stroke: var(--_ink); stroke-width: 1.75; fill: none; } .median { fill: var(--_ink); stroke: var(--_paper); stroke-width: 1.25; }
  .target { stroke: var(--_target); stroke-width: 2.25; stroke-dasharray: 6 3; fill: none; }
  text.target { fill: var(--_target); stroke: none; }
  .simple { fill: var(--_paper); stroke: var(--_soft); stroke-width: 1.5; }
  .current { fill: var(--_line); opacity: .35; } .today { stroke: var(--_soft); stroke-dasharray: 2 3; }
  .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .4rem 0 0; padding: 0; list-style: none; color: var(--_soft); }
  .legend li { display: flex; align-items: center; gap: .35rem; }
  .legend svg { width: 18px; height: 14px; flex: none; }
  .tip { position: absolute; top: 8px; z-index: 1; pointer-events: none; background: var(--_paper); border: 1px solid var(--_line);
    border-radius: .4rem; padding: .4rem .6rem; box-shadow: 0 2px 8px #0003; max-width: 19rem; }
  .tip dl { display: grid; grid-template-columns: auto auto; gap: .05rem .75rem; margin: .2rem 0 0; }
  .tip dt { color: var(--_soft); } .tip dd { margin: 0; text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
  .uplot { position: relative; width: min-content; } .u-wrap { position: relative; user-select: none; }
  .u-over, .u-under, .u-axis { position: absolute; } .u-under { overflow: hidden; }
  .uplot canvas { display: block; position: relative; width: 100%; height: 100%; }
  .u-cursor-x { position: absolute; left: 0; top: 0; height: 100%; border-right: 1px dashed var(--_soft); pointer-events: none; }
  .u-cursor-pt { position: absolute; left: 0; top: 0; border-radius: 50%; border: 0 solid; pointer-events: none; }
  .u-off { display: none; }`;
