import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type Import, useApi } from '../../api/index.ts'

const OFTEN_MS = 1_000

/** Whether the worker still has something to do for it. */
export const isActive = ({ state, undo }: Import): boolean =>
  state === 'queued' || state === 'running' || undo?.state === 'queued' || undo?.state === 'running'

/** An import, looked at each second while it goes on; once it has ended, whatever it may have changed is read again. */
export function useImport(id: number) {
  const queries = useQueryClient()
  const found = useApi('getImport', [id], {
    refetchInterval: ({ state: { data } }) => (data === undefined || isActive(data) ? OFTEN_MS : false),
  })
  const state = found.data === undefined ? '' : `${found.data.state} ${found.data.undo?.state}`
  useEffect(() => {
    if (!/^done|^undone/.test(state)) return
    for (const name of ['listProducts', 'getProduct', 'countProductFacets', 'listCategories', 'listImports']) {
      void queries.invalidateQueries({ queryKey: [name] })
    }
  }, [state, queries])
  return found
}
