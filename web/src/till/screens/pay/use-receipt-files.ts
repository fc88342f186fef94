import { useState } from 'react'
import { api, ComptoirError, type Sale } from '../../../api/index.ts'
import { useLanguage, useText } from '../../../i18n/index.ts'
import { notifyDone, notifyError } from '../../../ui/index.ts'
import type { TillMemory } from '../../memory.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { messages } from './messages.ts'

/** What the server makes of a receipt. A ticket of this moment may not have arrived there: it is delivered first. */
export function useReceiptFiles(ticket: Sale) {
  const t = useText()
  const { language } = useLanguage()
  const { memory } = useSellingTill()
  const [isBusy, setBusy] = useState(false)
  const run = async (act: () => Promise<void>) => {
    if (isBusy) return
    setBusy(true)
    await act()
      .catch(notifyError)
      .finally(() => setBusy(false))
  }
  const email = (to: string, onSent: () => void) =>
    void run(async () => {
      await onceDelivered(memory, () => api.emailReceipt(ticket.id, { to, lang: language }))
      notifyDone(t(messages.sent))
      onSent()
    })
  const openPdf = () =>
    void run(async () => {
      const file = await onceDelivered(memory, () => api.getReceipt(ticket.id, { format: 'pdf', lang: language }))
      if (file instanceof Blob) save(file, `${ticket.reference}.pdf`)
    })
  return { email, openPdf, isBusy }
}

async function onceDelivered<Value>(memory: TillMemory, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof ComptoirError) || error.status !== 404) throw error
    await memory.outbox.deliver()
    return act()
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
