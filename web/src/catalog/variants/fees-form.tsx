import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline'
import { ActionIcon, Button, Card, Group, Select, SimpleGrid, Stack, TextInput, Text as Words } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { api, type Fee, useAction, type Variant } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { useLanguage, useText } from '../../i18n/index.ts'
import { formErrors, Icon, notifyDone, notifyError } from '../../ui/index.ts'
import { shownDecimal, typedDecimal } from '../decimals.ts'
import { messages as common } from '../messages.ts'
import { TaxClassSelect } from '../tax-class-select.tsx'
import { messages } from './messages.ts'

type FeeRow = { kind: Fee['kind']; label: string; amount: string; tax_class: string }
type Form = UseFormReturnType<{ fees: FeeRow[] }>

const NEW_FEE: FeeRow = { kind: 'deposit', label: '', amount: '', tax_class: 'standard' }

/** Deposits and eco-fees, on a line of their own for each unit sold. */
export function FeesForm({ variant, mayChange }: { readonly variant: Variant; readonly mayChange: boolean }) {
  const t = useText()
  const { language } = useLanguage()
  const save = useAction(api.replaceFees, ['getProduct'])
  const form = useForm<{ fees: FeeRow[] }>({
    initialValues: {
      fees: variant.fees.map(({ kind, label, amount, tax_class: taxClass }) => ({
        kind,
        label,
        amount: shownDecimal(amount, language),
        tax_class: taxClass,
      })),
    },
  })
  const submit = form.onSubmit(async ({ fees }) => {
    if (save.isPending) return
    try {
      await save.mutateAsync([variant.id, { fees: fees.map((fee) => ({ ...fee, amount: typedDecimal(fee.amount) })) }])
      form.resetDirty()
      notifyDone(t(common.saved))
    } catch (error) {
      const fields = formErrors(error as Parameters<typeof formErrors>[0])
      form.setErrors(fields)
      if (!Object.keys(fields).some((field) => /^fees\.\d+\./.test(field))) notifyError(error)
    }
  })
  const label = t(messages.deposit)
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Words size="sm" c="dimmed">
          {t(form.values.fees.length === 0 ? messages.noFees : messages.feesLead)}
        </Words>
        {form.values.fees.map((_fee, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the form knows its rows by their places.
          <FeeCard key={index} form={form} index={index} mayChange={mayChange} />
        ))}
        {mayChange && (
          <Group justify="space-between">
            <Button
              variant="default"
              leftSection={<Icon of={PlusIcon} size={1} />}
              onClick={() => form.insertListItem('fees', { ...NEW_FEE, label })}
            >
              {t(messages.addFee)}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t(common.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

type FeeCardProps = { readonly form: Form; readonly index: number; readonly mayChange: boolean }

function FeeCard({ form, index, mayChange }: FeeCardProps) {
  const t = useText()
  const { can } = useSession()
  const field = (name: keyof FeeRow) => ({ readOnly: !mayChange, ...form.getInputProps(`fees.${index}.${name}`) })
  return (
    <Card component="fieldset" p="sm" aria-label={t(messages.feeNumber, { number: index + 1 })}>
      <Group align="flex-start" wrap="nowrap">
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" flex={1}>
          <Select
            label={t(messages.feeKind)}
            data={[
              { value: 'deposit', label: t(messages.deposit) },
              { value: 'eco_fee', label: t(messages.ecoFee) },
            ]}
            allowDeselect={false}
            {...field('kind')}
          />
          <TextInput label={t(messages.feeLabel)} required {...field('label')} />
          <TextInput label={t(messages.amount)} inputMode="decimal" required {...field('amount')} />
          {can('stores.view') && <TaxClassSelect {...field('tax_class')} />}
        </SimpleGrid>
        {mayChange && (
          <ActionIcon aria-label={t(messages.removeFee)} onClick={() => form.removeListItem('fees', index)}>
            <Icon of={XMarkIcon} size={1.1} />
          </ActionIcon>
        )}
      </Group>
    </Card>
  )
}
