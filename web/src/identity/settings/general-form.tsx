import { Button, Card, Group, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Settings, useAction } from '../../api/index.ts'
import { LOCALES, useLanguage, useText } from '../../i18n/index.ts'
import { formErrors, notifyDone } from '../../ui/index.ts'
import { messages } from '../messages.ts'

const LANGUAGES = [
  { value: 'fr', label: 'Français' },
  { value: 'en', label: 'English' },
]

/** Names of the months as the reader's language writes them. */
function monthsOf(locale: string): { value: string; label: string }[] {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
  return Array.from({ length: 12 }, (_, month) => ({
    value: String(month + 1),
    label: format.format(new Date(Date.UTC(2026, month, 1))),
  }))
}

/** The name of the chain, its language, its fiscal year. */
export function GeneralForm({ settings }: { readonly settings: Settings }) {
  const t = useText()
  const { language } = useLanguage()
  const save = useAction(api.updateSettings, ['readSettings'])
  const form = useForm({
    initialValues: {
      chain_name: settings.chain_name,
      default_locale: settings.default_locale,
      mail_sender_name: settings.mail_sender_name ?? '',
      fiscal_year_start_month: String(settings.fiscal_year_start_month),
    },
  })
  const refusals = save.error === null ? {} : formErrors(save.error)
  const submit = form.onSubmit(async (values) => {
    const { mail_sender_name: sender, fiscal_year_start_month: month, ...rest } = values
    try {
      await save.mutateAsync([
        { ...rest, mail_sender_name: sender === '' ? null : sender, fiscal_year_start_month: Number(month) },
      ])
      form.resetDirty(values)
      notifyDone(t(messages.saved))
    } catch {
      // The server's sentences stand at their fields.
    }
  })
  return (
    <Card maw="40rem">
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={t(messages.chainName)}
            description={t(messages.chainNameHint)}
            {...form.getInputProps('chain_name')}
            error={refusals.chain_name}
          />
          <Select
            label={t(messages.defaultLanguage)}
            description={t(messages.defaultLanguageHint)}
            data={LANGUAGES}
            allowDeselect={false}
            {...form.getInputProps('default_locale')}
          />
          <TextInput
            label={t(messages.senderName)}
            description={t(messages.senderNameHint)}
            placeholder={form.values.chain_name}
            {...form.getInputProps('mail_sender_name')}
            error={refusals.mail_sender_name}
          />
          <Select
            label={t(messages.fiscalYear)}
            description={t(messages.fiscalYearHint)}
            data={monthsOf(LOCALES[language])}
            allowDeselect={false}
            {...form.getInputProps('fiscal_year_start_month')}
            error={refusals.fiscal_year_start_month}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t(messages.save)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Card>
  )
}
