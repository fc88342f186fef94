import { Anchor, Card, Group, Stack, Stepper, Title, Text as Words } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useApi } from '../api/index.ts'
import { LanguageButton } from '../app/language-button.tsx'
import { Mark } from '../app/mark.tsx'
import { SessionGate, useSession } from '../app/session.tsx'
import { type Text, useText } from '../i18n/index.ts'
import { EmptyState, Loaded, LoadingState, useUrlState } from '../ui/index.ts'
import { ArticlesStep } from './articles-step.tsx'
import { chooseStep, STEPS, type Step } from './find-step.ts'
import { messages } from './messages.ts'
import { OwnerStep } from './owner-step.tsx'
import classes from './setup.module.css'
import { StoreStep } from './store-step.tsx'
import { TillStep } from './till-step.tsx'

const NAMES: Readonly<Record<Step, Text>> = {
  owner: messages.stepOwner,
  store: messages.stepStore,
  articles: messages.stepArticles,
  till: messages.stepTill,
}

/** From an empty installation to its first sale. */
export default function SetupPage() {
  const t = useText()
  useDocumentTitle(`${t(messages.title)} · Comptoir`)
  const setup = useApi('readSetup', [])
  return (
    <Loaded of={setup}>
      {({ needs_owner: needsOwner }) =>
        needsOwner ? (
          <Frame step="owner" title={t(messages.ownerTitle)} lead={t(messages.ownerLead)}>
            <OwnerStep />
          </Frame>
        ) : (
          <SessionGate>
            <LaterSteps />
          </SessionGate>
        )
      }
    </Loaded>
  )
}

function LaterSteps() {
  const t = useText()
  const { can } = useSession()
  const [{ step: asked }] = useUrlState()
  const stores = useApi('listStores', [{ per_page: 100, sort: 'id' }])
  const products = useApi('listProducts', [{ per_page: 1 }])
  if (!can('stores.create') || !can('settings.manage')) {
    return <EmptyState title={t(messages.notYours)} hint={t(messages.notYoursHint)} action={<LeaveLink />} />
  }
  if (stores.data === undefined || products.data === undefined) return <LoadingState />
  const { data: opened } = stores.data
  const count = (products.data.meta as { total?: number }).total ?? 0
  const step = chooseStep(asked, { needsOwner: false, stores: opened.length, products: count })
  const first = opened.find(({ kind }) => kind === 'store') ?? opened[0]
  if (step === 'store' || first === undefined) {
    return (
      <Frame step="store" title={t(messages.storeTitle)} lead={t(messages.storeLead)}>
        <StoreStep />
      </Frame>
    )
  }
  if (step === 'articles') {
    return (
      <Frame step="articles" title={t(messages.articlesTitle)} lead={t(messages.articlesLead)}>
        <ArticlesStep store={first} count={count} />
      </Frame>
    )
  }
  return (
    <Frame step="till" title={t(messages.tillTitle)} lead={t(messages.tillLead)}>
      <TillStep store={first} />
    </Frame>
  )
}

type FrameProps = {
  readonly step: Step
  readonly title: string
  readonly lead: string
  readonly children: ReactNode
}

/** What stands around every step: where one is, what it is about, and the way out. */
function Frame({ step, title, lead, children }: FrameProps) {
  const t = useText()
  return (
    <main className={classes.page}>
      <Stack className={classes.content} gap="lg">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Mark size={2.25} />
            <Words fw={700} size="lg">
              Comptoir
            </Words>
          </Group>
          <LanguageButton />
        </Group>
        <Stepper active={STEPS.indexOf(step)} size="sm" iconSize={30} wrap={false} className={classes.steps}>
          {STEPS.map((name) => (
            <Stepper.Step
              key={name}
              label={t(NAMES[name])}
              allowStepSelect={false}
              aria-current={name === step ? 'step' : undefined}
            />
          ))}
        </Stepper>
        <div>
          <Title order={1}>{title}</Title>
          <Words c="dimmed" mt={4}>
            {lead}
          </Words>
        </div>
        <Card p="lg">{children}</Card>
        {(step === 'store' || step === 'articles') && <LeaveLink />}
      </Stack>
    </main>
  )
}

function LeaveLink() {
  const t = useText()
  return (
    <Anchor component={Link} to="/" size="sm" ta="center">
      {t(messages.leave)}
    </Anchor>
  )
}
