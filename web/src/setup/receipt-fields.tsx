import { SimpleGrid, Stack, TextInput, Text as Words } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { type Text, useText } from '../i18n/index.ts'
import { PLACES, type Register } from './countries.ts'
import { messages } from './messages.ts'
import type { Opening } from './open-store.ts'
import type { ReceiptRefusals } from './refusals.ts'

const LABELS: Readonly<Record<Register, Text>> = {
  TPS: messages.gstNumber,
  TVH: messages.hstNumber,
  TVQ: messages.qstNumber,
  SIRET: messages.siret,
  TVA: messages.vatNumber,
}

const EXAMPLES: Readonly<Record<Register, string>> = {
  TPS: '123456789 RT0001',
  TVH: '123456789 RT0001',
  TVQ: '1234567890 TQ0001',
  SIRET: '732 829 320 00074',
  TVA: 'FR 44 732829320',
}

type ReceiptFieldsProps = {
  readonly form: UseFormReturnType<Opening>
  /** The server's sentences. */
  readonly refusals: Readonly<Record<string, string>>
  readonly unreadable: ReceiptRefusals
}

/** Where the store is and under which numbers it sells, as the law wants it on receipts; all of it may wait. */
export function ReceiptFields({ form, refusals, unreadable }: ReceiptFieldsProps) {
  const t = useText()
  const { place: key } = form.values
  const registers = PLACES.find((place) => place.key === key)?.registers ?? []
  const errorOf = (kind: Register): string | undefined => {
    const text = unreadable[kind]
    return text === undefined ? undefined : t(text, { example: EXAMPLES[kind] })
  }
  return (
    <Stack gap="xs" role="group" aria-labelledby="setup-receipt" mt="xs">
      <div>
        <Words fw={600} id="setup-receipt">
          {t(messages.onReceipts)}
        </Words>
        <Words size="sm" c="dimmed">
          {t(messages.onReceiptsHint)}
        </Words>
      </div>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t(messages.line1)}
          placeholder={t(messages.line1Example)}
          {...form.getInputProps('line1')}
          error={unreadable.line1 === undefined ? refusals.line1 : t(unreadable.line1)}
        />
        <TextInput label={t(messages.postalCode)} {...form.getInputProps('postal_code')} error={refusals.postal_code} />
        {registers.map((kind) => (
          <TextInput
            key={`${key} ${kind}`}
            label={t(LABELS[kind])}
            placeholder={EXAMPLES[kind]}
            {...form.getInputProps(`registrations.${kind}`)}
            value={form.values.registrations[kind] ?? ''}
            error={errorOf(kind)}
          />
        ))}
      </SimpleGrid>
    </Stack>
  )
}
