import { Checkbox, Table, Text as Words } from '@mantine/core'
import type { TaxClass } from '../../api/index.ts'
import { useFormat, useText } from '../../i18n/index.ts'
import { messages } from '../messages.ts'
import { setBorne, type ZoneDraft } from './zone-draft.ts'

type MatrixProps = {
  readonly draft: ZoneDraft
  readonly classes: readonly TaxClass[]
  readonly onChange: (draft: ZoneDraft) => void
}

/** Classes of articles down, taxes across. */
export function BearingMatrix({ draft, classes, onChange }: MatrixProps) {
  const t = useText()
  const format = useFormat()
  if (draft.taxes.length === 0) return <Words c="dimmed">{t(messages.noTaxes)}</Words>
  return (
    <Table.ScrollContainer minWidth={320}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(messages.taxClass)}</Table.Th>
            {draft.taxes.map(({ code, rate }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a tax has no code of its own while it is being written.
              <Table.Th key={place} ta="center">
                {code} {rate !== '' && `${format.number(rate, 4)}\u00a0%`}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {classes.map(({ code, name }) => (
            <Table.Tr key={code}>
              <Table.Th scope="row" fw={500}>
                {name}
              </Table.Th>
              {draft.taxes.map((tax, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <Table.Td key={place} align="center">
                  <Checkbox
                    display="inline-block"
                    aria-label={t(messages.bears, { name, tax: tax.code })}
                    checked={(draft.borne[code] ?? []).includes(place)}
                    onChange={({ currentTarget }) => onChange(setBorne(draft, code, place, currentTarget.checked))}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
