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

  /** In one step with its leaving the screen: a power cut finds it in one place, not in both. */
  async park(ticket: Omit<ParkedTicket, 'parkedAt'>): Promise<void> {
    const { parked, kept } = this.#database
    await this.#database.transaction('rw', [parked, kept], async () => {
      await parked.put({ ...ticket, parkedAt: new Date().toISOString() })
      if (idOfCart((await kept.get(CART))?.value) === ticket.id) await kept.delete(CART)
    })
    await this.show()
  }

  /** In one step with its coming to the screen: a power cut finds it in one place, not in none. */
  async resume(id: string, nextId: string): Promise<unknown> {
    const { parked, kept } = this.#database
    const cart = await this.#database.transaction('rw', [parked, kept], async () => {
      const found = await parked.get(id)
      if (found === undefined) return null
      const resumed: unknown = { ...(found.cart as object), id: nextId }
      await kept.put({ key: CART, value: resumed })
      await parked.delete(id)
      return resumed
    })
    await this.show()
    return cart
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
