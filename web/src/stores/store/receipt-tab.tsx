import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
  Text as Words,
} from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { REGISTRATION_KINDS, readRegistration } from '../../../../rules/index.ts'
import type { Store } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Language, useLanguage, useText } from '../../i18n/index.ts'
import { Icon, Section } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { addressLines } from './address-lines.ts'
import { ReceiptPreview } from './receipt-preview.tsx'
import type { ReceiptStore } from './sample-receipt.ts'
import { SaveRow } from './save-row.tsx'
import { useSaveStore } from './use-save-store.ts'

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
const KINDS = Object.keys(REGISTRATION_KINDS)

type ReceiptValues = {
  readonly legal_name: string
  readonly receipt_header: string
  readonly receipt_footer: string
  readonly registrations: readonly { readonly kind: string; readonly number: string }[]
}
type ReceiptForm = UseFormReturnType<ReceiptValues>

const valuesOf = (store: Store): ReceiptValues => ({
  legal_name: store.legal_name ?? '',
  receipt_header: store.receipt_header ?? '',
  receipt_footer: store.receipt_footer ?? '',
  registrations: store.registrations,
})

/** The store as its receipts would say it once this is saved. */
const previewOf = (store: Store, values: ReceiptValues, language: Language): ReceiptStore => ({
  name: store.name,
  legalName: orNull(values.legal_name),
  header: orNull(values.receipt_header),
  footer: orNull(values.receipt_footer),
  registrations: values.registrations.filter(({ kind, number }) => kind !== '' && number !== ''),
  address: [...addressLines(store.address, language), ...(store.phone === null ? [] : [store.phone])],
  currency: store.currency,
  pricesIncludeTax: store.prices_include_tax,
})

/** What the store's receipts say, beside the receipt that says it. */
export function ReceiptTab({ store }: { readonly store: Store }) {
  const t = useText()
  const { language } = useLanguage()
  const { can } = useSession()
  const { save, isSaving, refusals, refusal } = useSaveStore(store)
  const form = useForm<ReceiptValues>({ initialValues: valuesOf(store) })
  const isClosed = !can('stores.update')
  const submit = form.onSubmit(async (given) => {
    const input = {
      legal_name: orNull(given.legal_name.trim()),
      receipt_header: orNull(given.receipt_header),
      receipt_footer: orNull(given.receipt_footer),
      registrations: [...given.registrations],
    }
    if (await save(input)) form.resetDirty(given)
  })
  const field = (name: 'legal_name' | 'receipt_header' | 'receipt_footer') => ({
    ...form.getInputProps(name),
    error: refusals[name],
    readOnly: isClosed,
  })
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Section title={t(messages.receipt)}>
        <form onSubmit={submit}>
          <Stack>
            <TextInput
              label={t(messages.legalName)}
              description={t(messages.legalNameHint)}
              placeholder={store.name}
              {...field('legal_name')}
            />
            <Textarea
              label={t(messages.receiptHeader)}
              description={t(messages.receiptHeaderHint)}
              autosize
              minRows={2}
              {...field('receipt_header')}
            />
            <Textarea
              label={t(messages.receiptFooter)}
              description={t(messages.receiptFooterHint)}
              autosize
              minRows={2}
              {...field('receipt_footer')}
            />
            <Registrations form={form} refusals={refusals} isClosed={isClosed} />
            {!isClosed && (
              <SaveRow isDirty={form.isDirty()} isSaving={isSaving} refusal={refusal} onDrop={form.reset} />
            )}
          </Stack>
        </form>
      </Section>
      <ReceiptPreview zoneCode={store.tax_zone} store={previewOf(store, form.values, language)} />
    </SimpleGrid>
  )
}

type RegistrationsProps = {
  readonly form: ReceiptForm
  readonly refusals: Readonly<Record<string, string>>
  readonly isClosed: boolean
}

/** The numbers under which the seller is registered; the form of those that are known is checked while one types. */
function Registrations({ form, refusals, isClosed }: RegistrationsProps) {
  const t = useText()
  return (
    <Stack gap="xs">
      <div>
        <Words size="sm" fw={500}>
          {t(messages.registrations)}
        </Words>
        <Words size="xs" c="dimmed">
          {t(messages.registrationsHint)}
        </Words>
      </div>
      {form.values.registrations.map((registration, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are told apart by their order on the receipt.
        <Group key={index} gap="xs" wrap="nowrap" align="flex-start">
          <Autocomplete
            aria-label={t(messages.registrationKind, { number: index + 1 })}
            data={KINDS}
            w="8rem"
            readOnly={isClosed}
            {...form.getInputProps(`registrations.${index}.kind`)}
            error={refusals[`registrations.${index}.kind`]}
          />
          <TextInput
            aria-label={t(messages.registrationNumber, { number: index + 1 })}
            flex={1}
            readOnly={isClosed}
            {...form.getInputProps(`registrations.${index}.number`)}
            error={
              refusals[`registrations.${index}.number`] ??
              (registration.number !== '' && readRegistration(registration) === null
                ? t(messages.notThatForm)
                : undefined)
            }
          />
          {!isClosed && (
            <ActionIcon
              aria-label={t(messages.removeRegistration, { number: index + 1 })}
              onClick={() => form.removeListItem('registrations', index)}
            >
              <Icon of={XMarkIcon} size={1} />
            </ActionIcon>
          )}
        </Group>
      ))}
      {!isClosed && (
        <Button
          variant="subtle"
          size="sm"
          mr="auto"
          leftSection={<Icon of={PlusIcon} size={1} />}
          onClick={() => form.insertListItem('registrations', { kind: '', number: '' })}
        >
          {t(messages.addRegistration)}
        </Button>
      )}
    </Stack>
  )
}
