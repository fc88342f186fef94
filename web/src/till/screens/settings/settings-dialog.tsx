import { Alert, Button, Group, SegmentedControl, Stack, Switch, Title, Text as Words } from '@mantine/core'
import { useState, useSyncExternalStore } from 'react'
import { LanguageButton } from '../../../app/language-button.tsx'
import { ThemeButton } from '../../../app/theme-button.tsx'
import { useText } from '../../../i18n/index.ts'
import { notifyError } from '../../../ui/index.ts'
import { hasWay, paperPrinter } from '../../print/paper-printer.ts'
import { useSale } from '../sell/sale-context.tsx'
import { playSound } from '../shared/play-sound.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import { TillDialog } from '../shared/till-dialog.tsx'
import { tillErrorText } from '../shared/till-error-text.ts'
import type { TillSettings } from '../shared/till-settings.ts'
import { messages } from './messages.ts'

/** What this device does its own way. */
export function SettingsDialog() {
  const t = useText()
  const { settings, changeSettings } = useSellingTill()
  const { close } = useSale()
  return (
    <TillDialog title={t(messages.settingsTitle)} onClose={close}>
      <Stack gap="lg">
        <Group justify="space-between">
          <Switch
            label={t(messages.sound)}
            description={t(messages.soundHint)}
            checked={settings.hasSound}
            onChange={({ currentTarget }) => changeSettings({ hasSound: currentTarget.checked })}
            size="md"
          />
          <Button variant="subtle" onClick={() => playSound('done')}>
            {t(messages.tryIt)}
          </Button>
        </Group>
        <PrinterSettings />
        <Stack gap="xs">
          <Title order={3}>{t(messages.grid)}</Title>
          <SegmentedControl
            aria-label={t(messages.grid)}
            value={settings.tiles}
            onChange={(tiles) => changeSettings({ tiles: tiles as TillSettings['tiles'] })}
            data={[
              { value: 'large', label: t(messages.large) },
              { value: 'small', label: t(messages.small) },
            ]}
            size="md"
          />
          <Switch
            label={t(messages.pictures)}
            checked={settings.hasPictures}
            onChange={({ currentTarget }) => changeSettings({ hasPictures: currentTarget.checked })}
            size="md"
          />
        </Stack>
        <Group justify="space-between">
          <Title order={3}>{t(messages.look)}</Title>
          <Group gap="xs">
            <LanguageButton />
            <ThemeButton />
          </Group>
        </Group>
        <DeviceSettings />
      </Stack>
    </TillDialog>
  )
}

function PrinterSettings() {
  const t = useText()
  const { settings, changeSettings } = useSellingTill()
  const connected = useSyncExternalStore(
    (listener) => paperPrinter.subscribe(listener),
    () => paperPrinter.connected,
  )
  const { printer } = settings
  const isPossible = printer === 'browser' || hasWay(printer)
  return (
    <Stack gap="xs">
      <Title order={3}>{t(messages.printer)}</Title>
      <SegmentedControl
        aria-label={t(messages.printer)}
        value={printer}
        onChange={(way) => changeSettings({ printer: way as TillSettings['printer'] })}
        data={[
          { value: 'browser', label: t(messages.printerBrowser) },
          { value: 'usb', label: t(messages.printerUsb) },
          { value: 'serial', label: t(messages.printerSerial) },
        ]}
        size="md"
      />
      {!isPossible && <Alert color="safran">{t(messages.notPossible)}</Alert>}
      {printer !== 'browser' && isPossible && (
        <>
          <Group justify="space-between">
            <Words size="sm" c="dimmed">
              {connected === null ? t(messages.notConnected) : t(messages.connected, { name: connected.name })}
            </Words>
            <Button variant="light" onClick={() => void paperPrinter.choose(printer).catch(notifyError)}>
              {t(messages.connect)}
            </Button>
          </Group>
          <SegmentedControl
            aria-label={t(messages.columns)}
            value={String(settings.paperColumns)}
            onChange={(columns) => changeSettings({ paperColumns: Number(columns) })}
            data={['32', '42', '48'].map((count) => ({ value: count, label: t(messages.columnsOf, { count }) }))}
          />
        </>
      )}
      <Switch
        label={t(messages.always)}
        checked={settings.isPrintedAlways}
        onChange={({ currentTarget }) => changeSettings({ isPrintedAlways: currentTarget.checked })}
        size="md"
      />
    </Stack>
  )
}

/** Which device this is; how its register is given back, and how a person leaves. */
function DeviceSettings() {
  const t = useText()
  const { memory, snapshot, profile, signOut, cashier, setCashier } = useSellingTill()
  const [isWarned, setWarned] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { device, outbox } = snapshot
  const run = async (act: () => Promise<unknown>) => {
    setBusy(true)
    await act().catch((error: unknown) => notifyError(new Error(tillErrorText(error, t))))
    setBusy(false)
  }
  const leave = () => {
    if (outbox.waiting > 0 && !isWarned) return setWarned(true)
    void run(async () => {
      await signOut()
      setWarned(false)
      // Their session was what showed who they are: whoever comes next says who they are themselves.
      if (profile?.user?.id === cashier.id) setCashier(null)
    })
  }
  return (
    <Stack gap="xs">
      <Title order={3}>{t(messages.device)}</Title>
      <Words size="sm" c="dimmed">
        {t(messages.deviceFacts, { name: device.name ?? '', series: device.series ?? 0 })}
      </Words>
      <Words size="sm" c="dimmed">
        {t(messages.releaseHint)}
      </Words>
      {isWarned && <Alert color="safran">{t(messages.signOutWaiting, { count: outbox.waiting })}</Alert>}
      <Group gap="xs">
        <Button
          variant="default"
          disabled={snapshot.drawer !== null || outbox.waiting > 0}
          loading={isBusy}
          onClick={() => void run(() => memory.device.release())}
        >
          {t(messages.release)}
        </Button>
        {profile != null && (
          <Button variant="default" loading={isBusy} onClick={leave}>
            {t(isWarned ? messages.signOutAnyway : messages.signOut)}
          </Button>
        )}
      </Group>
    </Stack>
  )
}
