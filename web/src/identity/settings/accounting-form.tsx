import { Button, Card, Group, SimpleGrid, Stack, TextInput, Title, Text as Words } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Settings, useAction } from '../../api/index.ts'
import { type Text, useText } from '../../i18n/index.ts'
import { formErrors, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'

type Accounting = Settings['accounting']
type Account = Exclude<keyof Accounting['quebec'], 'sales_by_tax_class' | 'taxes_by_code'>

const ACCOUNTS: Readonly<Record<Account, Text>> = {
  sales: messages.accountSales,
  returns: messages.accountReturns,
  taxes: messages.accountTaxes,
  cash: messages.accountCash,
  card: messages.accountCard,
  cheque: messages.accountCheque,
  credit: messages.accountCredit,
  other: messages.accountOther,
  rounding: messages.accountRounding,
  cash_over: messages.accountCashOver,
  cash_short: messages.accountCashShort,
  cash_in: messages.accountCashIn,
  cash_out: messages.accountCashOut,
  cash_drop: messages.accountCashDrop,
}
const CHARTS = [
  { key: 'quebec', title: messages.chartQuebec },
  { key: 'france', title: messages.chartFrance },
] as const

/** The accounts under which the daily accounting export posts. */
export function AccountingForm({ accounting }: { readonly accounting: Accounting }) {
  const t = useText()
  const save = useAction(api.updateSettings, ['readSettings'])
  const form = useForm({ initialValues: accounting })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const submit = form.onSubmit(async (values) => {
    try {
      await save.mutateAsync([{ accounting: values }])
      form.resetDirty(values)
      notifyDone(t(messages.saved))
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <form onSubmit={submit}>
      <Stack>
        <Words c="dimmed">{t(messages.accountingHint)}</Words>
        {CHARTS.map(({ key, title }) => (
          <Card key={key}>
            <Title order={2} mb="sm">
              {t(title)}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 2, md: 3, lg: 4 }}>
              {(Object.keys(ACCOUNTS) as Account[]).map((account) => (
                <TextInput
                  key={account}
                  label={t(ACCOUNTS[account])}
                  {...form.getInputProps(`${key}.${account}`)}
                  error={refusals[`accounting.${key}.${account}`]}
                />
              ))}
              {accounting[key].taxes_by_code.map(({ code }, index) => (
                <TextInput
                  key={`tax ${code}`}
                  label={t(messages.accountOfTax, { code })}
                  {...form.getInputProps(`${key}.taxes_by_code.${index}.account`)}
                  error={refusals[`accounting.${key}.taxes_by_code.${index}.account`]}
                />
              ))}
              {accounting[key].sales_by_tax_class.map(({ tax_class: code }, index) => (
                <TextInput
                  key={`class ${code}`}
                  label={t(messages.accountOfClass, { code })}
                  {...form.getInputProps(`${key}.sales_by_tax_class.${index}.account`)}
                  error={refusals[`accounting.${key}.sales_by_tax_class.${index}.account`]}
                />
              ))}
            </SimpleGrid>
          </Card>
        ))}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {t(messages.save)}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
