import { useEffect } from 'react'
import { LoadingState } from '../ui/index.ts'

/** The till is a page of its own, which shares no script with the back office: at its address it is opened anew. */
export default function OpenTill() {
  useEffect(() => location.reload(), [])
  return <LoadingState />
}
