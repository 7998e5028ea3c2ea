/** The ticks tell the stage: how far the customer is, whatever is on record. The deal service's rule, for lists of deals. */

/**
 * The furthest stage whose entry is all ticked, if that is further than where the deal stands.
 *
 * @param {any} pipeline
 * @param {{stage: string, status: string, checklist: {item: string}[], qualification: any}} deal
 * @returns {any | null} the stage
 */
export function aheadByTicks(pipeline, deal) {
  const ticked = new Set(deal.checklist.map(tick => tick.item));
  const { stages } = pipeline;
  const isGenuine = deal.qualification?.verdict === 'GENUINE';
  let suggested = 0;
  for (let i = 1, isOpen = false; i < stages.length; i++) {
    const before = stages[i - 1].checklist;
    isOpen ||= before.some(item => item.required && !ticked.has(item.key));
    const isAllTicked = before.every(item => ticked.has(item.key));
    const tells = before.length > 0 && (before.some(item => item.required) || isAllTicked);
    if (!isOpen && tells && (stages[i].place === 'OUTSIDE' || isGenuine)) {
      suggested = i;
    }
  }
  const here = stages.findIndex(stage => stage.key === deal.stage);
  return here >= 0 && suggested > here ? stages[suggested] : null;
}
