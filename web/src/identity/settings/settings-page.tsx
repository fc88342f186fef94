import { Tabs } from '@mantine/core'
import { type Settings, useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Loaded, Page, useUrlState } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { AccountingForm } from './accounting-form.tsx'
import { BarcodeLayouts } from './barcode-layouts.tsx'
import { GeneralForm } from './general-form.tsx'

const TABS = {
  general: messages.general,
  accounting: messages.accounting,
  labels: messages.weighedLabels,
} as const

/** What holds for the whole chain. */
export default function SettingsPage() {
  const t = useText()
  const [{ tab = 'general' }, change] = useUrlState()
  const settings = useApi('readSettings', [])
  return (
    <Page title={t(messages.settings)} lead={t(messages.settingsLead)}>
      <Loaded of={settings}>
        {(values) => (
          <Tabs value={tab} onChange={(next) => change({ tab: next ?? undefined })} keepMounted={false}>
            <Tabs.List mb="md">
              {Object.entries(TABS).map(([key, text]) => (
                <Tabs.Tab key={key} value={key}>
                  {t(text)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <Panels settings={values} />
          </Tabs>
        )}
      </Loaded>
    </Page>
  )
}

function Panels({ settings }: { readonly settings: Settings }) {
  return (
    <>
      <Tabs.Panel value="general">
        <GeneralForm settings={settings} />
      </Tabs.Panel>
      <Tabs.Panel value="accounting">
        <AccountingForm accounting={settings.accounting} />
      </Tabs.Panel>
      <Tabs.Panel value="labels">
        <BarcodeLayouts />
      </Tabs.Panel>
    </>
  )
}
