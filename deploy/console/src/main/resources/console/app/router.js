/** Pages by address. What a page shows stands in its address, so that a view can be sent to a colleague. */

/** The first step of each page's path, and the module and element that draw it. */
const PAGES = {
  today: 'today',
  board: 'board',
  deals: 'deal',
  funnel: 'funnel',
  forecast: 'forecast',
  company: 'company',
  customers: 'customers',
  import: 'import',
  pipelines: 'pipelines',
  operations: 'operations',
};

/** @returns {{name: string, page: string, path: string[], query: URLSearchParams}} */
export function here() {
  const [first = '', ...path] = location.pathname.split('/').filter(step => step).map(decodeURIComponent);
  const name = first in PAGES ? first : 'today';
  return { name, page: PAGES[/** @type {keyof typeof PAGES} */ (name)], path, query: new URLSearchParams(location.search) };
}

/** Goes to another page, or another view of this one. @param {string} address @param {{replace?: boolean}} [how] */
export function go(address, how = {}) {
  if (how.replace) {
    history.replaceState(null, '', address);
  } else {
    history.pushState(null, '', address);
  }
  dispatchEvent(new PopStateEvent('popstate'));
}

/** This page with some of its query changed; null takes one away. @param {Record<string, any>} changes */
export function withQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== null && each !== undefined && each !== '') {
        query.append(name, each);
      }
    }
  }
  const text = query.toString();
  return location.pathname + (text ? '?' + text : '');
}

// Links within the console do not load the document again.
document.addEventListener('click', event => {
  const link = /** @type {HTMLAnchorElement | undefined} */ (
    event.composedPath().find(each => each instanceof HTMLAnchorElement));
  const isPlain = !event.defaultPrevented && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (link && isPlain && !link.target && !link.hasAttribute('download') && link.origin === location.origin
      && link.pathname.split('/')[1] in PAGES) {
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  }
});
