import { useEffect, useRef } from 'react'
import { notifyError } from '../../../ui/index.ts'
import { listenToScanner } from '../../scan/keyboard-scanner.ts'
import { ScanQueue } from '../../scan/scan-queue.ts'
import { useSale } from './sale-context.tsx'

/** Whatever has the focus, what a scanner reads goes to the ticket, one after the other. */
export function useScans(): void {
  const sale = useSale()
  const latest = useRef(sale)
  latest.current = sale
  useEffect(() => {
    const queue = new ScanQueue(async (code) => {
      const { scanTarget, addCode } = latest.current
      if (scanTarget.current === null) await addCode(code).catch(notifyError)
      else scanTarget.current(code)
    })
    return listenToScanner(queue.add)
  }, [])
}
