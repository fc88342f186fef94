import type { Article, Category, Customer, Match, StockLevel, Store } from '../memory.ts'

/** What the page asks the worker that holds the copy. */
export type CopyQuestions = {
  open(storeId: number, sold: ReadonlyMap<number, number>): void
  /** Follows no longer, until it is opened again. */
  pause(): void
  refresh(): void
  addSold(ids: readonly number[]): void
  articles(ids: readonly number[]): readonly Article[]
  articlesOf(categoryId: number | null, limit: number): readonly Article[]
  favourites(limit: number): readonly Article[]
  search(text: string, limit: number): readonly Article[]
  lookUp(code: string): readonly Match[]
  customers(text: string, limit: number): readonly Customer[]
  customer(id: number): Customer | null
  stockOf(ids: readonly number[]): readonly StockLevel[]
}
export type QuestionName = keyof CopyQuestions

export type CopyQuestion = {
  readonly [Name in QuestionName]: {
    readonly number: number
    readonly name: Name
    readonly args: Parameters<CopyQuestions[Name]>
  }
}[QuestionName]

/** What the worker tells of the copy by itself. */
export type CopyNews = {
  readonly state: 'none' | 'complete'
  readonly progress: { readonly rows: number; readonly expected: number | null } | null
  readonly at: string | null
  /** When what is here was asked for, by the clock of this machine; 0: never. */
  readonly askedAtMs: number
  readonly isStale: boolean
  readonly needsSignIn: boolean
  readonly isOnline: boolean | null
  readonly store: Store | null
  readonly categories: readonly Category[]
  readonly articleCount: number
  readonly version: number
}

export type CopyMessage =
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly number: number; readonly message: string }
  | { readonly kind: 'news'; readonly news: CopyNews }

/** What a copy is built of, aside. */
export type BuildJob = { readonly from: 'feed' | 'disk'; readonly storeId: number; readonly generation: number }
export type BuildMessage =
  | { readonly kind: 'progress'; readonly rows: number }
  | { readonly kind: 'built' }
  /** `status`: what the feed answered; null: something else went wrong. */
  | { readonly kind: 'failed'; readonly status: number | null; readonly message: string }
