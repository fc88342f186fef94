import type { TillDatabase } from '../database.ts'
import type { ParkedTicket, ParkedTickets } from '../memory.ts'
import type { TillState } from '../till-state.ts'

/** Where the cart on the screen is kept. */
export const CART = 'cart'

/** The id of a cart, under which its ticket is recorded: that much is known of it. Empty: it has none. */
export const idOfCart = (cart: unknown): string =>
  cart !== null && typeof cart === 'object' && 'id' in cart && typeof cart.id === 'string' ? cart.id : ''

/** Carts that wait in this till, and the one on its screen. */
export class TillParkedTickets implements ParkedTickets {
  readonly #database: TillDatabase
  readonly #state: TillState

  constructor(database: TillDatabase, state: TillState) {
    this.#database = database
    this.#state = state
  }

  async list(): Promise<readonly ParkedTicket[]> {
    const parked = await this.#database.parked.toArray()
    return parked.sort((left, right) => (left.parkedAt < right.parkedAt ? -1 : 1))
  }

  async park(ticket: Omit<ParkedTicket, 'parkedAt'>): Promise<void> {
    await this.#database.parked.put({ ...ticket, parkedAt: new Date().toISOString() })
    await this.show()
  }

  async resume(id: string): Promise<ParkedTicket | null> {
    const { parked } = this.#database
    const ticket = await this.#database.transaction('rw', parked, async () => {
      const found = await parked.get(id)
      await parked.delete(id)
      return found ?? null
    })
    await this.show()
    return ticket
  }

  async saveCurrent(cart: unknown): Promise<void> {
    if (cart === null) await this.#database.kept.delete(CART)
    else await this.#database.kept.put({ key: CART, value: cart })
  }

  async readCurrent(): Promise<unknown> {
    const { kept, records } = this.#database
    const cart: unknown = (await kept.get(CART))?.value ?? null
    // One that was kept after its ticket was written is sold already.
    return (await records.where('id').equals(idOfCart(cart)).count()) === 0 ? cart : null
  }

  async show(): Promise<void> {
    this.#state.change({ parked: await this.#database.parked.count() })
  }
}
