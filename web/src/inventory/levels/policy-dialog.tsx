import { Button, Group, NumberInput, Radio, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type StockPolicy, useAction, useApi } from '../../api/index.ts'
import { useSession } from '../../app/session.tsx'
import { type Text, useText } from '../../i18n/index.ts'
import { Dialog, formErrors, Loaded, notifyDone } from '../../ui/index.ts'
import { messages as shared } from '../messages.ts'
import { notifyUnplaced } from '../notify-unplaced.ts'
import { useStoreNames } from '../store-names.ts'
import { StoreSelect } from '../store-select.tsx'
import { messages } from './messages.ts'

type Policy = StockPolicy['below_zero']

const POLICIES: readonly { readonly value: Policy; readonly label: Text; readonly hint: Text }[] = [
  { value: 'allow', label: messages.allow, hint: messages.allowHint },
  { value: 'warn', label: messages.warn, hint: messages.warnHint },
  { value: 'refuse', label: messages.refuse, hint: messages.refuseHint },
]

/** How a store sells below zero, what it is told of, and who supplies it. */
export function PolicyDialog({ storeId, onClose }: { readonly storeId: number; readonly onClose: () => void }) {
  const t = useText()
  const nameOfStore = useStoreNames()
  const policy = useApi('getStockPolicy', [storeId])
  return (
    <Dialog opened onClose={onClose} title={t(messages.policyOf, { store: nameOfStore(storeId) })}>
      <Loaded of={policy}>{(found) => <PolicyForm policy={found} onClose={onClose} />}</Loaded>
    </Dialog>
  )
}

function PolicyForm({ policy, onClose }: { readonly policy: StockPolicy; readonly onClose: () => void }) {
  const t = useText()
  const { can } = useSession()
  const mayChange = can('stores.update')
  const save = useAction(api.setStockPolicy, ['getStockPolicy', 'listReplenishmentProposals'])
  const form = useForm({
    initialValues: {
      below_zero: policy.below_zero,
      no_sale_days: policy.no_sale_days ?? ('' as number | string),
      supplied_by: policy.supplied_by,
    },
  })
  const submit = form.onSubmit(async ({ no_sale_days: days, ...values }) => {
    try {
      await save.mutateAsync([policy.store_id, { ...values, no_sale_days: days === '' ? null : Number(days) }])
      notifyDone(t(messages.policySaved))
      onClose()
    } catch (error) {
      notifyUnplaced(error, ['no_sale_days', 'supplied_by'])
    }
  })
  const errors = save.error === null ? {} : formErrors(save.error)
  return (
    <form onSubmit={submit}>
      <Stack>
        <Radio.Group label={t(messages.belowZero)} {...form.getInputProps('below_zero')}>
          <Stack gap="xs" mt="xs">
            {POLICIES.map(({ value, label, hint }) => (
              <Radio key={value} value={value} label={t(label)} description={t(hint)} disabled={!mayChange} />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label={t(messages.noSaleDays)}
          description={t(messages.noSaleDaysHint)}
          allowDecimal={false}
          allowNegative={false}
          disabled={!mayChange}
          {...form.getInputProps('no_sale_days')}
          error={errors.no_sale_days}
        />
        <StoreSelect
          label={t(messages.suppliedBy)}
          description={t(messages.suppliedByHint)}
          value={form.values.supplied_by}
          onChange={(id) => form.setFieldValue('supplied_by', id)}
          except={policy.store_id}
          error={errors.supplied_by}
          clearable
        />
        {mayChange && (
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t(shared.cancel)}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(shared.save)}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}
