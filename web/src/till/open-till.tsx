import { useEffect } from 'react'
import { LoadingState } from '../ui/index.ts'

/**
 * The till is a page of its own, which shares no script with the back office: it is opened anew, at its one address. Asking
 * again for the address that brought one here, such as `/Till`, might bring one here for ever.
 */
export default function OpenTill() {
  useEffect(() => location.replace('/till'), [])
  return <LoadingState />
}
