import { Alert } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useText } from '../../i18n/index.ts'
import { useUrlState } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import type { AddressFault } from './address-faults.ts'

/**
 * Says what an address asked for that does not exist, and has it say what is shown. The sentence stays for as long as that
 * is what is shown.
 */
export function MendedAddress({ faults }: { readonly faults: readonly (AddressFault | null)[] }) {
  const t = useText()
  const [url, change] = useUrlState()
  const [told, setTold] = useState<readonly AddressFault[]>([])
  const found = faults.filter((fault) => fault !== null)
  const latest = useRef(found)
  latest.current = found
  const asked = found.map((fault) => fault.asked).join('&')
  useEffect(() => {
    if (asked === '') return
    setTold(latest.current)
    change(Object.assign({}, ...latest.current.map(({ patch }) => patch)))
  }, [asked, change])
  const shown = told.filter(({ patch }) => Object.entries(patch).every(([name, value]) => url[name] === value))
  if (shown.length === 0) return null
  return (
    <Alert color="safran" role="status">
      {shown.map((fault) => (
        <div key={fault.asked}>{t(messages.mendedAddress, { asked: fault.asked, shown: fault.shown })}</div>
      ))}
    </Alert>
  )
}
