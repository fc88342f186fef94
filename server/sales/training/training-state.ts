import { SetState } from '../tickets/set-state.ts'
import type { Ticket } from '../tickets/ticket.ts'

/** What a ticket that is only practised would change: everything is computed, nothing is numbered, sealed or written. */
export class TrainingState extends SetState {
  override seal(ticket: Ticket): void {
    ticket.isTraining = true
    if (this.sessions.enter(ticket)) this.flag(ticket, 'session_closed')
    this.tickets.push(ticket)
  }
}
