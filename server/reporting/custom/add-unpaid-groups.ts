import { type CrossGroup, NO_FACTS } from '../query-facts.ts'

/**
 * What the payments do not explain of the money collected belongs to the group without a method, among those that share
 * all other keys, so that groups add up.
 *
 * @param payment the place of the payment method among the keys
 */
export function addUnpaidGroups(groups: readonly CrossGroup[], payment: number): CrossGroup[] {
  const nameOf = ({ keys }: CrossGroup) =>
    JSON.stringify(keys.map(({ key }, index) => (index === payment ? null : key)))
  return [...Map.groupBy(groups, nameOf).values()].flatMap((some) => {
    let unpaid = 0n
    for (const { facts } of some) unpaid += facts.net + facts.tax + facts.rounding - facts.paid
    if (unpaid === 0n) return some
    const [first] = some
    const without = some.find(({ keys }) => keys[payment]?.key === null)
    const keys = (first?.keys ?? []).map((key, index) =>
      index === payment ? { key: null, label: null, code: null } : key,
    )
    const facts = { ...(without?.facts ?? NO_FACTS), paid: unpaid }
    return [...some.filter((group) => group !== without), { keys: without?.keys ?? keys, facts }]
  })
}
