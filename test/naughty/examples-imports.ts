import type { Examples } from './example.ts'

/** A header that products and sales can both be read from, and no record. */
const FILE = {
  name: 'file',
  filename: 'liste.csv',
  content: 'name,price,ticket,date,store,quantity,description,unit_price\n',
}
const reading = { mapping: { '#1': 'name' }, constants: {}, delimiter: ',', decimal_mark: 'auto', date_format: 'iso' }

export const IMPORT_EXAMPLES: Examples = {
  'POST /api/v1/imports': {
    bodies: [
      () => ({ kind: 'products', format: 'csv', dry_run: true, fetch_images: false, source: 'erp', ...reading }),
      () => ({
        kind: 'sales',
        dry_run: true,
        group: 'auto',
        stock: 'none',
        time_zone: 'America/Toronto',
        create_products: false,
      }),
    ],
    files: [FILE],
  },
  'POST /api/v1/imports/preview': { bodies: [() => ({ kind: 'products', delimiter: ',' })], files: [FILE] },
  'POST /api/v1/exports': {
    bodies: [
      () => ({
        kind: 'sales',
        format: 'csv',
        separator: 'tab',
        parameters: {
          date_from: '2026-11-01',
          date_to: '2026-11-30',
          group_by: 'week',
          week_start: 'sunday',
          currency: 'CAD',
        },
      }),
    ],
  },
  'GET /api/v1/exports/:id': { params: () => ({ id: 1 }), isForPeople: true },
  'GET /api/v1/exports/:id/file': { params: () => ({ id: 1 }), isForPeople: true },
  'DELETE /api/v1/exports/:id': { params: () => ({ id: 1 }), isForPeople: true },
  'GET /api/v1/exports/products': { query: { format: 'csv' } },
  'GET /api/v1/imports/:id': { params: () => ({ id: 1 }) },
  'GET /api/v1/imports/:id/errors.csv': { params: () => ({ id: 1 }) },
  'POST /api/v1/imports/:id/undo': { params: () => ({ id: 1 }) },
}
