import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

const PER_PAGE = 25

/** What stands in the address of a page: plain texts, so that it can be shared. */
export type UrlState = Readonly<Record<string, string | undefined>>

/** Changes the address; a step is one that the browser's way back undoes. */
export type ChangeUrl = (patch: UrlState, options?: { readonly isStep?: boolean }) => void

/** Reads and changes the part of the address behind `?`. A change of anything but the page goes back to the first page. */
export function useUrlState(): [UrlState, ChangeUrl] {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const state = useMemo(
    () => Object.fromEntries(Object.entries(search).map(([name, value]) => [name, String(value)])),
    [search],
  )
  const change = useCallback(
    (patch: UrlState, { isStep = false }: { readonly isStep?: boolean } = {}) =>
      void navigate({
        to: '.',
        replace: !isStep,
        search: ((previous: Record<string, unknown>) => {
          const next: Record<string, unknown> = {
            ...previous,
            ...('page' in patch ? {} : { page: undefined }),
            ...patch,
          }
          return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''))
        }) as never,
      }),
    [navigate],
  )
  return [state, change]
}

export type ListState<Filter extends string> = {
  readonly q: string
  readonly page: number
  readonly sort: string | undefined
  readonly filters: Readonly<Partial<Record<Filter, string>>>
  /**
   * What a list of the API takes. Filters stand in the address as whoever wrote it pleased: their type promises nothing, and
   * the API refuses what it does not understand.
   */
  readonly query: { page: number; per_page: number; sort?: string; q?: string } & Partial<Record<Filter, never>>
  /** Whether anything narrows the list. */
  readonly isNarrowed: boolean
  change(patch: UrlState): void
  clear(): void
}

/** The state of a list, kept in the address: search, filters by name, order, page. */
export function useList<Filter extends string = never>({
  filters: names = [],
  sort: usual,
  perPage = PER_PAGE,
}: {
  readonly filters?: readonly Filter[]
  readonly sort?: string
  readonly perPage?: number
} = {}): ListState<Filter> {
  const [state, change] = useUrlState()
  const filters = Object.fromEntries(
    names.filter((name) => state[name] !== undefined).map((name) => [name, state[name]]),
  ) as Partial<Record<Filter, string>>
  const q = state.q ?? ''
  const sort = state.sort ?? usual
  const page = Math.max(1, Number.parseInt(state.page ?? '1', 10) || 1)
  return {
    q,
    page,
    sort,
    filters,
    query: {
      page,
      per_page: perPage,
      ...(sort !== undefined && { sort }),
      ...(q !== '' && { q }),
      ...(filters as Partial<Record<Filter, never>>),
    },
    isNarrowed: q !== '' || Object.keys(filters).length > 0,
    change,
    clear: () => change({ q: undefined, ...Object.fromEntries(names.map((name) => [name, undefined])) }),
  }
}
