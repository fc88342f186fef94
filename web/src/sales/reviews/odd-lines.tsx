import { List } from '@mantine/core'
import type { Review } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { usePlaces } from '../words/places.ts'
import { messages } from './messages.ts'
import { type OddLine, readDetails } from './read-details.ts'

/** What is odd, line by line. */
export function OddLines({ review }: { readonly review: Review }) {
  const describe = useDescription(usePlaces().currency(review.store_id) ?? 'CAD')
  const { lines } = readDetails(review.details)
  if (lines.length === 0) return null
  return (
    <List size="sm">
      {lines.map((line) => (
        <List.Item key={`${line.line} ${line.article} ${line.fees}`}>{describe(line)}</List.Item>
      ))}
    </List>
  )
}

function useDescription(currency: string): (line: OddLine) => string {
  const t = useText()
  const format = useFormat()
  const money = (amount: string) => format.money(amount, currency)
  return ({ line, article: named, sold, asked, fees, bears, beyond, percent, taxClass }) => {
    const article = named || t(messages.line, { line: line ?? '' })
    const parts: string[] = []
    if (sold !== null && asked !== null)
      parts.push(t(messages.priced, { article, sold: money(sold), asked: money(asked) }))
    if (fees !== null && bears !== null)
      parts.push(t(messages.feed, { article, fees: money(fees), bears: money(bears) }))
    if (beyond !== null) parts.push(t(messages.overReturned, { article, beyond: format.number(beyond) }))
    if (parts.length === 0) parts.push(article)
    if (percent !== null) parts.push(t(messages.discounted, { percent: format.number(percent) }))
    if (taxClass !== null) parts.push(t(messages.taxedAs, { code: taxClass }))
    return parts.join(' · ')
  }
}
