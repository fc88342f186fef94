import { useEffect } from 'react'
import { api, type ListedStocktakeCount, type Stocktake } from '../../../api/index.ts'
import { nameOf } from '../../article-name.tsx'
import { adopt, type CountSheet, type ServerCount } from './count-sheet.ts'

type Change = (change: (sheet: CountSheet) => CountSheet) => void

/** Counting in a zone goes on where it was left, on whichever device that was. Without a network it begins with what is here. */
export function useZoneCounts({ id }: Stocktake, zone: string, change: Change): void {
  useEffect(() => {
    let isLeft = false
    readZone(id, zone)
      .then((counts) => {
        if (!isLeft && counts.length > 0) change((sheet) => adopt(sheet, counts))
      })
      // What is counted meanwhile replaces what was counted before, as the server takes it.
      .catch(() => {})
    return () => {
      isLeft = true
    }
  }, [id, zone, change])
}

async function readZone(id: number, zone: string): Promise<ServerCount[]> {
  const counts: ServerCount[] = []
  const asked = zone === '' ? {} : { zone }
  for await (const count of api.listStocktakeCounts.all(id, asked)) {
    if (count.is_current && (count.zone ?? '') === zone) counts.push(toCount(count))
  }
  return counts
}

const toCount = (count: ListedStocktakeCount): ServerCount => ({
  variantId: count.variant_id ?? 0,
  name: nameOf(count),
  sku: count.sku ?? null,
  zone: count.zone ?? '',
  quantity: count.quantity ?? '0',
  countId: count.id ?? '',
  countedAt: count.counted_at ?? '',
})
