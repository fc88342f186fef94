/** The page that shows what an address of the API lists. */
export type BehindFigure = {
  readonly to: string
  readonly search: Readonly<Record<string, string>>
  readonly permission: string
}

const PAGES: Readonly<Record<string, Pick<BehindFigure, 'to' | 'permission'>>> = {
  '/sales': { to: '/sales', permission: 'sales.view' },
  '/stock': { to: '/stock', permission: 'stock.view' },
  '/stock-alerts': { to: '/stock-alerts', permission: 'stock.view' },
  '/stock-movements': { to: '/stock-movements', permission: 'stock.view' },
}

/** null where no page shows it. Pages take the filters of the API as they are. */
export function behindOf(url: string): BehindFigure | null {
  const { pathname, searchParams } = new URL(url, 'http://localhost')
  const page = PAGES[pathname.replace(/^\/api\/v1/, '')]
  return page === undefined ? null : { ...page, search: Object.fromEntries(searchParams) }
}

/** Of the tickets behind a row, those that its number of tickets counts: returns are in its amounts alone. */
export const countedOf = (url: string | null | undefined): string | null =>
  url === null || url === undefined || url === '' ? null : `${url}${url.includes('?') ? '&' : '?'}kind=sale`

/** The days that the address of a row's tickets is about: where a row is a week or a fiscal year, these are its days. */
export function daysOf(url: string): { readonly date_from: string; readonly date_to: string } | null {
  const { searchParams } = new URL(url, 'http://localhost')
  const [from, to] = [searchParams.get('date_from'), searchParams.get('date_to')]
  return from === null || to === null ? null : { date_from: from, date_to: to }
}
