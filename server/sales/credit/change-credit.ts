import { currencyDecimals, formatDecimal, parseDecimal } from '../../../rules/index.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/database/connect.ts'
import { invalid } from '../../platform/errors.ts'
import { text } from '../../platform/text.ts'
import { storeScope } from '../../stores/index.ts'
import { holdCustomers } from '../customers/hold-customers.ts'
import { salesErrors } from '../errors.ts'
import { moneyText } from '../tickets/money-text.ts'
import type { CreditChangeInput, CreditMovementItem } from './credit-schema.ts'
import { makeAccount } from './make-account.ts'
import { postCredit } from './post-credit.ts'
import { lastMovement } from './select-movements.ts'

/**
 * Grants credit, or takes some back, by hand: a gesture, a correction, an amount paid out in cash. Never below zero.
 *
 * @throws not_found, customer_merged, validation_failed, insufficient_credit
 */
export async function changeCredit(
  tx: Tx,
  actor: Actor,
  customerId: number,
  input: CreditChangeInput,
): Promise<CreditMovementItem> {
  const currency = await readCurrency(tx, actor, input.currency ?? null)
  const decimals = currencyDecimals(currency)
  const amount = parseDecimal(input.amount, decimals)
  if (amount === null) {
    throw invalid({
      amount: text(
        `Un montant dans cette monnaie a au plus ${decimals} décimales.`,
        `An amount in this currency has at most ${decimals} decimals.`,
      ),
    })
  }
  if (amount === 0n) throw invalid({ amount: text('Le montant ne peut pas être nul.', 'The amount cannot be zero.') })
  await holdCustomers(tx, [customerId], 'key share')
  const balance = await makeAccount(tx, customerId, currency)
  if (balance + amount < 0n) throw beyond(balance, currency)
  if (balance + amount > LARGEST_BALANCE_MINOR) {
    throw invalid({ amount: text('Ce crédit serait trop grand.', 'This credit would be too large.') })
  }
  await postCredit(tx, [
    {
      customerId,
      currency,
      kind: amount > 0n ? 'grant' : 'withdrawal',
      amount,
      reason: input.reason,
      storeId: null,
      ticketId: null,
      otherCustomerId: null,
      actorId: actor.userId,
      actorName: actor.name,
    },
  ])
  return lastMovement(tx, actor, customerId, currency)
}

/** No customer of a shop is owed more than this. */
const LARGEST_BALANCE_MINOR = 10n ** 12n

function beyond(balance: bigint, currency: string) {
  const amount = formatDecimal(balance, currencyDecimals(currency))
  return salesErrors.insufficient_credit({
    values: { balance: moneyText(balance, currency) },
    fields: { amount: text(`Au plus ${amount} peut être retiré.`, `At most ${amount} can be withdrawn.`) },
  })
}

/** The currency that is named, of one of the chain's stores; without a name that of the actor's stores, if they have one. */
async function readCurrency(tx: Tx, actor: Actor, named: string | null): Promise<string> {
  const rows = await tx<{ currency: string }[]>`
    select distinct currency::text from stores s
    where s.deleted_at is null and ${named === null ? storeScope(tx, actor, 's.id') : tx`s.currency = ${named}`}`
  const [first, ...others] = rows
  if (first !== undefined && others.length === 0) return first.currency
  throw invalid({
    currency:
      named === null
        ? text('Dites dans quelle monnaie.', 'Say in which currency.')
        : text(
            'Aucun magasin de la chaîne ne vend dans cette monnaie.',
            'No store of the chain sells in this currency.',
          ),
  })
}
