import type { TillFeed } from '../../api/index.ts'
import type { Article, Category, Customer, StockLevel, Store } from '../memory.ts'

/** What holds a copy of the store, or is about to. */
export type FeedTarget = {
  /** Forgets everything: a complete copy begins. */
  clear(): void
  setStore(store: Store): void
  readonly categories: FeedList<Category>
  readonly customers: FeedList<Customer>
  readonly articles: FeedList<Article>
  readonly stock: FeedList<StockLevel>
}
export type FeedList<Row> = { put(row: Row): void; remove(id: number): void }

/** What an answer of the feed tells a till to do, in its order: a row twice, or gone that never was, changes nothing. */
export function applyFeed(target: FeedTarget, feed: TillFeed): void {
  if (feed.complete) target.clear()
  if (feed.store !== null) target.setStore(feed.store)
  applyList(target.categories, feed.categories, feed.deleted.categories)
  applyList(target.customers, feed.customers, feed.deleted.customers)
  applyList(target.articles, feed.articles, feed.deleted.articles)
  applyList(target.stock, feed.stock, feed.deleted.stock)
}

function applyList<Row>(list: FeedList<Row>, rows: readonly Row[], deleted: readonly number[]): void {
  for (const id of deleted) list.remove(id)
  for (const row of rows) list.put(row)
}
