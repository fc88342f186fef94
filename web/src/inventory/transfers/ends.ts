/** At which end of a transfer a store is looked for. */
export type Ends = {
  readonly store_id?: number
  readonly source_id?: number
  readonly destination_id?: number
}

export function endsOf(storeId: number, direction: string | undefined): Ends {
  if (direction === 'in') return { destination_id: storeId }
  if (direction === 'out') return { source_id: storeId }
  return { store_id: storeId }
}
