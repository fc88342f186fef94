import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { api } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { notifyError } from '../../ui/index.ts'

/** What was scanned or typed and ended by Enter: the code of one article opens its product, anything else is a search. */
export function useCodeSearch(): (code: string) => void {
  const navigate = useNavigate()
  const { can } = useSession()
  return useCallback(
    (code) => {
      if (!can('product-variants.view')) return
      void api
        .lookUpCode({ code })
        .then((matches) => {
          const exact = matches.filter(({ is_exact: isExact }) => isExact)
          const products = new Set((exact.length > 0 ? exact : matches).map(({ product_id: id }) => id))
          const [product] = products
          if (product !== undefined && products.size === 1) void navigate({ to: `/products/${product}` })
        })
        .catch(notifyError)
    },
    [can, navigate],
  )
}
