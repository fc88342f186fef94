import {
  AcademicCapIcon,
  ArrowPathIcon,
  ArrowsRightLeftIcon,
  ArrowUturnLeftIcon,
  Bars3Icon,
  BuildingStorefrontIcon,
  ClockIcon,
  CloudArrowUpIcon,
  Cog6ToothIcon,
  CommandLineIcon,
  ExclamationTriangleIcon,
  InboxArrowDownIcon,
  LockOpenIcon,
  PresentationChartBarIcon,
  ReceiptRefundIcon,
  SignalIcon,
  SignalSlashIcon,
  UserGroupIcon,
} from '@heroicons/react/24/outline'
import { ActionIcon, Avatar, Menu, UnstyledButton } from '@mantine/core'
import { LanguageButton } from '../../../app/language-button.tsx'
import { Mark } from '../../../app/mark.tsx'
import { ThemeButton } from '../../../app/theme-button.tsx'
import { type Text, useFormat, useText } from '../../../i18n/index.ts'
import { Icon, type IconType, notifyError } from '../../../ui/index.ts'
import { isEmptyCart } from '../../cart/cart.ts'
import { cashierMay } from '../../cart/cart-rights.ts'
import { newId } from '../../new-id.ts'
import { useSellingTill } from '../shared/till-context.tsx'
import classes from './header.module.css'
import { messages } from './messages.ts'
import { type Dialog, useSale } from './sale-context.tsx'

/** Where one is, whether the network answers and all is sent, who sells, and everything else in one menu. */
export function TillHeader() {
  const t = useText()
  const { store, cashier, snapshot, setCashier } = useSellingTill()
  const register = store.registers.find(({ id }) => id === snapshot.device.registerId)
  return (
    <header className={classes.header}>
      <Mark size={1.9} />
      <h1 className={classes.place}>
        <span className={classes.store}>{store.name}</span>
        <span className={classes.register}>{register?.name}</span>
      </h1>
      <Connection />
      <UnstyledButton className={classes.cashier} onClick={() => setCashier(null)}>
        <Avatar name={cashier.name} color="sapin" size="md" aria-hidden />
        <span className={classes.cashierName}>{cashier.name}</span>
        <span className="visually-hidden">{t(messages.changeCashier)}</span>
      </UnstyledButton>
      <span className={classes.wide}>
        <LanguageButton />
        <ThemeButton />
      </span>
      <TillMenu />
    </header>
  )
}

/** Calm while all is well: a till that waits for the network sells on. */
function Connection() {
  const t = useText()
  const format = useFormat()
  const { snapshot, store } = useSellingTill()
  const { open } = useSale()
  const { outbox, copy, isOnline } = snapshot
  const isOffline = isOnline === false
  const isBad = outbox.refused > 0
  const words = isBad
    ? t(messages.refused, { count: outbox.refused })
    : outbox.waiting > 0
      ? t(messages.waiting, { count: outbox.waiting })
      : copy.isStale && copy.at !== null
        ? t(messages.stale, { date: format.date(copy.at, 'moment', store.time_zone) })
        : t(isOffline ? messages.offline : messages.online)
  const icon = isBad
    ? ExclamationTriangleIcon
    : outbox.waiting > 0
      ? CloudArrowUpIcon
      : isOffline
        ? SignalSlashIcon
        : SignalIcon
  return (
    <UnstyledButton
      className={classes.connection}
      data-state={isBad ? 'bad' : isOffline || copy.isStale ? 'off' : 'on'}
      aria-label={words}
      onClick={() => open({ kind: 'outbox' })}
    >
      <Icon of={icon} size={1.1} />
      <span>{words}</span>
    </UnstyledButton>
  )
}

type Item = { readonly label: Text; readonly icon: IconType; readonly dialog: Dialog; readonly permission?: string }

const SALE_ITEMS: readonly Item[] = [
  { label: messages.returns, icon: ArrowUturnLeftIcon, dialog: { kind: 'returns' }, permission: 'sales.return' },
  { label: messages.tickets, icon: ReceiptRefundIcon, dialog: { kind: 'tickets' } },
  { label: messages.parked, icon: ClockIcon, dialog: { kind: 'parked' } },
]
const DRAWER_ITEMS: readonly Item[] = [
  { label: messages.cashMovement, icon: ArrowsRightLeftIcon, dialog: { kind: 'cash' }, permission: 'sessions.cash' },
  { label: messages.noSale, icon: LockOpenIcon, dialog: { kind: 'noSale' } },
  { label: messages.xReport, icon: PresentationChartBarIcon, dialog: { kind: 'xReport' } },
  { label: messages.closeDrawer, icon: InboxArrowDownIcon, dialog: { kind: 'close' }, permission: 'sessions.close' },
]
const TILL_ITEMS: readonly Item[] = [
  { label: messages.outbox, icon: CloudArrowUpIcon, dialog: { kind: 'outbox' } },
  { label: messages.settings, icon: Cog6ToothIcon, dialog: { kind: 'settings' } },
  { label: messages.shortcuts, icon: CommandLineIcon, dialog: { kind: 'shortcuts' } },
]

function TillMenu() {
  const t = useText()
  const { setCashier } = useSellingTill()
  const { isTraining, toggle } = useTraining()
  return (
    <Menu position="bottom-end" width="18rem" transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <ActionIcon variant="default" size="xl" aria-label={t(messages.menu)}>
          <Icon of={Bars3Icon} size={1.4} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown data-density="touch" mah="calc(100dvh - 4.75rem)" className={classes.menu}>
        <Menu.Label>{t(messages.saleGroup)}</Menu.Label>
        <Items of={SALE_ITEMS} />
        <Menu.Label>{t(messages.drawerGroup)}</Menu.Label>
        <Items of={DRAWER_ITEMS} />
        <Menu.Label>{t(messages.tillGroup)}</Menu.Label>
        <Menu.Item leftSection={<Icon of={UserGroupIcon} />} onClick={() => setCashier(null)}>
          {t(messages.changeCashier)}
        </Menu.Item>
        <Menu.Item leftSection={<Icon of={AcademicCapIcon} />} onClick={toggle}>
          {t(isTraining ? messages.endTraining : messages.beginTraining)}
        </Menu.Item>
        <Items of={TILL_ITEMS} />
        <Menu.Item leftSection={<Icon of={BuildingStorefrontIcon} />} component="a" href="/">
          {t(messages.backOffice)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Items({ of: items }: { readonly of: readonly Item[] }) {
  const t = useText()
  const { cashier } = useSellingTill()
  const { open } = useSale()
  return items
    .filter(({ permission }) => permission === undefined || cashierMay(cashier, permission))
    .map(({ label, icon, dialog }) => (
      <Menu.Item key={dialog.kind} leftSection={<Icon of={icon} />} onClick={() => open(dialog)}>
        {t(label)}
      </Menu.Item>
    ))
}

/** Between two tickets only; what was asked or approved for one does not serve the other. */
function useTraining() {
  const t = useText()
  const { isTraining, setTraining } = useSellingTill()
  const { cart, change, stage } = useSale()
  const toggle = () => {
    if (!isEmptyCart(cart) || stage === 'pay') return notifyError(new Error(t(messages.trainingNeedsEmpty)))
    change({ type: 'clear', id: newId() })
    setTraining(!isTraining)
  }
  return { isTraining, toggle }
}

/** Said in every light that this is only practice. */
export function TrainingBanner() {
  const t = useText()
  const { isTraining, toggle } = useTraining()
  if (!isTraining) return null
  return (
    <div className={classes.training} role="status">
      <Icon of={AcademicCapIcon} />
      <strong>{t(messages.training)}</strong>
      <button type="button" onClick={toggle}>
        <Icon of={ArrowPathIcon} size={1} />
        {t(messages.endTraining)}
      </button>
    </div>
  )
}
