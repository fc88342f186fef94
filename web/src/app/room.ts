import type { ComponentType } from 'react'
import type { Operation } from '../api/index.ts'
import type { Text } from '../i18n/index.ts'
import type { IconType } from '../ui/index.ts'

/** A page and where it stands. Its code is fetched when it is first shown. */
export type PageDefinition = {
  /** As TanStack Router writes it: `/catalog/products/$id`. */
  readonly path: string
  /** Who lacks it does not reach the page. */
  readonly permission?: string
  /** What its address names are records by their number: with anything else, there is no such page. */
  readonly isNumbered?: boolean
  /** It stands by itself, without the navigation, and nobody needs to be signed in. */
  readonly isAlone?: boolean
  readonly load: () => Promise<{ readonly default: ComponentType }>
}

/** A way that the navigation and the command palette offer. */
export type Entry = {
  readonly label: Text
  readonly to: string
  readonly icon: IconType
  readonly permission?: string
  /** The palette offers it, the navigation does not: the way there stands elsewhere. */
  readonly isUnlisted?: boolean
  /** What else one may call it in the palette. */
  readonly keywords?: string
}

/** What a room of the application puts at hand; `rooms.ts` lists them all. */
export type Room = {
  readonly label: Text
  readonly entries: readonly Entry[]
  readonly pages: readonly PageDefinition[]
  /** The reads that an event of `/live` ends, by its type. */
  readonly live?: Readonly<Record<string, readonly Operation[]>>
}
