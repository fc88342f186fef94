import { type Text, text } from '../../platform/text.ts'
import type { HeldReason } from './till-record.ts'

/** What a till says of a record that waits: it may forget the record, which is in good hands. */
export const HELD: Readonly<Record<HeldReason, Text>> = {
  device_revoked: text(
    'Gardé pour un gérant : cet appareil a été révoqué.',
    'Kept for a manager: this device was revoked.',
  ),
  duplicate_id: text(
    'Gardé pour un gérant : cet identifiant désigne déjà un autre enregistrement.',
    'Kept for a manager: this id already names another record.',
  ),
  duplicate_number: text(
    'Gardé pour un gérant : ce numéro est déjà celui d’un autre enregistrement.',
    'Kept for a manager: this number is another record’s already.',
  ),
  sale_missing: text(
    'Gardé : ce retour attend la vente qu’il reprend, et sera enregistré avec elle.',
    'Kept: this return waits for the sale that it takes back, and will be recorded with it.',
  ),
}

export const WAITING = HELD.sale_missing
