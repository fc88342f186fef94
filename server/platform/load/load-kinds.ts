import type { Route } from '../http/route.ts'

/** What requests are to the installation, from what can wait to what must not: in this order they are turned away. */
export const LOAD_KINDS = ['reports', 'reads', 'writes', 'sales'] as const
export type LoadKind = (typeof LOAD_KINDS)[number]

/** What a route is says its row, or else what it does. */
export const kindOf = ({ importance, work }: Pick<Route, 'importance' | 'work'>): LoadKind =>
  importance ?? (work === 'read' ? 'reads' : 'writes')
