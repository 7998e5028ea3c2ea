/** Lists, which come page by page. */

/** What every list answers. */
interface Page<Item> {
  items: readonly Item[] | null;
  next?: string | null;
}

/**
 * All items of a list, each page asked for when it is needed.
 *
 * @param ask gets the page behind a cursor, which is undefined for the first one
 */
export async function* pages<Item>(
  ask: (cursor: string | undefined) => Promise<{ data: Page<Item> }>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined;
  do {
    const { data } = await ask(cursor);
    yield* data.items ?? [];
    const next = data.next ?? undefined;
    if (next !== undefined && next === cursor) {
      throw new Error('The same page again and again: pass the cursor on to the list');
    }
    cursor = next;
  } while (cursor !== undefined);
}
