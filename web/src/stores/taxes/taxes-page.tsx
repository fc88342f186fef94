import { PlusIcon } from '@heroicons/react/24/outline'
import { Button, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useApi } from '../../api/index.ts'
import { useText } from '../../i18n/index.ts'
import { Icon, Loaded, Page, useUrlState } from '../../ui/index.ts'
import { messages } from '../messages.ts'
import { ClassesSection } from './classes-section.tsx'
import { CreateZoneDialog } from './create-zone-dialog.tsx'
import { ZoneForm } from './zone-form.tsx'

const CLASSES = 'classes'

/** Which taxes there are where, and which of them each class of articles bears. */
export default function TaxesPage() {
  const t = useText()
  const [{ zone: shown }, change] = useUrlState()
  const [isCreating, dialog] = useDisclosure()
  const zones = useApi('listTaxZones', [])
  const classes = useApi('listTaxClasses', [])
  return (
    <Page
      title={t(messages.taxes)}
      lead={t(messages.taxesLead)}
      actions={
        <Button leftSection={<Icon of={PlusIcon} />} onClick={dialog.open}>
          {t(messages.addZone)}
        </Button>
      }
    >
      <Loaded of={zones}>
        {(all) => (
          <Loaded of={classes}>
            {(taxClasses) => (
              <Tabs
                value={shown ?? all[0]?.code ?? CLASSES}
                onChange={(next) => change({ zone: next ?? undefined })}
                keepMounted={false}
              >
                <Tabs.List mb="md">
                  {all.map(({ code, name }) => (
                    <Tabs.Tab key={code} value={code}>
                      {name}
                    </Tabs.Tab>
                  ))}
                  <Tabs.Tab value={CLASSES}>{t(messages.taxClasses)}</Tabs.Tab>
                </Tabs.List>
                {all.map((zone) => (
                  <Tabs.Panel key={zone.code} value={zone.code}>
                    <ZoneForm zone={zone} classes={taxClasses} />
                  </Tabs.Panel>
                ))}
                <Tabs.Panel value={CLASSES}>
                  <ClassesSection classes={taxClasses} />
                </Tabs.Panel>
              </Tabs>
            )}
          </Loaded>
        )}
      </Loaded>
      <CreateZoneDialog isOpen={isCreating} onClose={dialog.close} onCreated={(code) => change({ zone: code })} />
    </Page>
  )
}
