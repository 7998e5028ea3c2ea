/** What happens to the deals of a pipeline, as it happens. */

import { deals, search } from '../api.js';

/** The stream's event names: one for each type of event. */
const TYPES = ['opened', 'stage-changed', 'revised', 'payment-received', 'stalled', 'deleted'].map(name => `dealflow.deal.${name}.v1`);

export class BoardLive {
  /**
   * @param {{pipeline: string, owner?: string[], team?: string[]}} query
   * @param {(event: {dealId: string, sequence: number, deal: any}) => void} onEvent
   * @param {(isConnected: boolean) => void} onState
   */
  constructor(query, onEvent, onState) {
    this.query = query;
    this.onEvent = onEvent;
    this.onState = onState;
    /** @type {EventSource | null} */
    this.source = null;
    this.isClosed = false;
    this.pause = 1000;
    this.timer = 0;
    this.last = '';
  }

  /** Notes the end of the feed, so that nothing is missed that happens while lists are loaded. */
  async open() {
    const page = await deals.get('/events', { pipeline: this.query.pipeline, after: 'latest', limit: 1 });
    this.last = page.next;
    this.connect();
  }

  connect() {
    if (this.isClosed) {
      return;
    }
    const source = this.source = new EventSource(`/api/deals/events/stream${search({ ...this.query, after: this.last })}`);
    for (const type of TYPES) {
      source.addEventListener(type, message => {
        this.last = message.lastEventId || this.last;
        this.pause = 1000;
        this.onState(true);
        this.onEvent(JSON.parse(message.data).data);
      });
    }
    source.onopen = () => {
      this.pause = 1000;
      this.onState(true);
    };
    source.onerror = () => {
      this.onState(false);
      // The browser connects again by itself, unless it was refused.
      if (source.readyState === EventSource.CLOSED && !this.isClosed) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.again(), this.pause);
        this.pause = Math.min(30_000, this.pause * 2);
      }
    };
  }

  async again() {
    // Where the session is over, this leads to the login.
    await deals.get('/me').catch(() => {});
    this.connect();
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.source?.close();
  }
}
