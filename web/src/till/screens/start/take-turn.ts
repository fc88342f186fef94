import { api, ComptoirError } from '../../../api/index.ts'
import type { TillMemory } from '../../memory.ts'

/**
 * Has the server check a person's PIN at this drawer. An opening that was just made may not have arrived there yet: it is
 * delivered first.
 *
 * @throws ComptoirError
 */
export async function takeTurn(memory: TillMemory, cashierId: number, pin: string): Promise<void> {
  const { drawer, outbox } = memory.getSnapshot()
  if (drawer === null) return
  if (outbox.waiting > 0) await memory.outbox.deliver()
  try {
    await api.takeTurn(drawer.id, { cashier_id: cashierId, pin })
  } catch (error) {
    if (!(error instanceof ComptoirError) || error.status !== 404) throw error
    await memory.outbox.deliver()
    await api.takeTurn(drawer.id, { cashier_id: cashierId, pin })
  }
}
